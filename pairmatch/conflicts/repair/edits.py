"""A relaxation of the rota's model → edits of the cohort file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from pairmatch.cohort.edit import Edit, Loc
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import DAYS, HalfDay, Period
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.where import locs_of_people

_OF_WORKSHOPS = {"runs": "runs", "capacity": "capacity", "min_size": "min_size", "gap": "gap_weeks"}
_OF_SECTIONS: Mapping[str, Loc] = {
    "shadowing_gap": ("shadowing", "gap_weeks"),
    "area_visitors": ("shadowing", "area_visitors"),
    "each_way": ("shadowing", "each_way"),
    "max_per_week": ("scheduling", "max_per_week"),
    "shadowing_window": ("shadowing", "weeks"),
    "meetings_window": ("meetings", "weeks"),
}
_AT_WORK = "am pm"
"""The default of `works`, on the days from Monday to Friday."""


def edits_of(ground: Ground, change: Relaxation, data: Any) -> tuple[Edit, ...]:
    """The edits of the cohort file that make a relaxation true.

    Parameters
    ----------
    ground
        Whose relaxation it is.
    change
        The relaxation.
    data
        The plain data of the file, with what other changes have made of it already.
    """
    return tuple(_Editor(ground, data).edits(change))


class _Editor:
    """The edits of one cohort file, whose plain data are at hand."""

    def __init__(self, ground: Ground, data: Any) -> None:
        self._ground = ground
        self._cohort: Cohort = ground.cohort
        self._data = data

    def edits(self, change: Relaxation) -> Iterator[Edit]:
        at = self._half_day(change)
        match change.what:
            case "runs" | "capacity" | "min_size" | "gap":
                yield Edit((*self._loc("workshops", change), _OF_WORKSHOPS[change.what]), change.amount)
            case "room_capacity":
                yield Edit((*self._loc("rooms", change), "capacity"), change.amount)
            case "release":
                yield Edit(("rotas", str(change.subject), "release"), change.amount)
            case "window":
                yield Edit((*self._loc("workshops", change), "weeks"), _weeks(change))
            case "shadowing_window" | "meetings_window":
                yield Edit(_OF_SECTIONS[change.what], _weeks(change))
            case "shadowing_gap" | "area_visitors" | "each_way" | "max_per_week":
                yield Edit(_OF_SECTIONS[change.what], change.amount)
            case "dates":
                dates = (*self._loc("workshops", change), "dates")
                yield Edit((*dates, len(self._at(dates))), str(at))
            case "attend" | "host":
                yield Edit((*self._extra(str(change.subject), at), change.what), True)
            case "room_open":
                room = self._loc("rooms", change)
                yield from self._weekly((*room, "open"), at, {})
                yield from self._without((*room, "closed"), at)
            case "facilitator":
                person = self._loc("facilitators", change)
                yield from self._weekly((*person, "works"), at, dict.fromkeys(DAYS[:5], _AT_WORK))
                yield from self._without((*person, "leave"), at)
            case "closed":
                yield from self._without(("programme", "closed"), at)
            case "required":
                yield Edit(self._loc("workshops", change), None)
            case "meetings":
                yield Edit(("meetings",), None)

    def _half_day(self, change: Relaxation) -> HalfDay:
        return self._ground.when.time.slots[change.slot or 0].half_day

    def _at(self, loc: Loc) -> Any:
        """What is written there; None where nothing is."""
        data = self._data
        for step in loc:
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                return None
        return data

    def _loc(self, section: str, change: Relaxation) -> Loc:
        """Where a workshop, a room or a facilitator stands."""
        ids = [str(one["id"]) for one in self._data[section]]
        return (section, ids.index(str(change.subject)))

    def _extra(self, person: str, at: HalfDay) -> Loc:
        """The person's last word on a half-day, under the key that it has already."""
        extra = (*locs_of_people(self._cohort)[person], "extra")
        known = next((key for key in self._at(extra) or () if HalfDay.parse(key) == at), str(at))
        return (*extra, known)

    def _weekly(self, loc: Loc, at: HalfDay, default: Mapping[str, str]) -> Iterator[Edit]:
        """A half-day more of every week; without a pattern, where the default has it, nothing."""
        day, written = DAYS[at.date.weekday()], self._at(loc)
        pattern = default if written is None else written
        halves = _words(pattern.get(day))
        if at.half in halves or (written is None and not default):
            return
        names = list(self._cohort.programme.halves)
        more = " ".join(sorted({*halves, at.half}, key=names.index))
        if written is None:
            yield Edit(loc, {**default, day: more})
        else:
            yield Edit((*loc, day), more)

    def _without(self, loc: Loc, at: HalfDay) -> Iterator[Edit]:
        """A list of dates without one half-day; what is left of an entry stands in its place, and last."""
        entries = self._at(loc) or ()
        added, gone = len(entries), list[int]()
        for place, entry in enumerate(entries):
            period = Period.parse(str(entry))
            if not period.holds(at.date, at.half):
                continue
            left = list(self._left_of(period, at))
            if not left:
                gone.append(place)
                continue
            yield Edit((*loc, place), left[0])
            for more in left[1:]:
                yield Edit((*loc, added), more)
                added += 1
        for place in reversed(gone):
            yield Edit((*loc, place), None)

    def _left_of(self, period: Period, at: HalfDay) -> Iterator[str]:
        """What a stretch of dates is without one half-day."""
        if period.half:
            return
        day = timedelta(days=1)
        yield from _dates(period.first, at.date - day)
        yield from (str(HalfDay(at.date, half)) for half in self._cohort.programme.halves if half != at.half)
        yield from _dates(at.date + day, period.last)


def _dates(first: date, last: date) -> Iterator[str]:
    if first <= last:
        yield str(first) if first == last else f"{first}..{last}"


def _weeks(change: Relaxation) -> int | str:
    assert change.weeks is not None
    first, last = change.weeks
    return first if first == last else f"{first}..{last}"


def _words(halves: Any) -> list[str]:
    """The halves of a day, written as text or as a list."""
    return str(halves or "").split() if not isinstance(halves, list) else [str(half) for half in halves]
