"""What a rota misses, level by level, and the same as one number that keeps the order of the levels."""

from __future__ import annotations

from dataclasses import dataclass

from pairmatch.calendar.needs import meeting_blocks
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Misses

NOTHING: Misses = (0, 0, 0, 0)


@dataclass(frozen=True)
class Scale:
    """How much a miss of each level is worth: more than all that can be missed in the levels after it.

    Sums of such numbers are in the order of the sums of the misses, which is what lets the misses of
    pairs that share nobody add up across levels.
    """

    weights: Misses

    def worth(self, misses: Misses) -> int:
        """Misses as one number."""
        return sum(weight * count for weight, count in zip(self.weights, misses, strict=True))

    def misses(self, worth: int) -> Misses:
        """The misses that a number stands for."""
        found = []
        for weight in self.weights:
            count, worth = divmod(worth, weight)
            found.append(count)
        return (found[0], found[1], found[2], found[3])


def scale_of(cohort: Cohort) -> Scale:
    """The scale of a cohort, large enough for every pairing of it."""
    people = len(cohort.doctors) + len(cohort.managers)
    pairs = min(sum(one.pairs for one in side) for side in (cohort.doctors, cohort.managers))
    shadowing = 2 * cohort.shadowing.each_way * pairs if cohort.shadowing else 0
    meetings = len(list(meeting_blocks(cohort, cohort.programme.weeks))) * pairs
    others = people * sum(not workshop.required for workshop in cohort.workshops)
    meeting = others + 1
    shadow = meeting * (meetings + 1)
    return Scale((shadow * (shadowing + 1), shadow, meeting, 1))
