"""The levels of a rota that was planned anew from a date on, and the constraints it breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from tests.oracle.calendar import Data, each_way, meeting_blocks
from tests.oracle.document import Document, Held, Pairs
from tests.oracle.replan_data import is_past, moves, seen, still_wanted
from tests.oracle.rota_data import groups


class ReplanDocument:
    """The sessions of a new rota beside the old one."""

    def __init__(
        self, data: Data, pairs: Pairs, old: Sequence[Data], from_date: str, sessions: Sequence[Data]
    ) -> None:
        self.data, self.pairs, self.old, self.from_date = data, pairs, old, from_date
        self.past = [s for s in sessions if is_past(s, from_date)]
        self.future = [s for s in sessions if not is_past(s, from_date)]
        self.whole = _Whole(data, pairs, sessions, from_date)
        self.before = _Whole(data, pairs, self.past, from_date)
        self.rest = _Rest(data, pairs, self.future, self.before)

    def levels(self) -> tuple[int, ...]:
        """What is missed, by kind; what is moved; and the cost."""
        wanted = still_wanted(self.data, self.pairs, self.old, self.from_date)
        notice = self.data.get("scheduling", {}).get("notice_weeks", 6)
        required, _, _, optional, cost = self.whole.levels()
        shadowing = self.whole.shadowings_missed()
        moved = moves(wanted, self.future, self.from_date, notice)
        return (required, shadowing, self.whole.meetings_missed(), optional, *moved, cost)

    def broken(self) -> set[str]:
        """The names of all constraints that the rest of the rota breaks, and `past` and `pin`."""
        return self.rest.broken() | set(self._broken_by_past()) | set(self._broken_pins())

    def _broken_by_past(self) -> Iterator[str]:
        if not _same(self.past, [s for s in self.old if is_past(s, self.from_date)]):
            yield "past"
        before, rest = self.before, self.rest
        limit = self.data.get("scheduling", {}).get("max_per_week", 3)
        for person in rest.people:
            spent = Counter(before.week(held) for held in before.of(person) for _ in held.times)
            asked = Counter(rest.week(held) for held in rest.of(person) for _ in held.times)
            if any(spent[week] + asked[week] > limit for week in asked):
                yield "max_per_week"
            if not rest.hours_allow(person, rest.of(person), before.of(person)):
                yield "working_hours"
            yield from self._broken_order(person)
        for workshop in rest.workshops:
            offered = workshop.get("runs", 1) - len(before.runs(workshop["id"]))
            if len(rest.runs(workshop["id"])) > max(offered, 0):
                yield "runs"
        for pair in self.pairs:
            yield from self._broken_by_pair(set(pair))

    def _broken_order(self, person: str) -> Iterator[str]:
        workshops = self.rest.workshops
        where = {}
        for number, workshop in enumerate(workshops):
            for run in self.before.runs(workshop["id"]):
                if person in run.people:
                    where[number] = run
        for number, workshop in enumerate(workshops):
            for run in self.rest.runs(workshop["id"]):
                if person not in run.people:
                    continue
                if number in where:
                    yield "once"
                if any(later > number for later in where):
                    yield "order"
                between = any(
                    person in other.people for w in workshops[:number] for other in self.rest.runs(w["id"])
                )
                gap = workshop.get("gap_weeks", 0)
                if where and gap and not between:
                    last = where[max(where)]
                    if self.rest.week(run) < self.before.week(last) + gap:
                        yield "gap"

    def _broken_by_pair(self, pair: set[str]) -> Iterator[str]:
        done, asked = ([h for h in part.held if set(h.people) == pair] for part in (self.before, self.rest))
        for kind, of_block in (("shadowing", False), ("meeting", True)):
            past = [held for held in done if held.kind == kind]
            future = [held for held in asked if held.kind == kind]
            if of_block:
                for block in self.whole.blocks():
                    both = [any(h.times[0] in block for h in part) for part in (past, future)]
                    if all(both):
                        yield "each_block"
                continue
            ways = Counter(held.people for held in future)
            used = Counter(held.people for held in past)
            if any(ways[way] > max(each_way(self.data) - used[way], 0) for way in ways):
                yield "each_way"
            gap = self.data["shadowing"].get("gap_weeks", 1) if future else 0
            if any(self.rest.week(b) - self.before.week(a) < gap for a in past for b in future):
                yield "shadowing_gap"

    def _broken_pins(self) -> Iterator[str]:
        people = self.rest.people
        now = list(seen(self.future))
        for pin in self.old:
            if not pin.get("pin") or is_past(pin, self.from_date):
                continue
            sides = [one for one in seen([pin]) if one.identity[0] != "holding"]
            ours = [one for one in sides if one.person in people]
            is_whole = pin["kind"] == "workshop" or len(ours) == 2
            if not ours or not is_whole or not all(one in now for one in ours):
                yield "pin"


class _Whole(Document):
    """A rota of which all before a date is written as it was, whoever is left."""

    def __init__(self, data: Data, pairs: Pairs, sessions: Sequence[Data], from_date: str) -> None:
        self.from_date = from_date
        super().__init__(data, pairs, sessions)

    def _held(self, session: Data) -> Held:
        if session["kind"] != "shadowing" or not is_past(session, self.from_date):
            return super()._held(session)
        meeting = super()._held(session | {"kind": "meeting", "people": (session["guest"], session["host"])})
        return Held(session, "shadowing", meeting.times, session.get("site"), meeting.people)

    def shadowings_missed(self) -> int:
        """Over all pairs and both ways."""
        held = Counter(one.people for one in self.held if one.kind == "shadowing")
        ways = [way for d, m in self.pairs for way in ((d, m), (m, d))]
        return sum(max(each_way(self.data) - held[way], 0) for way in ways)

    def meetings_missed(self) -> int:
        """Over all pairs and blocks of weeks."""
        met = [one for one in self.held if one.kind == "meeting"]
        return sum(
            not any(set(one.people) == set(pair) and one.times[0] in block for one in met)
            for pair in self.pairs
            for block in self.blocks()
        )

    def blocks(self) -> list[set[int]]:
        """The half-days of each block of weeks."""
        return [set(self.calendar.in_weeks(f"{a}..{b}")) for a, b in meeting_blocks(self.data)]


class _Rest(Document):
    """What is still to come; who has attended a workshop already has no partner to wait for at it."""

    def __init__(self, data: Data, pairs: Pairs, sessions: Sequence[Data], before: Document) -> None:
        self.before = before
        super().__init__(data, pairs, sessions)

    def attending_together(self, workshop: str) -> Pairs:
        """Any two who are linked by pairs and have not attended."""
        attended = {person for run in self.before.runs(workshop) for person in run.people}
        left = [[p for p in group if p not in attended] for group in groups(self.pairs)]
        return [both for group in left for both in combinations(group, 2)]


def _same(one: Sequence[Data], other: Sequence[Data]) -> bool:
    """Whether two lists hold the same sessions, absent and empty fields being alike."""
    plain = [sorted(str(sorted(_filled(s).items())) for s in sessions) for sessions in (one, other)]
    return plain[0] == plain[1]


def _filled(session: Data) -> Data:
    found = {name: value for name, value in session.items() if value not in (None, [], (), False)}
    return found | {name: list(found[name]) for name in ("people", "facilitators") if name in found}
