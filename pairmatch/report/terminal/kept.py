"""What a pairing that keeps old pairs has changed, and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pairmatch.matching.answers import Ids
from pairmatch.matching.moves import moves_between
from pairmatch.matching.pairing import Pairing
from pairmatch.report.pairing_proof import old_pairs_kept
from pairmatch.report.terminal.moves import show_moves
from pairmatch.report.terminal.page import Page
from pairmatch.report.visible import visible
from pairmatch.report.words import counted


def show_kept(page: Page, pairing: Pairing, before: Sequence[Ids]) -> None:
    """Print how many old pairs were kept, and whose partners are others than before.

    Parameters
    ----------
    page
        Where to.
    pairing
        The new pairing, made to keep pairs.
    before
        All old pairs, those of people who have left among them.
    """
    old, kept = old_pairs_kept(page.cohort, pairing)
    people = (person.id for person in page.cohort.people)
    moves = moves_between(people, before, (pair.ids for pair in pairing.pairs))
    page.heading(f"{kept} of the {counted(old, 'old pair')} kept" if old else "No old pair is left to keep")
    for sentence in _gone(page, before):
        page.text(sentence)
    if moves:
        show_moves(page, moves, "Was with", "Is with")
    else:
        page.text("Nobody moves.")


def _gone(page: Page, before: Sequence[Ids]) -> Iterator[str]:
    """A sentence for each old pair that cannot be any more, because of who is here and who is not."""
    doctors = {person.id for person in page.cohort.doctors}
    here = {person.id for person in page.cohort.people}
    for pair in before:
        left = [visible(person) for person in pair if person not in here]
        stay = [page.names.person(person) for person in pair if person in here]
        if len(left) == 2:
            yield f"{left[0]} and {left[1]} have left, and with them their pair."
        elif left:
            yield f"{left[0]} has left: the pair with {stay[0]} is gone."
        elif len(doctors.intersection(pair)) != 1:
            yield f"{stay[0]} and {stay[1]} are on one side now: their pair is gone."
