"""What can be held of a pairing, what that cost in score, and why `match` alone pairs otherwise."""

from __future__ import annotations

from pairmatch.matching.moves import moves_between
from pairmatch.report.held import held_in_words, misses_in_words
from pairmatch.report.terminal.missed import FEW, list_missed
from pairmatch.report.terminal.moves import show_moves
from pairmatch.report.terminal.page import Page
from pairmatch.report.words import first_few
from pairmatch.rota.joint.held import HeldPairing, Reason

_FEW_PAIRS = 6


def show_held(page: Page, held: HeldPairing) -> None:
    """Print what the rota of a pairing misses, and against which pairing it was chosen."""
    pairing = held.pairing
    rota = pairing.proof.rota
    if rota is None:
        return
    page.heading("What can be held")
    for sentence in held_in_words(pairing.proof, rota):
        page.text(sentence)
    if held.alone is None:
        return
    for reason in held.reasons[:FEW]:
        page.text(_told(page, reason), indent=2)
    page.heading("What the rota of match alone would miss")
    list_missed(page, held.missed_alone, FEW)
    page.console.print()
    alone, chosen = ([pair.ids for pair in one.pairs] for one in (held.alone, pairing))
    show_moves(
        page, moves_between((one.id for one in page.cohort.people), alone, chosen), "With match alone", "Here"
    )


def _told(page: Page, reason: Reason) -> str:
    """As `Dr Lee + Kay and Dr Osei + Reid: whatever else is paired, their rota misses 1 meeting`."""
    pairs = [f" {page.glyphs.plus} ".join(map(page.names.person, pair)) for pair in reason.pairs]
    people = [f"{page.names.person(person)} with anyone" for person in reason.people]
    who = first_few([*pairs, *people], _FEW_PAIRS)
    return f"{who}: whatever else is paired, at least {misses_in_words(reason.misses)} would be missed"
