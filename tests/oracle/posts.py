"""Half-days and what holds for a person on a day, from the plain data of a cohort file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

Data = dict[str, Any]
"""A cohort file as plain data."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class HalfDay:
    """One half-day of the programme; `start` and `end` are minutes after midnight."""

    week: int
    day: date
    half: str
    start: int
    end: int

    @property
    def weekly(self) -> str:
        """As written in a weekly pattern."""
        return f"{DAYS[self.day.weekday()]} {self.half}"

    def __str__(self) -> str:
        return f"{self.day} {self.half}"


def placement(person: Data, day: date) -> Data | None:
    """The site, directorate and base that hold for a person on a day; None outside every post."""
    if not person.get("posts"):
        return person
    for post in person["posts"]:
        if post.get("from", "0000") <= day.isoformat() <= post.get("until", "9999"):
            base = post if post.get("works") is not None or post.get("rota") else person
            return {
                "site": post.get("site", person.get("site")),
                "directorate": post.get("directorate", person.get("directorate")),
                "works": base.get("works"),
                "rota": base.get("rota"),
            }
    return None


def clock_range(written: str) -> tuple[int, int]:
    """The minutes after midnight of `08:00-17:30`."""
    start, end = (60 * int(clock[:2]) + int(clock[3:]) for clock in written.split("-"))
    return start, end


def rostered(data: Data, person: Data, day: date) -> Data | None:
    """The shift that begins on a day, by the duty pattern that the person is on that day."""
    place = placement(person, day)
    if not place or not place.get("rota"):
        return None
    on = place["rota"]
    pattern = data["rotas"][on["pattern"]]
    rows = [row.split() for row in pattern["cycle"].splitlines() if row.strip()]
    weeks = (day - date.fromisoformat(pattern["anchor"])).days // 7
    code = rows[(on["row"] - 1 + weeks) % len(rows)][day.weekday()]
    shift: Data | None = pattern["shifts"].get(code)
    return shift
