"""Who moves between two pairings, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Ids, Move
from pairmatch.report.glyphs import Glyphs
from pairmatch.report.names import Names
from pairmatch.report.words import counted

NOBODY = "nobody"


def moves_between(cohort: Cohort, before: Iterable[Ids], after: Iterable[Ids]) -> tuple[Move, ...]:
    """Everyone of the cohort whose partners differ, doctors first, in file order.

    A partner who is no longer in the cohort counts among those of before.
    """
    old, new = _partners(before), _partners(after)
    return tuple(
        Move(person.id, old.get(person.id, ()), new.get(person.id, ()))
        for person in cohort.people
        if set(old.get(person.id, ())) != set(new.get(person.id, ()))
    )


def _partners(pairs: Iterable[Ids]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for doctor, manager in pairs:
        found[doctor] = (*found.get(doctor, ()), manager)
        found[manager] = (*found.get(manager, ()), doctor)
    return found


def partners_in_words(names: Names, glyphs: Glyphs, ids: Sequence[str]) -> str:
    """As `Ward`, `Ward + Kay`, or `nobody`."""
    return f" {glyphs.plus} ".join(map(names.person, ids)) or NOBODY


def in_short(
    names: Names, glyphs: Glyphs, moves: Sequence[Move], besides: Collection[str] = (), at_most: int = 3
) -> str:
    """The first few moves, as `Dr Lee → Ward, Dr Kay → nobody and 2 more moves`.

    Parameters
    ----------
    names, glyphs
        What people are called, and the arrow.
    moves
        Doctors first.
    besides
        People whose own moves are told elsewhere.
    at_most
        So many are told with names.

    Notes
    -----
    A manager's move is left out where a doctor's tells it.
    """
    news = [move for move in _news(moves) if move.person not in besides]
    shown = [
        f"{names.person(move.person)} {glyphs.arrow} {partners_in_words(names, glyphs, move.after)}"
        for move in news[:at_most]
    ]
    rest = len(news) - len(shown)
    return ", ".join(shown) + (f" and {counted(rest, 'more move')}" if rest else "")


def _news(moves: Sequence[Move]) -> Iterator[Move]:
    """The moves that tell of a partner whom none before them tells of, or of having none."""
    told: set[tuple[str, str]] = set()
    for move in moves:
        if not move.after or any((other, move.person) not in told for other in move.after):
            yield move
        told |= {(move.person, other) for other in move.after}
