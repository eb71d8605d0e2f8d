"""What made a pair's score: the criteria that gave it most, and the one that cost it most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pairmatch.cohort.pairing_rules import Matching
from pairmatch.matching.pairing import Pair

FULL = 1000


@dataclass(frozen=True)
class Highlights:
    """Names and values (0 to 1000) of the criteria worth telling."""

    strongest: tuple[tuple[str, int], ...]
    """The most of the score first."""
    weakest: tuple[str, int] | None
    """What took most from it; None where nothing else took anything."""


def highlights(pair: Pair, matching: Matching, at_most: int = 3) -> Highlights:
    """The criteria that gave a pair most of its score, at most so many, and the one that cost most."""
    known = _known(pair, matching)
    weight = {name: matching.criteria[name].weight for name in known}
    by_gain = sorted(known, key=lambda name: -weight[name] * known[name])
    strongest = [name for name in by_gain if known[name] > 0][:at_most]
    if len(strongest) == len(known) > 1 and known[strongest[-1]] < FULL:
        strongest.pop()
    rest = [name for name in by_gain if name not in strongest and known[name] < FULL]
    weakest = max(rest, key=lambda name: weight[name] * (FULL - known[name]), default=None)
    return Highlights(
        tuple((name, known[name]) for name in strongest), (weakest, known[weakest]) if weakest else None
    )


def _known(pair: Pair, matching: Matching) -> Mapping[str, int]:
    return {
        name: value
        for name, value in pair.criteria.items()
        if isinstance(value, int) and name in matching.criteria and matching.criteria[name].weight > 0
    }


def quality(score: int) -> Literal["good", "fair", "poor"]:
    """What a score of 0 to 1000 is worth in a word."""
    return "good" if score >= _GOOD else "fair" if score >= _FAIR else "poor"


_GOOD, _FAIR = 700, 400
