"""The drawing of one pair's score: a stretch for each criterion, as long as what it gave."""

from __future__ import annotations

from dataclasses import dataclass

from pairmatch.cohort.pairing_rules import Matching
from pairmatch.matching.pairing import Pair
from pairmatch.report.highlights import FULL
from pairmatch.report.visible import visible

WIDTH = 200
"""Of the whole bar, which stands for 1000."""
COLOURS = 8
"""So many are told apart by colour; every stretch has its number, too."""
_ROOM = 13
"""A stretch narrower than this has no room for its number."""


@dataclass(frozen=True)
class Stretch:
    """What one criterion gave."""

    number: int
    """Its place in the file, from 1."""
    name: str
    value: int | None
    """0 to 1000; None: not known, and left out of the mean."""
    weight: int
    points: float
    """Its part of the score."""
    x: float
    width: float

    @property
    def colour(self) -> int:
        """Which colour it has."""
        return (self.number - 1) % COLOURS + 1

    @property
    def has_room(self) -> bool:
        """Whether its number can stand in it."""
        return self.width >= _ROOM


@dataclass(frozen=True)
class ScoreBar:
    """The bar of one pair; no stretches where scores come from a file."""

    score: int
    stretches: tuple[Stretch, ...]

    @property
    def length(self) -> float:
        """How far the score goes."""
        return round(self.score / FULL * WIDTH, 1)


def bar_of(pair: Pair, matching: Matching) -> ScoreBar:
    """The bar of a pair's score, by the criteria that the pairs document has."""
    weights = {name: one.weight for name, one in matching.criteria.items()}
    known = sum(weights.get(name, 0) for name, value in pair.criteria.items() if isinstance(value, int))
    stretches, x = list[Stretch](), 0.0
    for number, (name, weight) in enumerate(weights.items(), start=1):
        given = pair.criteria.get(name)
        value = given if isinstance(given, int) else None
        points = (value or 0) * weight / max(1, known)
        width = points / FULL * WIDTH
        stretches.append(Stretch(number, visible(name), value, weight, points, round(x, 1), round(width, 1)))
        x += width
    return ScoreBar(pair.score, tuple(stretches) if pair.criteria else ())
