"""A cohort's plain data with one thing made wider, as a relaxation says."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import Any

from pairmatch.conflicts.relaxation import Relaxation
from tests.oracle.calendar import HALVES, Calendar, Data
from tests.oracle.posts import HalfDay

OF_WORKSHOPS = {"runs": "runs", "capacity": "capacity", "min_size": "min_size", "gap": "gap_weeks"}
OF_SECTIONS = {
    "shadowing_gap": ("shadowing", "gap_weeks"),
    "area_visitors": ("shadowing", "area_visitors"),
    "each_way": ("shadowing", "each_way"),
    "max_per_week": ("scheduling", "max_per_week"),
}


def relaxed(data: Data, by: Relaxation) -> Data:
    """The data of the cohort as it would be."""
    new = deepcopy(data)
    named = {one["id"]: one for key in LISTS for one in new.get(key, ())}
    subject: Any = named.get(by.subject or "")
    weeks = f"{by.weeks[0]}..{by.weeks[1]}" if by.weeks else None
    at = Calendar(data).half_days[by.slot] if by.slot is not None else None
    match by.what:
        case "runs" | "capacity" | "min_size" | "gap":
            subject[OF_WORKSHOPS[by.what]] = by.amount
        case "room_capacity":
            subject["capacity"] = by.amount
        case "window":
            subject["weeks"] = weeks
        case "shadowing_window" | "meetings_window":
            new[by.what.removesuffix("_window")]["weeks"] = weeks
        case "dates":
            subject["dates"] = [*subject["dates"], str(at)]
        case "shadowing_gap" | "area_visitors" | "each_way" | "max_per_week":
            section, key = OF_SECTIONS[by.what]
            new.setdefault(section, {})[key] = by.amount
        case "release":
            new["rotas"][by.subject]["release"] = by.amount
        case "attend" | "host":
            subject.setdefault("extra", {}).setdefault(str(at), {})[by.what] = True
        case "room_open" | "facilitator":
            assert at is not None
            week, days = ("open", "closed") if by.what == "room_open" else ("works", "leave")
            _open(new, subject, at, week, days)
        case "closed":
            assert at is not None
            _open(new, new["programme"], at, "", "closed")
        case "required":
            new["workshops"].remove(subject)
        case "meetings" if by.amount:
            new["meetings"]["every_weeks"] = by.amount
        case "meetings":
            del new["meetings"]
    return new


LISTS = ("doctors", "managers", "rooms", "facilitators", "workshops")


def _open(data: Data, subject: Data, at: HalfDay, week: str, days: str) -> None:
    """A half-day more of every week, and this one taken out of the days away."""
    if week in subject:
        day, half = at.weekly.split()
        held = subject[week].get(day, "").split()
        subject[week][day] = " ".join(dict.fromkeys([*held, half]))
    subject[days] = [left for entry in subject.get(days, ()) for left in _without(data, entry, at)]


def _without(data: Data, entry: str, at: HalfDay) -> list[str]:
    """The half-days of a date, a date range or a half-day without one of them."""
    dates, _, half = entry.partition(" ")
    first, _, last = dates.partition("..")
    if not first <= at.day.isoformat() <= (last or first) or half not in ("", at.half):
        return [entry]
    if half:
        return []
    before, after = at.day - timedelta(days=1), at.day + timedelta(days=1)
    halves = [one for one in data["programme"].get("halves", HALVES) if one != at.half]
    return [
        *([f"{first}..{before}"] if first <= before.isoformat() else []),
        *(f"{at.day} {one}" for one in halves),
        *([f"{after}..{last}"] if last >= after.isoformat() else []),
    ]
