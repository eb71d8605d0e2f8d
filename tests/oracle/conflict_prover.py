"""Whether some of a cohort's facts can hold together: the facts left out are taken out of the plain data.

What is left is written out, half-day by half-day, as a cohort that the search of `rota` tries every rota of.
Nothing here looks at how conflicts are found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from copy import deepcopy
from functools import cache, partial
from itertools import chain, combinations, product

from tests.oracle.calendar import Calendar, Data, meeting_blocks
from tests.oracle.conflict_facts import Fact, Facts
from tests.oracle.conflict_presence import Presence
from tests.oracle.posts import HalfDay
from tests.oracle.rota import Search
from tests.oracle.rota_data import Duty, Group, Pairs, RotaData, groups

MISSES_NOTHING = (0, 0, 0, 0, 10**9)
MOST_NODES = 300_000
BINDS_NOTHING = 10**6


class Prover:
    """The facts of a cohort whose pairs are given, and which of them can hold together."""

    def __init__(self, data: Data, pairs: Pairs) -> None:
        self.data, self.pairs = data, pairs
        together = data.get("scheduling", {}).get("together", True)
        together = data.get("scheduling", {}).get("together", True)
        people = dict.fromkeys(person for pair in pairs for person in pair)
        self.groups: list[Group] = groups(pairs) if together else [(one,) for one in people]
        self.facts: frozenset[Fact] = frozenset(Facts(data, pairs, self.groups).all())
        self.asked = frozenset(f for f in self.facts if f[0] in ("workshop", "shadowing", "meeting"))

    def can_hold(self, kept: Collection[Fact]) -> bool:
        """Whether all that is asked for among these facts can be had, the others of them holding."""
        left = frozenset(kept)
        without = frozenset() if ("order",) in left else frozenset(["order"])
        spelt, presence = Spelt(self.data, left).data(), Presence(self.data, left)
        for more in self._who_may_come(left):
            rota = RotaData(spelt, self.pairs, without)
            rota.groups_at = [
                [
                    group
                    for group in rota.groups
                    if self._comes(str(w["id"]), group, left) or (w["id"], group) in more
                ]
                for w in rota.workshops
            ]
            rota.pattern = cache(partial(self._leaves, rota, presence))
            rota.duties = list(self._duties(rota, left))
            search = Search(rota, MOST_NODES)
            search.best, search.first_is_enough = MISSES_NOTHING, True
            search.place_groups(0, 0)
            if search.found:
                return True
        return False

    def is_smallest_by_inclusion(self, facts: Collection[Fact], given: Collection[Fact] = ()) -> bool:
        """Whether these facts cannot hold beside what is given, and can where any one of them is left out."""
        every = frozenset(facts)
        return not self.can_hold(every | set(given)) and all(
            self.can_hold(every - {fact} | set(given)) for fact in every
        )

    def _who_may_come(self, left: frozenset[Fact]) -> Iterator[frozenset[tuple[str, Group]]]:
        """Every choice of those who may come unasked: they fill a run that is worth holding with so many."""
        small = [w["id"] for w in self.data.get("workshops", ()) if ("min_size", w["id"]) in left]
        people = [(one,) for group in self.groups for one in group]
        units = self.groups if ("together",) in left else people
        free = [(w, unit) for w in small for unit in units if not self._comes(w, unit, left)]
        for some in chain.from_iterable(combinations(free, n) for n in range(len(free) + 1)):
            yield frozenset(some)

    def _leaves(self, rota: RotaData, presence: Presence, person: str, t: int) -> str | None:
        doctor = next((one for one in self.data["doctors"] if one["id"] == person), None)
        return presence.leaves(doctor, rota.calendar.half_days[t]) if doctor else None

    def _comes(self, workshop: str, group: Group, left: frozenset[Fact]) -> bool:
        whole = next(g for g in self.groups if set(group) <= set(g))
        return ("workshop", workshop, *whole) in left

    def _duties(self, rota: RotaData, left: frozenset[Fact]) -> Iterator[Duty]:
        blocks = product(self.pairs, meeting_blocks(self.data))
        for duty in rota.duties:
            if duty.kind == "shadowing":
                if ("shadowing", *duty.people) in left:
                    yield duty
                continue
            pair, (first, last) = next(blocks)
            if ("meeting", *pair, f"{first}..{last}") not in left:
                continue
            times = duty.times
            if ("window", "meetings") not in left:
                times = tuple(t for t in rota.calendar.times if all(rota.can_attend(p, t) for p in pair))
            yield Duty("meeting", duty.pair, duty.people, times)


class Spelt:
    """A cohort's plain data with only some of its facts, who is there when being written out."""

    def __init__(self, data: Data, kept: frozenset[Fact]) -> None:
        self.kept = kept
        self.presence = Presence(data, kept)
        self.half_days = Calendar(data | {"programme": data["programme"] | {"closed": []}}).half_days
        self.new = deepcopy(data)

    def data(self) -> Data:
        """The cohort as the search reads it."""
        programme = self.new["programme"]
        programme["closed"] = self._all_that(self.presence.is_closed)
        for side in ("doctors", "managers"):
            for person in self.new[side]:
                person["extra"] = {str(h): self.presence.of(person, h) for h in self.half_days}
        for room in self.new.get("rooms", ()):
            room["closed"] = self._all_that(partial(self.presence.is_room_away, room))
            room.pop("open", None)
            self._lift(("room_capacity", room["id"]), room, "capacity")
        for leader in self.new.get("facilitators", ()):
            leader["leave"] = self._all_that(partial(self.presence.is_leader_away, leader))
            leader["works"] = dict.fromkeys(
                ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), " ".join(h.half for h in self.half_days)
            )
        self._limits()
        return self.new

    def _limits(self) -> None:
        for workshop in self.new.get("workshops", ()):
            name = workshop["id"]
            for kind, keys in WORKSHOP_KEYS.items():
                for key in keys:
                    self._lift((kind, name), workshop, key)
            if ("runs", name) not in self.kept:
                workshop["runs"] = BINDS_NOTHING
        scheduling = self.new.setdefault("scheduling", {})
        scheduling["off_duty"] = scheduling.get("off_duty", "never")
        self._lift(("working_time",), scheduling, "off_duty")
        if ("max_per_week",) not in self.kept:
            scheduling["max_per_week"] = BINDS_NOTHING
        if ("together",) not in self.kept:
            scheduling["together"] = False
        if shadowing := self.new.get("shadowing"):
            self._lift(("window", "shadowing"), shadowing, "weeks")
            self._lift(("area_visitors",), shadowing, "area_visitors")
            if ("shadowing_gap",) not in self.kept:
                shadowing["gap_weeks"] = 0
        for name, pattern in self.new.get("rotas", {}).items():
            self._lift(("release", name), pattern, "release")
        for name, site in self.new.get("sites", {}).items():
            for other in list(site.get("travel", {})):
                self._lift(("travel", name, other), site["travel"], other)

    def _lift(self, fact: Fact, holder: Data, key: str) -> None:
        if fact not in self.kept:
            holder.pop(key, None)

    def _all_that(self, is_so: Callable[[HalfDay], bool]) -> list[str]:
        return [str(h) for h in self.half_days if is_so(h)]


WORKSHOP_KEYS: dict[str, Iterable[str]] = {
    "window": ["weeks"],
    "dates": ["dates"],
    "no_room": ["rooms"],
    "facilitator": ["facilitators", "all_of"],
    "capacity": ["capacity"],
    "min_size": ["min_size"],
    "length": ["length"],
    "gap": ["gap_weeks"],
}
"""What of a workshop is taken out with a fact of each kind."""
