"""Who is there when, by some of the facts of a cohort: what keeps people, rooms and facilitators away."""

from __future__ import annotations

from datetime import timedelta

from tests.oracle.calendar import Data
from tests.oracle.conflict_facts import Fact, duty
from tests.oracle.posts import DAYS, HalfDay, clock_range, placement, rostered
from tests.oracle.working_hours import WorkingHours

PUBLIC_HOLIDAYS = {"GB-ENG": ("2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26")}
"""From the list of bank holidays that the government publishes."""
DAY_MINUTES = 24 * 60
NO_SHIFT = {"attend": False, "host": False}


class Presence:
    """Everyone's whereabouts where only the facts `kept` hold; each other fact keeps nobody away."""

    def __init__(self, data: Data, kept: frozenset[Fact]) -> None:
        self.data, self.kept = data, kept
        self.hours = WorkingHours(data, data["programme"].get("weeks", 12))

    def of(self, person: Data, at: HalfDay) -> dict[str, bool]:
        """Whether a person can attend and host then."""
        return {what: not self._is_away(person, at, what) for what in ("attend", "host")}

    def is_closed(self, at: HalfDay) -> bool:
        """Whether the programme is closed then."""
        closed = self.data["programme"].get("closed", ())
        holidays = PUBLIC_HOLIDAYS.get(self.data["programme"].get("country"), ())
        return any(("closed", k) in self.kept and holds(entry, at) for k, entry in enumerate(closed)) or (
            ("holiday",) in self.kept and at.day.isoformat() in holidays
        )

    def is_room_away(self, room: Data, at: HalfDay) -> bool:
        """Whether a room cannot be had then."""
        name = room["id"]
        if ("room_open", name) in self.kept and "open" in room and not works(room["open"], at):
            return True
        return self._any("room_closed", name, room.get("closed", ()), at)

    def is_leader_away(self, leader: Data, at: HalfDay) -> bool:
        """Whether a facilitator is not there then."""
        name = leader["id"]
        if ("facilitator_works", name) in self.kept and not works(leader.get("works"), at):
            return True
        return self._any("facilitator_leave", name, leader.get("leave", ()), at)

    def leaves(self, person: Data, at: HalfDay) -> str | None:
        """The duty pattern whose duty a doctor would leave then; None when off duty, or on none."""
        place = placement(person, at.day)
        if not place or not place.get("rota") or self.hours.is_off(person, at):
            return None
        return str(place["rota"]["pattern"])

    def _is_away(self, person: Data, at: HalfDay, what: str) -> bool:
        """The last word first: `extra`, leave and posts, commitments, the base."""
        name = person["id"]
        word = person.get("extra", {}).get(str(at), {}).get(what)
        if word is True:
            return False
        if word is False and ("extra", name, str(at)) in self.kept:
            return True
        if self._any("leave", name, person.get("leave", ()), at):
            return True
        if placement(person, at.day) is None and ("posts", name) in self.kept:
            return True
        if what == "attend" and self._is_addable(person, at):
            _, row = self._shift(person, at)
            return ("working_time", *row[1:]) in self.kept and not self.hours.adds(person, at)
        base = {one: not self._is_off(person, at, one) for one in ("attend", "host")}
        if not any(base.values()):
            return True
        word = person.get("commitments", {}).get(at.weekly, {}).get(what)
        if word is True:
            return False
        return (word is False and ("commitment", name, at.weekly) in self.kept) or not base[what]

    def _is_off(self, person: Data, at: HalfDay, what: str) -> bool:
        """Whether the base has the person away."""
        place = placement(person, at.day)
        if not place or not place.get("rota"):
            return ("works", person["id"]) in self.kept and not works((place or {}).get("works"), at)
        shift, row = self._shift(person, at)
        return row in self.kept and not (shift or NO_SHIFT).get(what, True)

    def _is_addable(self, person: Data, at: HalfDay) -> bool:
        """Whether only working times decide on a session then: off duty, where such sessions are allowed."""
        off_duty = self.data.get("scheduling", {}).get("off_duty", "never")
        return off_duty == "allowed" and self.hours.is_off(person, at)

    def _shift(self, person: Data, at: HalfDay) -> tuple[Data | None, Fact]:
        """The shift that covers all of a half-day, and the week of duty that it is of."""
        for back in (0, 1):
            day = at.day - timedelta(days=back)
            shift = rostered(self.data, person, day)
            if shift is None:
                continue
            start, end = clock_range(shift["time"])
            end += DAY_MINUTES if end <= start else 0
            if start - back * DAY_MINUTES <= at.start and at.end <= end - back * DAY_MINUTES:
                return shift, duty(self.data, person, day)
        return None, duty(self.data, person, at.day)

    def _any(self, kind: str, name: str, entries: list[str], at: HalfDay) -> bool:
        return any((kind, name, k) in self.kept and holds(entry, at) for k, entry in enumerate(entries))


def holds(written: str, at: HalfDay) -> bool:
    """Whether a date, a date range or a half-day holds the half-day."""
    dates, _, half = written.partition(" ")
    first, _, last = dates.partition("..")
    return first <= at.day.isoformat() <= (last or first) and half in ("", at.half)


def works(written: Data | None, at: HalfDay) -> bool:
    """Whether a weekly pattern, by default Monday to Friday, am and pm, has the half-day."""
    if written is None:
        return at.day.weekday() < 5 and at.half in ("am", "pm")
    return at.half in written.get(DAYS[at.day.weekday()], "").split()
