"""Sessions off duty of one pair, where their hours in sum could be too many (`off_duty: allowed`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pairmatch.calendar.off_duty import Stretch
from pairmatch.matching.pair_calendar import PairCalendar

Hours = tuple[int, ...]
"""Minutes, one number for each sum that could be too much."""


@dataclass(frozen=True)
class _Sum:
    """Some sessions of one of the two, of which only so much can be held."""

    person: int
    """0 the doctor, 1 the manager."""
    minutes: dict[Stretch, int]
    left: int
    last_week: int


class PairHours:
    """What every session of a pair adds to each sum of hours that could be too much."""

    def __init__(self, offers: PairCalendar, pair: tuple[str, str]) -> None:
        self._sums = [one for number, person in enumerate(pair) for one in _sums(offers, number, person)]
        self.none: Hours = (0,) * len(self._sums)

    @property
    def can_be_too_many(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self._sums)

    def of(self, who: Sequence[bool], stretch: Stretch) -> Hours:
        """What a session of the one, the other or both adds."""
        return tuple(who[one.person] and one.minutes.get(stretch, 0) for one in self._sums)

    def with_more(self, hours: Hours, more: Hours) -> Hours | None:
        """Both together; None where that is too much."""
        after = tuple(a + b for a, b in zip(hours, more, strict=True))
        fits = all(minutes <= one.left for minutes, one in zip(after, self._sums, strict=True))
        return after if fits else None

    def after_week(self, hours: Hours, week: int) -> Hours:
        """What of the hours matters to the weeks that follow."""
        return tuple(
            minutes if one.last_week > week else 0 for minutes, one in zip(hours, self._sums, strict=True)
        )

    def allow(self, stretches: Iterable[Stretch]) -> bool:
        """Whether sessions that both take part in are not too much together."""
        hours: Hours | None = self.none
        for stretch in stretches:
            hours = self.with_more(hours, self.of((True, True), stretch)) if hours is not None else None
        return hours is not None


def _sums(offers: PairCalendar, number: int, person: str) -> Iterable[_Sum]:
    """The sums of one person's sessions that could be too much."""
    roster = offers.when.rosters.get(person)
    if roster is None or offers.cohort.scheduling.off_duty != "allowed":
        return
    row = offers.when.index[person]
    free = offers.released[row] | offers.hosted[row]
    single = {(int(t),) for t in np.flatnonzero(free)}
    longer = {run for runs in offers.runs for run, _ in runs.values() if all(free[t] for t in run)}
    added = {stretch: offers.when.adds(person, stretch) for stretch in sorted(single | longer)}
    sums = roster.sums(added, offers.week_of, offers.cohort.scheduling.max_per_week)
    for minutes, left in sums.items():
        yield _Sum(number, dict(minutes), left, max(offers.week_of(stretch[-1]) for stretch, _ in minutes))
