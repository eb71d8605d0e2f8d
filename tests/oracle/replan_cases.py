"""Random tiny cohorts that change while their programme runs."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tests.oracle.calendar import DAYS, Calendar, Data
from tests.oracle.parts import chance, works
from tests.oracle.replan_data import from_dates, is_past
from tests.oracle.rota_cohorts import SITES, RotaCase, rota_case

Pairs = list[tuple[str, str]]


class ReplanCase(NamedTuple):
    """A cohort and its pairs, what became of them, and the date from which the rest is planned anew."""

    old: RotaCase
    new: RotaCase
    from_date: str


def replan_case(rng: Random) -> ReplanCase:
    """A cohort of which something changes after its first day."""
    old = rota_case(rng)
    old.data["scheduling"]["notice_weeks"] = rng.choice([0, 1, 1, 2])
    new = RotaCase(deepcopy(old.data), list(old.pairs))
    dates = from_dates(Calendar(old.data))
    from_date = rng.choice(dates[: 1 + len(dates) // 2])
    for change in rng.sample(CHANGES, rng.choice([1, 2, 2, 3])):
        change(rng, new.data, new.pairs, from_date)
    return ReplanCase(old, new, from_date)


def with_pins(rng: Random, sessions: tuple[Data, ...], from_date: str) -> tuple[Data, ...]:
    """The sessions of a rota, at times with one or two of those to come pinned."""
    to_come = [k for k, session in enumerate(sessions) if not is_past(session, from_date)]
    if not to_come or not chance(rng, 40):
        return sessions
    pinned = rng.sample(to_come, min(rng.randint(1, 2), len(to_come)))
    return tuple(s | {"pin": True} if k in pinned else s for k, s in enumerate(sessions))


def _leave(rng: Random, data: Data, pairs: Pairs, from_date: str) -> None:
    """Somebody is away for some days."""
    person = rng.choice([*data["doctors"], *data["managers"], *data["facilitators"]])
    days = rng.choice([0, 1, 6, 13])
    until = date.fromisoformat(from_date) + timedelta(days=days)
    person["leave"] = [*person.get("leave", ()), f"{from_date}..{until}"]


def _room_lost(rng: Random, data: Data, pairs: Pairs, from_date: str) -> None:
    """A room is closed for some days or for good."""
    if data["rooms"]:
        until = rng.choice([from_date, "2026-12-31"])
        room = rng.choice(data["rooms"])
        room["closed"] = [*room.get("closed", ()), f"{from_date}..{until}"]


def _resigned(rng: Random, data: Data, pairs: Pairs, from_date: str) -> None:
    """A doctor leaves; another takes the place, or the partners are left without."""
    gone = rng.choice(data["doctors"])
    theirs = [pair for pair in pairs if pair[0] == gone["id"]]
    data["doctors"].remove(gone)
    if len(theirs) < len(pairs) and chance(rng, 40):
        pairs[:] = [pair for pair in pairs if pair not in theirs]
        return
    data["doctors"].append(gone | {"id": "d9", "site": rng.choice(SITES)})
    pairs[:] = [("d9", m) if d == gone["id"] else (d, m) for d, m in pairs]


def _changeover(rng: Random, data: Data, pairs: Pairs, from_date: str) -> None:
    """A doctor is at work at other times from the date on, and at times somewhere else."""
    doctor = rng.choice(data["doctors"])
    doctor.pop("posts", None)
    before = date.fromisoformat(from_date) - timedelta(days=1)
    weekly = [f"{day} {half}" for day in DAYS[:3] for half in ("am", "pm")]
    post: Data = {"from": from_date, "works": works(rng, weekly, 60)}
    if "rota" in doctor and chance(rng, 50):
        post = {"from": from_date, "rota": {"pattern": "ward", "row": 3 - doctor["rota"]["row"]}}
    if chance(rng, 30):
        post["site"] = rng.choice(SITES)
    doctor["posts"] = [{"until": before.isoformat()}, post]


Change = Callable[[Random, Data, Pairs, str], None]
CHANGES: tuple[Change, ...] = (_leave, _leave, _room_lost, _resigned, _changeover)
