"""Who can attend and host when, worked out from the plain data of a cohort file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.oracle.posts import DAYS as DAYS
from tests.oracle.posts import Data as Data
from tests.oracle.posts import HalfDay, clock_range, placement, rostered
from tests.oracle.working_hours import WorkingHours

HALVES = {"am": "09:00-13:00", "pm": "13:30-17:30"}
DAY_MINUTES = 24 * 60


class Calendar:
    """The half-days of a cohort's programme, and everyone's part in them.

    Half-days are known by their position in time order.
    """

    def __init__(self, data: Data) -> None:
        self.data = data
        programme = data["programme"]
        self.weeks: int = programme.get("weeks", 12)
        self.half_days = _half_days(programme, self.weeks)
        self.times = range(len(self.half_days))
        self.open = [not _any_holds(programme.get("closed", ()), h) for h in self.half_days]
        self.people: dict[str, Data] = {p["id"]: p for p in [*data["doctors"], *data["managers"]]}
        self.doctors = {p["id"] for p in data["doctors"]}
        self.hours = WorkingHours(data, self.weeks) if _is_off_duty_allowed(data) else None
        self._flags = {
            name: [self._presence(person, h) for h in self.half_days] for name, person in self.people.items()
        }

    def attend(self, person: str, t: int) -> bool:
        """Whether the person can be released then."""
        return self.open[t] and self._flags[person][t][0]

    def host(self, person: str, t: int) -> bool:
        """Whether the person can be shadowed then."""
        return self.open[t] and self._flags[person][t][1]

    def site(self, person: str, t: int) -> str | None:
        """The person's site of that day."""
        place = placement(self.people[person], self.half_days[t].day)
        return place.get("site") if place else None

    def directorate(self, person: str, t: int) -> str | None:
        """The person's directorate of that day."""
        place = placement(self.people[person], self.half_days[t].day)
        return place.get("directorate") if place else None

    def pattern(self, person: str, t: int) -> str | None:
        """The duty pattern that the person leaves to be in a session then."""
        if self.hours and self.hours.is_off(self.people[person], self.half_days[t]):
            return None
        place = placement(self.people[person], self.half_days[t].day)
        return place["rota"]["pattern"] if place and place.get("rota") else None

    def avoids(self, person: str, t: int) -> bool:
        """Whether the person would rather not have that half-day."""
        half_day = self.half_days[t]
        avoided = self.people[person].get("avoid_halves", ())
        return half_day.weekly in avoided or str(half_day) in avoided

    def facilitator_free(self, facilitator: Data, t: int) -> bool:
        """Whether a facilitator is at work then."""
        half_day = self.half_days[t]
        away = _any_holds(facilitator.get("leave", ()), half_day)
        return self.open[t] and not away and _works(facilitator.get("works"), half_day)

    def room_free(self, room: Data, t: int) -> bool:
        """Whether a room can be had then."""
        half_day = self.half_days[t]
        if not self.open[t] or _any_holds(room.get("closed", ()), half_day):
            return False
        return "open" not in room or _works(room["open"], half_day)

    def in_weeks(self, written: str | None) -> list[int]:
        """The half-days in a week range as written; None: all."""
        if written is None:
            return list(self.times)
        first, last = week_range(written)
        return [t for t in self.times if first <= self.half_days[t].week <= last]

    def common(self, one: str, other: str) -> int:
        """On how many half-days both can attend."""
        return sum(self.attend(one, t) and self.attend(other, t) for t in self.times)

    def _presence(self, person: Data, half_day: HalfDay) -> tuple[bool, bool]:
        attend, host = self._base(person, half_day)
        if attend or host:
            attend, host = _changed(attend, host, person.get("commitments", {}).get(half_day.weekly))
        elif self.hours and self.hours.adds(person, half_day):
            attend = True
        if placement(person, half_day.day) is None or _any_holds(person.get("leave", ()), half_day):
            attend, host = False, False
        return _changed(attend, host, person.get("extra", {}).get(str(half_day)))

    def _base(self, person: Data, half_day: HalfDay) -> tuple[bool, bool]:
        place = placement(person, half_day.day)
        if place is None:
            return (False, False)
        if not place.get("rota"):
            at_work = _works(place.get("works"), half_day)
            return (at_work, at_work)
        shift = self._shift(person, half_day)
        return (shift.get("attend", True), shift.get("host", True)) if shift else (False, False)

    def _shift(self, person: Data, half_day: HalfDay) -> Data | None:
        """The shift that covers all of a half-day, begun on its date or on the one before."""
        for back in (0, 1):
            shift = rostered(self.data, person, half_day.day - timedelta(days=back))
            if shift is None:
                continue
            start, end = clock_range(shift["time"])
            end += DAY_MINUTES if end <= start else 0
            shifted = back * DAY_MINUTES
            if start - shifted <= half_day.start and half_day.end <= end - shifted:
                return shift
        return None


def week_range(written: str) -> tuple[int, int]:
    """The first and last week of `3` or `2..11`."""
    first, _, last = str(written).partition("..")
    return int(first), int(last or first)


def meeting_blocks(data: Data) -> list[tuple[int, int]]:
    """First and last week of each block in which a pair meets once."""
    meetings = data.get("meetings")
    if meetings is None:
        return []
    weeks = data["programme"].get("weeks", 12)
    first, last = week_range(meetings.get("weeks", f"1..{weeks}"))
    every = meetings["every_weeks"]
    return [
        (w, w + every - 1)
        for w in range(first, min(last, weeks) + 1, every)
        if w + every - 1 <= min(last, weeks)
    ]


def each_way(data: Data) -> int:
    """How many shadowing half-days there are each way."""
    return int(data["shadowing"]["each_way"]) if data.get("shadowing") else 0


def _half_days(programme: Data, weeks: int) -> list[HalfDay]:
    start = date.fromisoformat(programme["start"])
    first, _, last = programme.get("days", "mon..fri").partition("..")
    days = range(DAYS.index(first), DAYS.index(last or first) + 1)
    return [
        HalfDay(week, start + timedelta(weeks=week - 1, days=day), half, *clock_range(hours))
        for week in range(1, weeks + 1)
        for day in days
        for half, hours in programme.get("halves", HALVES).items()
    ]


def _any_holds(periods: Any, half_day: HalfDay) -> bool:
    """Whether a date, a date range or a half-day among these holds the half-day."""
    for written in periods:
        dates, _, half = written.partition(" ")
        first, _, last = dates.partition("..")
        if first <= half_day.day.isoformat() <= (last or first) and half in ("", half_day.half):
            return True
    return False


def _works(works: Data | None, half_day: HalfDay) -> bool:
    if works is None:
        return half_day.day.weekday() < 5 and half_day.half in ("am", "pm")
    return half_day.half in works.get(DAYS[half_day.day.weekday()], "").split()


def _changed(attend: bool, host: bool, by: Data | None) -> tuple[bool, bool]:
    by = by or {}
    return (by.get("attend", attend), by.get("host", host))


def _is_off_duty_allowed(data: Data) -> bool:
    return bool(data.get("scheduling", {}).get("off_duty", "never") == "allowed")
