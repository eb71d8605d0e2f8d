"""Which half-days off duty leave the rest and the hours that the limits ask for, by plain loops.

Times are minutes since an epoch, elapsed and not by the clock: in the zone of London a night over the
end of summer time is an hour longer. Shifts count whether or not there is leave on them, and so do those
before and after the programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.oracle.posts import Data, HalfDay, clock_range, placement, rostered

LONDON = ZoneInfo("Europe/London")
HOUR = 60
AROUND = timedelta(days=16)


class Stretch(NamedTuple):
    """A time of work, in elapsed minutes."""

    start: int
    end: int


class Shift(NamedTuple):
    """A shift of a duty pattern: when, the date on which it begins, and whether it is a night."""

    stretch: Stretch
    day: date
    is_night: bool


def elapsed(day: date, minutes: int) -> int:
    """Minutes since the epoch at so many minutes after midnight by London's clocks."""
    days, minute = divmod(minutes, 24 * HOUR)
    by_clock = datetime.combine(day + timedelta(days=days), time(minute // HOUR, minute % HOUR), LONDON)
    return int(by_clock.timestamp()) // 60


def shift_of(written: Data, day: date) -> Shift:
    """A shift that begins on a day."""
    start, end = clock_range(written["time"])
    end += 24 * HOUR if end <= start else 0
    stretch = Stretch(elapsed(day, start), elapsed(day, end))
    nights = [
        Stretch(elapsed(day, first), elapsed(day, last))
        for first, last in ((-HOUR, 6 * HOUR), (23 * HOUR, 30 * HOUR))
    ]
    return Shift(stretch, day, any(shared(stretch, night) >= 3 * HOUR for night in nights))


def shared(one: Stretch, other: Stretch) -> int:
    """How many minutes two stretches have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


class WorkingHours:
    """Everyone's shifts in and around a programme, and what sessions off duty they leave room for."""

    def __init__(self, data: Data, weeks: int) -> None:
        self.data, self.weeks = data, weeks
        start = date.fromisoformat(data["programme"]["start"])
        self.days = [start - AROUND + timedelta(days=n) for n in range(7 * weeks + 2 * AROUND.days)]
        self.programme = Stretch(elapsed(start, 0), elapsed(start + timedelta(weeks=weeks), 0))
        self._shifts: dict[str, list[Shift]] = {}
        self._allowed: dict[tuple[object, ...], bool] = {}

    def shifts(self, person: Data) -> list[Shift]:
        """A person's shifts, in time order."""
        if person["id"] not in self._shifts:
            began = [(rostered(self.data, person, day), day) for day in self.days]
            self._shifts[person["id"]] = [shift_of(shift, day) for shift, day in began if shift]
        return self._shifts[person["id"]]

    def is_off(self, person: Data, half_day: HalfDay) -> bool:
        """Whether someone on a duty pattern has no shift in any part of a half-day."""
        place = placement(person, half_day.day)
        if not place or not place.get("rota"):
            return False
        stretch = stretch_of([half_day])
        return not any(shared(shift.stretch, stretch) for shift in self.shifts(person))

    def adds(self, person: Data, half_day: HalfDay) -> bool:
        """Whether a session may be on a half-day off duty, as far as it alone goes."""
        stretch = stretch_of([half_day])
        return (
            self.is_off(person, half_day) and self._rests(person, stretch) and self.allows(person, [stretch])
        )

    def _rests(self, person: Data, stretch: Stretch) -> bool:
        """11 hours to the shift before and to the one after, 46 after the last of a run of nights."""
        nights = {shift.day for shift in self.shifts(person) if shift.is_night}
        for (start, end), day, is_night in self.shifts(person):
            is_last_night = is_night and day + timedelta(days=1) not in nights
            if end <= stretch.start and stretch.start - end < (46 if is_last_night else 11) * HOUR:
                return False
            if start >= stretch.end and start - stretch.end < 11 * HOUR:
                return False
        return True

    def allows(self, person: Data, sessions: Sequence[Stretch], before: Sequence[Stretch] = ()) -> bool:
        """Whether shifts and sessions off duty are 48 hours a week on average and 72 in any 168 at most.

        Only hours that hold some of `sessions` are asked about; those `before` are had already.
        """
        key = (person["id"], tuple(sorted(sessions)), tuple(sorted(before)))
        if key not in self._allowed:
            self._allowed[key] = not sessions or self._sums_hold(person, sessions, before)
        return self._allowed[key]

    def _sums_hold(self, person: Data, sessions: Sequence[Stretch], before: Sequence[Stretch]) -> bool:
        all_work = [*(shift.stretch for shift in self.shifts(person)), *before, *sessions]
        if hours_in(self.programme, all_work) > 48 * HOUR * self.weeks:
            return False
        week = 168 * HOUR
        windows = [Stretch(s.start, s.start + week) for s in all_work]
        windows += [Stretch(s.end - week, s.end) for s in all_work]
        return not any(
            hours_in(window, all_work) > 72 * HOUR and hours_in(window, sessions) for window in windows
        )

    def off_duty(self, person: Data, half_days: Sequence[HalfDay]) -> list[Stretch]:
        """The hours that a session adds: its own, from its first to its last half-day, or none on duty."""
        return [stretch_of(half_days)] if all(self.is_off(person, h) for h in half_days) else []


def stretch_of(half_days: Sequence[HalfDay]) -> Stretch:
    """From the start of the first to the end of the last."""
    first, last = half_days[0], half_days[-1]
    return Stretch(elapsed(first.day, first.start), elapsed(last.day, last.end))


def hours_in(window: Stretch, work: Iterable[Stretch]) -> int:
    """How many minutes of work fall into a window, parts counting in part."""
    return sum(shared(window, stretch) for stretch in work)
