"""Every fact of a cohort that a rota may run against, as a plain tuple, and where it stands.

The first word of a fact is its kind, what follows says whose or which it is: `("leave", "d07", 0)` is the
first leave of d07. A fact that holds by default is one, too; it stands nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pairmatch.cohort.source import Source
from tests.oracle.calendar import Data, meeting_blocks
from tests.oracle.posts import placement
from tests.oracle.rota_data import Group, Pairs

Fact = tuple[str | int, ...]
Loc = tuple[str | int, ...]


class Facts:
    """The facts of a cohort's data, for these pairs."""

    def __init__(self, data: Data, pairs: Pairs, groups: list[Group]) -> None:
        self.data, self.pairs, self.groups = data, pairs, groups

    def all(self) -> dict[Fact, Loc | None]:
        """Every fact, and the way to it in the file; None where it is only a default."""
        return dict([*self._asked(), *self._when(), *self._of_workshops(), *self._limits()])

    def lines(self, source: Source) -> dict[Fact, frozenset[int]]:
        """The lines of the file on which each fact stands."""
        return {fact: frozenset(_lines(source, fact, loc)) for fact, loc in self.all().items()}

    def _asked(self) -> Iterator[tuple[Fact, Loc | None]]:
        for w, workshop in enumerate(self.data.get("workshops", ())):
            for group in self.groups:
                yield ("workshop", workshop["id"], *group), ("workshops", w)
        for doctor, manager in self.pairs:
            if self.data.get("shadowing"):
                yield ("shadowing", doctor, manager), ("shadowing",)
                yield ("shadowing", manager, doctor), ("shadowing",)
            for first, last in meeting_blocks(self.data):
                yield ("meeting", doctor, manager, f"{first}..{last}"), ("meetings",)

    def _when(self) -> Iterator[tuple[Fact, Loc | None]]:
        programme = self.data["programme"]
        for k in range(len(programme.get("closed", ()))):
            yield ("closed", k), ("programme", "closed", k)
        if "country" in programme:
            yield ("holiday",), ("programme", "country")
        for side in ("doctors", "managers"):
            for n, person in enumerate(self.data[side]):
                yield from self._of_person(person, (side, n))
        for n, room in enumerate(self.data.get("rooms", ())):
            at: Loc = ("rooms", n)
            if "open" in room:
                yield ("room_open", room["id"]), (*at, "open")
            for k in range(len(room.get("closed", ()))):
                yield ("room_closed", room["id"], k), (*at, "closed", k)
            yield ("room_capacity", room["id"]), (*at, "capacity")
        for n, leader in enumerate(self.data.get("facilitators", ())):
            at = ("facilitators", n)
            yield ("facilitator_works", leader["id"]), (*at, "works") if "works" in leader else None
            for k in range(len(leader.get("leave", ()))):
                yield ("facilitator_leave", leader["id"], k), (*at, "leave", k)

    def _of_person(self, person: Data, at: Loc) -> Iterator[tuple[Fact, Loc | None]]:
        name = person["id"]
        yield ("works", name), (*at, "works") if "works" in person else None
        for half_day in person.get("commitments", {}):
            yield ("commitment", name, half_day), (*at, "commitments", half_day)
        for k in range(len(person.get("leave", ()))):
            yield ("leave", name, k), (*at, "leave", k)
        for half_day in person.get("extra", {}):
            yield ("extra", name, half_day), (*at, "extra", half_day)
        if person.get("posts"):
            yield ("posts", name), (*at, "posts")
        start = date.fromisoformat(self.data["programme"]["start"]) - timedelta(days=1)
        days = [start + timedelta(days=n) for n in range(7 * self.data["programme"].get("weeks", 12) + 1)]
        for day in days:
            if place := placement_on_duty(person, day):
                on = duty(self.data, person, day)
                yield on, ("rotas", place["rota"]["pattern"], "cycle")
                yield ("working_time", *on[1:]), ("rotas", place["rota"]["pattern"], "cycle")

    def _of_workshops(self) -> Iterator[tuple[Fact, Loc | None]]:
        keys = {"window": "weeks", "no_room": "rooms", "gap": "gap_weeks"}
        for w, workshop in enumerate(self.data.get("workshops", ())):
            for kind in ("window", "dates", "no_room", "capacity", "min_size", "length", "gap"):
                key = keys.get(kind, kind)
                if key in workshop:
                    yield (kind, workshop["id"]), ("workshops", w, key)
            for key in ("all_of", "facilitators"):
                if key in workshop:
                    yield ("facilitator", workshop["id"]), ("workshops", w, key)
            yield ("runs", workshop["id"]), ("workshops", w, "runs") if "runs" in workshop else None

    def _limits(self) -> Iterator[tuple[Fact, Loc | None]]:
        scheduling, shadowing = self.data.get("scheduling", {}), self.data.get("shadowing") or {}
        yield ("order",), None
        for kind, key in (("max_per_week",) * 2, ("together",) * 2, ("working_time", "off_duty")):
            yield (kind,), ("scheduling", key) if key in scheduling else None
        if shadowing:
            yield ("shadowing_gap",), ("shadowing", "gap_weeks") if "gap_weeks" in shadowing else None
        if "weeks" in shadowing:
            yield ("window", "shadowing"), ("shadowing", "weeks")
        if "area_visitors" in shadowing:
            yield ("area_visitors",), ("shadowing", "area_visitors")
        if self.data.get("meetings"):
            yield ("window", "meetings"), ("meetings",)
        for name, pattern in self.data.get("rotas", {}).items():
            if "release" in pattern:
                yield ("release", name), ("rotas", name, "release")
        for name, site in self.data.get("sites", {}).items():
            for other in site.get("travel", {}):
                yield ("travel", name, other), ("sites", name, "travel", other)


def placement_on_duty(person: Data, day: date) -> Data | None:
    """What holds for a person on a day on which they go by a duty pattern; None on any other."""
    place = placement(person, day)
    return place if place and place.get("rota") else None


def duty(data: Data, person: Data, day: date) -> Fact:
    """The row of the duty cycle, from 0, that a person is on in the week of a day, and its Monday."""
    place = placement_on_duty(person, day)
    assert place is not None
    pattern = data["rotas"][place["rota"]["pattern"]]
    rows = [row for row in pattern["cycle"].splitlines() if row.strip()]
    monday = day - timedelta(days=day.weekday())
    weeks = (monday - date.fromisoformat(pattern["anchor"])).days // 7
    return ("duty", person["id"], (place["rota"]["row"] - 1 + weeks) % len(rows), monday.isoformat())


def _lines(source: Source, fact: Fact, loc: Loc | None) -> Iterator[int]:
    if loc is None:
        return
    if loc[-1] == "cycle":
        yield source.row_span(loc, int(fact[2])).line
        return
    value = source.span(loc)
    yield value.line
    if isinstance(loc[-1], str):
        yield source.key_span(loc).line
    if fact[0] in ("workshop", "shadowing", "meeting") or fact == ("window", "meetings"):
        yield from range(value.line, value.end_line)
