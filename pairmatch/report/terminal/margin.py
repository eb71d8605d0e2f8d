"""How firmly pairs stand: forced, ahead of the next best, interchangeable, or locked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from rich.text import Text

from pairmatch.matching.answers import Ids, Margin, Measures, Move
from pairmatch.report.losses import NOTHING, Standard, loss, loss_in_short
from pairmatch.report.moves import in_short
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible

_KINDS: tuple[Literal["forced", "ahead", "interchangeable", "locked"], ...] = (
    "forced",
    "ahead",
    "interchangeable",
    "locked",
)
_STYLES = {"forced": "green", "ahead": "green", "interchangeable": "yellow", "locked": "cyan"}
_MANY_MOVES = 8
_HELD = {
    "locked": "A lock holds it, whatever it costs the others.",
    "forced": "No pairing with as few changes can do without it.",
}
"""What is said of a pair that no pairing can do without."""


def show_margin(page: Page, standard: Standard, best: Measures, margin: Margin) -> None:
    """Print how firmly one pair stands, and what the best pairing without it is."""
    page.text(f"How firmly it stands: {margin.kind}", _STYLES[margin.kind])
    if margin.without is None:
        page.text(_HELD[margin.kind], indent=2)
        return
    cost = loss(standard, best, margin.without)
    if cost == NOTHING:
        page.text("Another pairing is just as good; this one comes first in file order.", indent=2)
    else:
        page.text(f"In the best pairing without it, {cost}.", indent=2)
    moves = in_short(page.names, page.glyphs, margin.without.moves, at_most=_MANY_MOVES)
    if moves:
        page.text(f"Then: {moves}", "dim", indent=2)


def show_margins(
    page: Page, standard: Standard, best: Measures, margins: Sequence[Margin], notes: Sequence[str] = ()
) -> None:
    """Print a row a pair: what the best pairing without it would cost.

    Parameters
    ----------
    page
        Where to.
    standard
        By what pairings are compared.
    best
        The best pairing's measures.
    margins
        Of its pairs.
    notes
        What the reader should know first, made safe to show.
    """
    if not margins:
        page.text("There are no pairs.")
        return
    page.text(f"{visible(page.cohort.programme.name)}: how firmly each pair stands", "bold")
    for note in notes:
        page.text(note, "yellow")
    page.console.print()
    rows = [_row(page, standard, best, margin) for margin in margins]
    show_table(page, ("Doctor", "Manager", "Without the pair"), rows)
    page.console.print()
    kinds = Counter(margin.kind for margin in margins)
    page.text(page.dot.join(f"{kinds[kind]} {kind}" for kind in _KINDS if kinds[kind]))
    page.text("One person's alternatives: pairmatch why ID. Two people: pairmatch why ID ID.", "dim")


def _row(page: Page, standard: Standard, best: Measures, margin: Margin) -> Row:
    names = [Text(page.names.person(person)) for person in margin.pair]
    return Row((*names, Text(_stands(page, standard, best, margin), _STYLES[margin.kind])))


def _stands(page: Page, standard: Standard, best: Measures, margin: Margin) -> str:
    if margin.without is None:
        return margin.kind
    if margin.kind == "interchangeable":
        instead = page.names.people(_instead(margin.pair, margin.without.moves))
        return f"interchangeable with {instead}" if instead else margin.kind
    return f"{margin.kind}: {loss_in_short(standard, best, margin.without)}"


def _instead(pair: Ids, moves: Sequence[Move]) -> Sequence[str]:
    """Whom the doctor gets in the other pairing; where that is nobody, whom the manager gets."""
    gets = {move.person: [one for one in move.after if one not in move.before] for move in moves}
    return gets.get(pair[0]) or gets.get(pair[1]) or ()
