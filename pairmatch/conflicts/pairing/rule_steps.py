"""How far the number in a rule has to give way before it allows another pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pairmatch.calendar.programme import Bools
from pairmatch.cohort.pairing_rules import Common, Rule, ScoreAtLeast, Share, Within
from pairmatch.matching.allowed import forbidden_by
from pairmatch.matching.candidates import Candidates

STEPS_AT_MOST = 12
NUMBERS_TRIED = 40


@dataclass(frozen=True, eq=False)
class Step:
    """A rule with another number."""

    field: str
    value: float
    allows: Bools
    """The pairs that the rule as it is forbids, and this one does not."""


def steps_of(candidates: Candidates, rule: Rule, forbidden: Bools) -> Iterator[Step]:
    """The numbers that a rule could have instead, the nearest first, each allowing a pair more.

    None for a rule without a number.
    """
    match rule:
        case ScoreAtLeast(score=old):
            scores = np.unique(candidates.scores.total[forbidden])[::-1]
            numbers: Iterable[float] = (int(score) for score in scores)
            field = "score"
        case Within(by=old):
            numbers, field = (old + more for more in range(1, NUMBERS_TRIED + 1)), "by"
        case Share(at_least=old) | Common(at_least=old):
            numbers, field = range(old - 1, max(0, old - 1 - NUMBERS_TRIED), -1), "at_least"
        case _:
            return
    known, count = np.zeros_like(forbidden), 0
    for number in numbers:
        other = rule.model_copy(update={field: number})
        left = forbidden_by(other, candidates.sides, candidates.scores.total)
        allows = forbidden & ~left if left is not None else forbidden
        if (allows & ~known).any():
            yield Step(field, number, allows)
            known, count = allows, count + 1
        if count == STEPS_AT_MOST:
            return
