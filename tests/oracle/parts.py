"""Random parts of cohorts: when people are at work, and small choices."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from tests.oracle.calendar import Calendar, Data

START = "2026-09-07"
Value = TypeVar("Value")


def chance(rng: Random, percent: int) -> bool:
    """True in so many of a hundred cases."""
    return rng.randrange(100) < percent


def some(rng: Random, values: Sequence[Value], most: int) -> list[Value]:
    """Up to so many of these, in random order."""
    return rng.sample(list(values), rng.randint(0, min(most, len(values))))


def works(rng: Random, half_days: Sequence[str], percent: int) -> dict[str, str]:
    """A weekly pattern over half-days such as `tue am`, each at work in so many of a hundred cases."""
    week: dict[str, list[str]] = {}
    for written in half_days:
        day, half = written.split()
        if chance(rng, percent):
            week.setdefault(day, []).append(half)
    return {day: " ".join(halves) for day, halves in week.items()}


def presence(rng: Random) -> dict[str, bool]:
    """A change of `attend`, of `host`, or of both."""
    kinds: list[list[str]] = [["attend"], ["host"], ["attend", "host"]]
    return {kind: chance(rng, 50) for kind in rng.choice(kinds)}


def add_presence(rng: Random, person: Data, programme: Data, percent: int) -> None:
    """Give a person a random weekly pattern, and at times commitments, leave, extra half-days and posts."""
    half_days = Calendar({"programme": programme, "doctors": [], "managers": []}).half_days
    weekly = list(dict.fromkeys(h.weekly for h in half_days))
    days = list(dict.fromkeys(h.day.isoformat() for h in half_days))
    if chance(rng, 85) and "rota" not in person:
        person["works"] = works(rng, weekly, percent)
    if chance(rng, 15):
        person["commitments"] = {rng.choice(weekly): presence(rng)}
    if chance(rng, 15):
        first, last = sorted(rng.choices(days, k=2))
        person["leave"] = [rng.choice([first, f"{first}..{last}", f"{first} {half_days[0].half}"])]
    if chance(rng, 15):
        person["extra"] = {str(rng.choice(half_days)): presence(rng)}
    if chance(rng, 25):
        person["avoid_halves"] = [rng.choice([half.weekly, str(half)]) for half in rng.sample(half_days, 1)]


def halves_of(rng: Random, eve_percent: int) -> dict[str, Any]:
    """The two default halves of a day, at times with an evening."""
    if chance(rng, eve_percent):
        return {"halves": {"am": "09:00-13:00", "pm": "13:30-17:30", "eve": "17:45-20:00"}}
    return {}
