"""Every criterion and score once more, in exact whole numbers, from the format page's table.

A share is a fraction, kept as (numerator, denominator): a large cohort has hundreds of
thousands of pairs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence, Set
from fractions import Fraction
from functools import lru_cache

from pairmatch.verify.facts import Facts, is_equal
from pairmatch.verify.windows import meeting_blocks

Value = int | None
"""0 to 1000; None: not known."""
Share = tuple[int, int] | None
"""(numerator, denominator) of a fraction from 0 to 1; None: not known."""
ShareOf = Callable[[str, str], Share]
"""Of a doctor and a manager, by id."""


class Scores:
    """The criteria and the score of any two people of a cohort, by id."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._table = facts.cohort.scores
        criteria = facts.cohort.matching.criteria
        self._shares = {name: share_of(facts, name, one.want) for name, one in criteria.items()}
        self._weighted = [(one.weight, self._shares[name]) for name, one in criteria.items() if one.weight]
        self._known: dict[tuple[str, str], int] = {}

    def criteria(self, doctor: str, manager: str) -> dict[str, Value]:
        """Every criterion of `matching.criteria` in file order, each an integer 0 to 1000 or not known."""
        return {name: in_thousandths(share(doctor, manager)) for name, share in self._shares.items()}

    def given(self, doctor: str, manager: str) -> int | None:
        """What the file of scores says of the two; None where there is no such file."""
        if self._table is None:
            return None
        return self._table.rows[self._facts.locs[doctor][1]][self._facts.locs[manager][1]]

    def score(self, doctor: str, manager: str) -> int:
        """What the file of scores says, else the rounded mean of the known criteria by weight."""
        given = self.given(doctor, manager)
        if given is not None:
            return max(given, 0)
        pair = (doctor, manager)
        if pair not in self._known:
            self._known[pair] = self._mean(doctor, manager)
        return self._known[pair]

    def _mean(self, doctor: str, manager: str) -> int:
        total = weights = 0
        for weight, share in self._weighted:
            value = in_thousandths(share(doctor, manager))
            if value is not None:
                total += weight * value
                weights += weight
        return half_even(total, weights) if weights else 0


@lru_cache(maxsize=4096)
def in_thousandths(share: Share) -> Value:
    """A share as an integer 0 to 1000."""
    return None if share is None else half_even(1000 * share[0], share[1])


def half_even(numerator: int, denominator: int) -> int:
    """A fraction rounded to the nearest whole number, a half to the even one."""
    whole, left = divmod(numerator, denominator)
    beyond = 2 * left - denominator
    return whole + (beyond > 0 or (beyond == 0 and whole % 2 == 1))


def share_of(facts: Facts, name: str, want: str) -> ShareOf:
    """The rule by which a criterion is told of any two."""
    if name in PLAIN:
        return PLAIN[name](facts)
    alike = likeness(facts, name)
    return alike if want == "same" else unlike(alike)


def interests(facts: Facts) -> ShareOf:
    """2·shared / (doctor's + manager's)."""
    of = facts.entries("interests")
    return lambda doctor, manager: overlap(of[doctor], of[manager])


def overlap(one: Set[str], other: Set[str]) -> Share:
    """2·shared / (one's + the other's); not known where either has none."""
    if not one or not other:
        return None
    return 2 * len(one & other), len(one) + len(other)


def seniority(facts: Facts) -> ShareOf:
    """1 − levels apart / (levels − 1)."""
    steps = len(facts.cohort.matching.seniority) - 1
    of: Mapping[str, int | None] = {
        one: None if place is None else int(place) for one, place in facts.numbers("seniority").items()
    }

    def share(doctor: str, manager: str) -> Share:
        one, other = of[doctor], of[manager]
        if one is None or other is None:
            return None
        return (steps - abs(one - other), steps) if steps > 0 else (1, 1)

    return share


def exchange(facts: Facts) -> ShareOf:
    """The mean over those who want something of what the other offers of it."""
    wants, offers = facts.entries("wants"), facts.entries("offers")

    def side(one: str, other: str) -> Share:
        return (len(wants[one] & offers[other]), len(wants[one])) if wants[one] else None

    return lambda doctor, manager: mean_of_two(side(doctor, manager), side(manager, doctor))


def preferences(facts: Facts) -> ShareOf:
    """The mean over those who list preferences of 1 − (rank − 1) / length; unlisted gives 0."""
    ranks = facts.ranks

    def side(one: str, other: str) -> Share:
        own = ranks[one]
        if not own:
            return None
        return (len(own) + 1 - own[other] if other in own else 0, len(own))

    return lambda doctor, manager: mean_of_two(side(doctor, manager), side(manager, doctor))


def mean_of_two(one: Share, other: Share) -> Share:
    """The mean of what is known of two shares."""
    if one is None or other is None:
        return one or other
    return one[0] * other[1] + other[0] * one[1], 2 * one[1] * other[1]


def availability(facts: Facts) -> ShareOf:
    """min(1, common attend half-days / (2 × half-days that the pair needs))."""
    cohort = facts.cohort
    needed: int = sum(workshop.length for workshop in cohort.workshops if workshop.required)
    needed += 2 * cohort.shadowing.each_way if cohort.shadowing else 0
    needed += len(meeting_blocks(cohort, cohort.programme.weeks))
    if needed == 0:
        return lambda doctor, manager: (1, 1)
    return lambda doctor, manager: (min(facts.common_half_days(doctor, manager), 2 * needed), 2 * needed)


def likeness(facts: Facts, name: str) -> ShareOf:
    """Lists as `interests` does, numbers as 1 − difference / largest difference, else 1 if equal."""
    data, entries = facts.data(name), facts.entries(name)
    lists = {one for one, value in data.items() if isinstance(value, tuple)}
    steps = in_whole_steps(facts.numbers(name))
    widest = max(steps.values()) - min(steps.values()) if steps else 0

    def share(doctor: str, manager: str) -> Share:
        one, other = data[doctor], data[manager]
        if one is None or other is None:
            return None
        if doctor in steps and manager in steps:
            return (widest - abs(steps[doctor] - steps[manager]), widest) if widest else (1, 1)
        if doctor in lists or manager in lists:
            return overlap(entries[doctor], entries[manager]) or (0, 1)
        return int(one == other and is_equal(one, other)), 1

    return share


def in_whole_steps(numbers: Mapping[str, Fraction | None]) -> Mapping[str, int]:
    """The numbers that are known, in a unit so small that each is whole."""
    known = {one: value for one, value in numbers.items() if value is not None}
    unit = math.lcm(*(value.denominator for value in known.values()))
    return {one: int(value * unit) for one, value in known.items()}


def unlike(alike: ShareOf) -> ShareOf:
    """What a criterion that wants a difference makes of a likeness."""

    def share(doctor: str, manager: str) -> Share:
        one = alike(doctor, manager)
        return None if one is None else (one[1] - one[0], one[1])

    return share


def mean(parts: Sequence[Fraction]) -> Fraction | None:
    """The mean of what is known; not known where nothing is."""
    return sum(parts, Fraction(0)) / len(parts) if parts else None


PLAIN: dict[str, Callable[[Facts], ShareOf]] = {
    "interests": interests,
    "seniority": seniority,
    "exchange": exchange,
    "preferences": preferences,
    "availability": availability,
}
