"""Every session that could be held if facts gave way, as a decision of the model.

Unlike the rota's own model, which has a decision only where everything allows it, this one has it
wherever leaving out facts (or changing the file) would allow it, tied to what has to give way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pairmatch.conflicts.fact import Kind
from pairmatch.conflicts.rota.asked import Asked, AskedMeeting, AskedShadowing, AskedWorkshop
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.leeway import Leeway, Lift, Lifts, Literal
from pairmatch.rota.demand import Group


@dataclass(frozen=True)
class Entry:
    """One session that may be held, seen from one person who would be in it."""

    literal: Literal
    half_days: tuple[int, ...]
    site: str | None
    released: bool = False
    """Whether the person leaves duty for it: everything but hosting."""


@dataclass(frozen=True)
class Run:
    """One possible holding of a workshop."""

    workshop: int
    stretch: tuple[int, ...]
    room: str | None
    site: str | None
    opened: Literal
    lifts: Lifts
    leads: dict[str, Literal] = field(default_factory=dict)
    """By facilitator: whether that one is there; one of the `facilitators`, all of `all_of`."""


class Decisions:
    """The decisions of what is asked for.

    Attributes
    ----------
    runs
        Every run that may be held, workshop by workshop.
    attends
        By (workshop, people who attend as one): for each run, by its place in `runs`, whether they attend it.
    attended
        By the same: whether they attend a run at all.
    shadows, meets
        By what is asked: for each half-day whether it is held then.
    entries
        By person, everything that may be held with them.
    """

    def __init__(self, ground: Ground, asked: Sequence[Asked], leeway: Leeway) -> None:
        self.ground = ground
        self.leeway = leeway
        self.asked = asked
        self._person = cache(self._of_person)
        self._people = cache(self._of_people)
        self.workshops = sorted({one.workshop for one in asked if isinstance(one, AskedWorkshop)})
        self.runs = tuple(run for number in self.workshops for run in self._runs(number))
        self.attends: dict[tuple[int, Group], dict[int, Literal]] = {}
        for number in self.workshops:
            self._attend(number)
        self.attended = {key: self._any_of(by_run) for key, by_run in self.attends.items()}
        self.shadows = {one: self._visits(one) for one in asked if isinstance(one, AskedShadowing)}
        self.meets = {one: self._meetings(one) for one in asked if isinstance(one, AskedMeeting)}
        self.entries = self._entries()

    def groups(self, number: int) -> tuple[Group, ...]:
        """Who may attend a workshop: those who are asked to, and who could make up its least number."""
        asked = {
            one.people for one in self.asked if isinstance(one, AskedWorkshop) and one.workshop == number
        }
        least = self.ground.cohort.workshops[number].min_size
        if not self.leeway.others_fill and least > min(map(len, asked)):
            return self.ground.groups
        return tuple(group for group in self.ground.groups if group in asked)

    def units(self, group: Group) -> tuple[Group, ...]:
        """Who of a group attends as one: all, or, where they might be parted, each alone."""
        apart = Kind.TOGETHER in self.leeway.variants
        return tuple((person,) for person in group) if apart else (group,)

    def _decision(self, name: str, lifts: Iterable[Lifts | None]) -> tuple[Literal, Lifts] | None:
        """A decision that needs all of some lifts; None where there is no way."""
        needed: dict[int, Lift] = {}
        for each in lifts:
            if each is None:
                return None
            needed.update((one.index, one) for one in each)
        all_needed = tuple(needed.values())
        if not self.leeway.is_open(all_needed):
            return None
        literal = self.leeway.model.new_bool_var(name)
        return literal, all_needed

    def _tie(self, literal: Literal, lifts: Iterable[Lift]) -> None:
        for lift in lifts:
            self.leeway.model.add_implication(literal, lift)

    def _of_person(self, person: str, t: int, flag: str) -> Lifts | None:
        facts = self.ground.calendars.against(person, t, "host" if flag == "host" else "attend")
        return self.leeway.lifts("host" if flag == "host" else "attend", person, t, facts)

    def _closed(self, t: int) -> Lifts | None:
        return self.leeway.lifts("closed", None, t, self.ground.places.closed(t))

    def _runs(self, number: int) -> Iterator[Run]:
        """Every run of a workshop, whoever would attend it."""
        workshop = self.ground.cohort.workshops[number]
        slots = self.ground.when.time.slots
        length = self.ground.limits.length(number)
        for start in range(len(slots)):
            for half_days in range(1, workshop.length + 1):
                stretch = self.ground.when.time.stretch(start, half_days)
                shorter = half_days < workshop.length
                if stretch is None or (shorter and Kind.LENGTH not in self.leeway.variants):
                    continue
                lifts = [*self._when(number, stretch)]
                if shorter and length:
                    lifts.append(self.leeway.lifts(None, None, start, (length,)))
                if all(each is not None for each in lifts):
                    yield from self._places(number, stretch, lifts)

    def _when(self, number: int, stretch: tuple[int, ...]) -> Iterator[Lifts | None]:
        """What lets a workshop be held on some half-days."""
        workshop, limits = self.ground.cohort.workshops[number], self.ground.limits
        start = self.ground.when.time.slots[stretch[0]]
        window, dates = limits.window(number), limits.dates(number)
        if window and workshop.weeks and start.week not in workshop.weeks:
            yield self.leeway.lifts("window", workshop.id, stretch[0], (window,))
        if dates and start.half_day not in (workshop.dates or ()):
            yield self.leeway.lifts("dates", workshop.id, stretch[0], (dates,))
        for t in stretch:
            yield self._closed(t)

    def _places(self, number: int, stretch: tuple[int, ...], lifts: Sequence[Lifts | None]) -> Iterator[Run]:
        workshop = self.ground.cohort.workshops[number]
        rooms = {room.id: room for room in self.ground.cohort.rooms}
        for room in dict.fromkeys(workshop.rooms):
            free = [
                self.leeway.lifts("room_open", room, t, self.ground.places.room(room, t)) for t in stretch
            ]
            yield from self._run(number, stretch, room, rooms[room].site, [*lifts, *free])
        anywhere = self.ground.limits.no_room(number)
        if anywhere is None or Kind.NO_ROOM in self.leeway.variants:
            nowhere = () if anywhere is None else self.leeway.lifts(None, None, stretch[0], (anywhere,))
            before: list[Run] = []
            for _ in range(self._copies(number)):
                for run in self._run(number, stretch, None, None, [*lifts, nowhere]):
                    if before:  # of runs that are alike, the first are held first
                        self.leeway.model.add_implication(run.opened, before[-1].opened)
                    before.append(run)
                    yield run

    def _copies(self, number: int) -> int:
        """How many online runs could be of use at once: none holds fewer groups than always fit."""
        workshop = self.ground.cohort.workshops[number]
        sizes = [len(group) for group in self.groups(number)]
        if workshop.capacity is None:
            return 1
        by_group = -(-len(sizes) // max(1, workshop.capacity // max(sizes)))
        by_person = -(-sum(sizes) // workshop.capacity)
        return min(max(by_group, by_person), workshop.runs + self.leeway.more_runs)

    def _run(
        self,
        number: int,
        stretch: tuple[int, ...],
        room: str | None,
        site: str | None,
        lifts: Sequence[Lifts | None],
    ) -> Iterator[Run]:
        decision = self._decision(f"open[{number},{stretch[0]},{room}]", lifts)
        if decision is None:
            return
        opened, needed = decision
        self._tie(opened, needed)
        run = Run(number, stretch, room, site, opened, needed)
        workshop = self.ground.cohort.workshops[number]
        for one in dict.fromkeys((*workshop.facilitators, *workshop.all_of)):
            free = [
                self.leeway.lifts("facilitator", one, t, self.ground.places.facilitator(one, t))
                for t in stretch
            ]
            there = self._decision(f"lead[{number},{stretch[0]},{one}]", free)
            if there is not None:
                self._tie(there[0], there[1])
                self.leeway.model.add_implication(there[0], opened)
                run.leads[one] = there[0]
        yield run

    def _attend(self, number: int) -> None:
        """Who attends which run of a workshop."""
        own = [at for at, run in enumerate(self.runs) if run.workshop == number]
        for group in self.groups(number):
            for unit in self.units(group):
                found = ((at, self._place(unit, at)) for at in own)
                self.attends[number, unit] = {at: literal for at, literal in found if literal is not None}

    def _place(self, unit: Group, at: int) -> Literal | None:
        """Whether some people attend a run; None where there is no way."""
        run = self.runs[at]
        lifts = self._people(unit, run.stretch)
        if lifts is None or not self.leeway.is_open((*run.lifts, *lifts)):
            return None
        literal = self.leeway.model.new_bool_var("attend")
        self._tie(literal, (run.opened, *lifts))
        return literal

    def _of_people(self, unit: Group, stretch: tuple[int, ...]) -> Lifts | None:
        """What lets some people attend throughout some half-days."""
        found: list[Lift] = []
        for person in unit:
            for t in stretch:
                lifts = self._person(person, t, "attend")
                if lifts is None:
                    return None
                found += lifts
        return tuple({one.index: one for one in found}.values())

    def _any_of(self, by_run: dict[int, Literal]) -> Literal:
        """Whether any run is attended."""
        attended = self.leeway.model.new_bool_var("attended")
        self.leeway.model.add_bool_or(attended.negated(), *by_run.values())
        return attended

    def _visits(self, asked: AskedShadowing) -> dict[int, Literal]:
        shadowing = self.ground.cohort.shadowing
        weeks, window = shadowing.weeks if shadowing else None, self.ground.limits.shadowing_window
        guest, host = asked.people
        found: dict[int, Literal] = {}
        for slot in self.ground.when.time.slots:
            t = slot.index
            lifts = [self._closed(t), self._person(guest, t, "attend"), self._person(host, t, "host")]
            if weeks and window and slot.week not in weeks:
                lifts.append(self.leeway.lifts("shadowing_window", None, t, (window,)))
            decision = self._decision(f"shadow[{guest},{host},{t}]", lifts)
            if decision is not None:
                self._tie(*decision)
                found[t] = decision[0]
        return found

    def _meetings(self, asked: AskedMeeting) -> dict[int, Literal]:
        found: dict[int, Literal] = {}
        for t in self.ground.when.time.within(asked.weeks):
            lifts = [self._closed(t), *(self._person(person, t, "attend") for person in asked.people)]
            decision = self._decision(f"meet[{asked.people},{t}]", lifts)
            if decision is not None:
                self._tie(*decision)
                found[t] = decision[0]
        return found

    def _entries(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for (_, unit), by_run in self.attends.items():
            for at, literal in by_run.items():
                run = self.runs[at]
                for person in unit:
                    found[person].append(Entry(literal, run.stretch, run.site, released=True))
        for shadowing, visits in self.shadows.items():
            guest, host = shadowing.people
            for t, literal in visits.items():
                site = self.ground.when.site(host, t)
                found[guest].append(Entry(literal, (t,), site, released=True))
                found[host].append(Entry(literal, (t,), site))
        for meeting, times in self.meets.items():
            for t, literal in times.items():
                for person in meeting.people:
                    found[person].append(Entry(literal, (t,), None, released=True))
        return found
