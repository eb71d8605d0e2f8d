"""Moves between two pairings, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pairmatch.matching.answers import Move
from pairmatch.report.glyphs import Glyphs
from pairmatch.report.names import Names
from pairmatch.report.words import counted

NOBODY = "nobody"


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
