"""The levels of a finished rota, and the constraints it breaks, read off its document.

Independent of the search: only the calendar is shared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.oracle.calendar import Calendar, Data, each_way, meeting_blocks
from tests.oracle.rota_data import groups

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Held:
    """A session of the document, with its half-days, its site and its people."""

    written: Data
    kind: str
    times: tuple[int, ...]
    site: str | None
    people: tuple[str, ...]


class Document:
    """The sessions of a rota beside the cohort and the pairs that it is for."""

    def __init__(self, data: Data, pairs: Pairs, sessions: Sequence[Data]) -> None:
        self.data = data
        self.pairs = [(doctor, manager) for doctor, manager in pairs]
        self.calendar = Calendar(data)
        self.people = list(dict.fromkeys(person for pair in pairs for person in pair))
        self.workshops: list[Data] = list(data.get("workshops", ()))
        self.held = [self._held(session) for session in sessions]

    def levels(self) -> tuple[int, int, int, int, int]:
        """What is missed, by kind, and the cost."""
        required, optional = 0, 0
        for workshop in self.workshops:
            attended = {p for run in self.runs(workshop["id"]) for p in run.people}
            missing = len(set(self.people) - attended)
            if workshop.get("required", True):
                required += missing
            else:
                optional += missing
        shadowing = sum(held.kind == "shadowing" for held in self.held)
        meetings = sum(held.kind == "meeting" for held in self.held)
        wanted = len(self.pairs) * 2 * each_way(self.data), len(self.pairs) * len(meeting_blocks(self.data))
        return (required, wanted[0] - shadowing, wanted[1] - meetings, optional, self.cost())

    def cost(self) -> int:
        """Line 5 of what a rota minimises."""
        defaults = {"avoid_halves": 3, "travel": 2, "same_week": 1, "runs": 1, "balance": 4}
        soft = defaults | self.data.get("scheduling", {}).get("soft", {})
        avoided = {p: [self._avoided(p, held) for held in self.of(p)] for p in self.people}
        away = {p: [self._away(p, held) for held in self.of(p)] for p in self.people}
        same_week = sum(n - 1 for p in self.people for n in Counter(map(self.week, self.of(p))).values())
        worst = max((sum(map(max, avoided[p], away[p])) for p in self.people), default=0)
        return int(
            soft["avoid_halves"] * sum(map(sum, avoided.values()))
            + soft["travel"] * sum(map(sum, away.values()))
            + soft["same_week"] * same_week
            + soft["runs"] * sum(held.kind == "workshop" for held in self.held)
            + soft["balance"] * worst
        )

    def broken(self) -> set[str]:
        """The names of all constraints that the rota breaks."""
        return set(self._broken())

    def runs(self, workshop: str) -> list[Held]:
        """The runs of a workshop."""
        return [
            held for held in self.held if held.kind == "workshop" and held.written["workshop"] == workshop
        ]

    def of(self, person: str) -> list[Held]:
        """A person's sessions."""
        return [held for held in self.held if person in held.people]

    def week(self, held: Held) -> int:
        """The programme week of a session."""
        return self.calendar.half_days[held.times[0]].week

    def hours_allow(self, person: str, mine: Sequence[Held], before: Sequence[Held] = ()) -> bool:
        """Whether a person's shifts leave the hours for the sessions off duty, those before being had."""
        hours, one = self.calendar.hours, self.calendar.people[person]
        if hours is None:
            return True
        added, had = (
            [
                s
                for held in part
                for s in hours.off_duty(one, [self.calendar.half_days[t] for t in held.times])
            ]
            for part in (mine, before)
        )
        return hours.allows(one, added, had)

    def attending_together(self, workshop: str) -> Pairs:
        """The pairs of whom neither attends a workshop without the other, where they stay together."""
        return self.pairs

    def _held(self, session: Data) -> Held:
        written = f"{session['date']} {session['half']}"
        start = [str(half_day) for half_day in self.calendar.half_days].index(written)
        kind = session["kind"]
        if kind == "workshop":
            workshop = next(w for w in self.workshops if w["id"] == session["workshop"])
            rooms: dict[str, Data] = {room["id"]: room for room in self.data.get("rooms", ())}
            site = rooms.get(session.get("room") or "", {}).get("site")
            times = tuple(range(start, start + workshop.get("length", 1)))
            return Held(session, kind, times, site, tuple(session["people"]))
        if kind == "meeting":
            return Held(session, kind, (start,), None, tuple(session["people"]))
        site = self.calendar.site(session["host"], start)
        return Held(session, kind, (start,), site, (session["guest"], session["host"]))

    def _avoided(self, person: str, held: Held) -> int:
        return int(any(self.calendar.avoids(person, t) for t in held.times))

    def _away(self, person: str, held: Held) -> int:
        home = self.calendar.site(person, held.times[0])
        return int(held.site is not None and home is not None and home != held.site)

    def _broken(self) -> Iterator[str]:
        yield from self._broken_by_people()
        yield from self._broken_in_one_half_day()
        for workshop in self.workshops:
            yield from self._broken_by_runs(workshop)
        yield from self._broken_by_order()
        yield from self._broken_by_pairs()

    def _broken_by_people(self) -> Iterator[str]:
        limit = self.data.get("scheduling", {}).get("max_per_week", 3)
        for person in self.people:
            mine = self.of(person)
            yield from self._broken_between(mine, "one_place")
            for week in {self.week(held) for held in mine}:
                if sum(len(held.times) for held in mine if self.week(held) == week) > limit:
                    yield "max_per_week"
            if not self.hours_allow(person, mine):
                yield "working_hours"
            for held in mine:
                hosting = held.kind == "shadowing" and held.written["host"] == person
                can = self.calendar.host if hosting else self.calendar.attend
                if not all(can(person, t) for t in held.times):
                    yield "host" if hosting else "attend"
        for one in self.data.get("facilitators", ()):
            mine = [h for h in self.held if one["id"] in h.written.get("facilitators", ())]
            yield from self._broken_between(mine, "facilitator")
            if not all(self.calendar.facilitator_free(one, t) for held in mine for t in held.times):
                yield "facilitator"

    def _broken_between(self, mine: list[Held], at_once: str) -> Iterator[str]:
        for one, other in combinations(sorted(mine, key=lambda held: held.times), 2):
            end, start = self.calendar.half_days[one.times[-1]], self.calendar.half_days[other.times[0]]
            if set(one.times) & set(other.times):
                yield at_once
            elif end.day == start.day and one.site and other.site and one.site != other.site:
                sites = self.data.get("sites", {})
                ways = [
                    sites.get(a, {}).get("travel", {}).get(b, 0)
                    for a, b in ((one.site, other.site), (other.site, one.site))
                ]
                if max(ways) > start.start - end.end:
                    yield "travel"

    def _broken_in_one_half_day(self) -> Iterator[str]:
        for t in self.calendar.times:
            now = [held for held in self.held if t in held.times]
            if now and not self.calendar.open[t]:
                yield "closed"
            guests = {h.written["guest"] if h.kind == "shadowing" else p for h in now for p in h.people}
            away = Counter(self.calendar.pattern(p, t) for p in guests if p in self.calendar.doctors)
            for pattern, count in away.items():
                if pattern and count > self.data["rotas"][pattern].get("release", count):
                    yield "release"
            hosts = [held.written["host"] for held in now if held.kind == "shadowing"]
            areas = Counter((self.calendar.directorate(h, t), self.calendar.site(h, t)) for h in hosts)
            for (directorate, _), count in areas.items():
                if directorate and count > self.data["shadowing"].get("area_visitors", count):
                    yield "area_visitors"
            rooms = Counter(held.written.get("room") for held in now if held.kind == "workshop")
            for room in self.data.get("rooms", ()):
                if rooms[room["id"]] > 1 or (rooms[room["id"]] and not self.calendar.room_free(room, t)):
                    yield "room"

    def _broken_by_runs(self, workshop: Data) -> Iterator[str]:
        runs = self.runs(workshop["id"])
        if len(runs) > workshop.get("runs", 1):
            yield "runs"
        rooms = {room["id"]: room for room in self.data.get("rooms", ())}
        inside = self.calendar.in_weeks(workshop.get("weeks"))
        for run in runs:
            room: Data = rooms.get(run.written.get("room"), {})
            for limit in (workshop.get("capacity"), room.get("capacity")):
                if limit is not None and len(run.people) > limit:
                    yield "capacity"
            if len(run.people) < workshop.get("min_size", 1):
                yield "min_size"
            first, last = (self.calendar.half_days[t] for t in (run.times[0], run.times[-1]))
            if run.times[0] not in inside or str(first) not in workshop.get("dates", [str(first)]):
                yield "window"
            if first.day != last.day:
                yield "length"
            if run.written.get("room") not in (workshop.get("rooms") or [None]):
                yield "room"
            chosen, everyone = workshop.get("facilitators", ()), tuple(workshop.get("all_of", ()))
            allowed = [(one, *everyone) for one in chosen] or [everyone]
            if tuple(run.written.get("facilitators", ())) not in allowed:
                yield "facilitator"
        everyone_there = Counter(person for run in runs for person in run.people)
        if any(count > 1 for count in everyone_there.values()):
            yield "once"
        if self.data.get("scheduling", {}).get("together", True):
            for pair in self.attending_together(workshop["id"]):
                if any(len(set(pair) & set(run.people)) == 1 for run in runs):
                    yield "together"

    def _broken_by_order(self) -> Iterator[str]:
        for person in self.people:
            last: Held | None = None
            for workshop in self.workshops:
                for run in self.runs(workshop["id"]):
                    if person not in run.people:
                        continue
                    if last and run.times[0] <= last.times[-1]:
                        yield "order"
                    gap = workshop.get("gap_weeks", 0)
                    if last and gap and self.week(run) < self.week(last) + gap:
                        yield "gap"
                    last = run

    def _broken_by_pairs(self) -> Iterator[str]:
        shadowing = [held for held in self.held if held.kind == "shadowing"]
        if any(tuple(sorted(h.people)) not in {tuple(sorted(p)) for p in self.pairs} for h in shadowing):
            yield "pairs"
        for doctor, manager in self.pairs:
            ours = [held for held in shadowing if set(held.people) == {doctor, manager}]
            ways = Counter(held.people for held in ours)
            if any(count > each_way(self.data) for count in ways.values()):
                yield "each_way"
            gap = self.data["shadowing"].get("gap_weeks", 1) if ours else 0
            for one, other in combinations(ours, 2):
                if one.times == other.times or abs(self.week(one) - self.week(other)) < gap:
                    yield "shadowing_gap"
            inside = self.calendar.in_weeks(self.data["shadowing"].get("weeks") if ours else None)
            if not all(held.times[0] in inside for held in ours):
                yield "window"
            met = [h for h in self.held if h.kind == "meeting" and set(h.people) == {doctor, manager}]
            blocks = [self.calendar.in_weeks(f"{a}..{b}") for a, b in meeting_blocks(self.data)]
            if any(sum(h.times[0] in block for h in met) > 1 for block in blocks):
                yield "each_block"
            if not all(any(h.times[0] in block for block in blocks) for h in met):
                yield "window"


def rota_levels(data: Data, pairs: Pairs, sessions: Sequence[Data]) -> tuple[int, int, int, int, int]:
    """The five levels of a rota, from its sessions alone."""
    return Document(data, pairs, sessions).levels()


def broken_constraints(data: Data, pairs: Pairs, sessions: Sequence[Data]) -> set[str]:
    """Every constraint that a rota breaks; empty for one that can be held."""
    return Document(data, pairs, sessions).broken()


def missed_entries(data: Data, pairs: Pairs, sessions: Sequence[Data]) -> int:
    """How many entries `missed` has to have: one a demand, a group counting once where it stays together."""
    document = Document(data, pairs, sessions)
    together = data.get("scheduling", {}).get("together", True)
    units = groups(pairs) if together else [(person,) for person in document.people]
    workshops = sum(
        not any(unit[0] in run.people for run in document.runs(workshop["id"]))
        for workshop in document.workshops
        for unit in units
    )
    return workshops + sum(document.levels()[1:3])
