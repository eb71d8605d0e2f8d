"""An old rota split at a date: what is past and stays, what of it is still to come, what is still wanted.

The readings, where the format page leaves one open: a session of the old rota that is held no more
counts as moved to another half-day, unless its demand is gone, and so does a facilitator's; a notice of
N weeks is the 7N days from the date on; where partners attend together, those of a group who have not
attended yet attend together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.calendar import Calendar, Data
from tests.oracle.rota_data import Duty, Pairs, RotaData, Visit

Identity = tuple[str, ...]
"""What makes sessions of two rotas the same: kind, workshop if it is one, people in their order."""
Where = tuple[str | None, ...]
"""Room and facilitators of a workshop, site of a shadowing, nothing of a meeting."""


@dataclass(frozen=True)
class Seen:
    """A session as one person has it."""

    person: str
    identity: Identity
    when: tuple[str, str]
    where: Where


def seen(sessions: Iterable[Data]) -> Iterator[Seen]:
    """Every session from everyone's side, the facilitators' among them."""
    for session in sessions:
        when = (str(session["date"]), str(session["half"]))
        if session["kind"] == "workshop":
            leaders = sorted(session.get("facilitators", ()))
            where = (session.get("room"), *leaders)
            for kind, people in (("workshop", session["people"]), ("holding", leaders)):
                for one in people:
                    yield Seen(one, (kind, session["workshop"], one), when, where)
        elif session["kind"] == "shadowing":
            both = (session["guest"], session["host"])
            for one in both:
                yield Seen(one, ("shadowing", *both), when, (session.get("site"),))
        else:
            for one in session["people"]:
                yield Seen(one, ("meeting", *sorted(session["people"])), when, ())


def is_past(session: Data, from_date: str) -> bool:
    """Whether a session is before the date from which is planned anew."""
    return str(session["date"]) < from_date


def still_wanted(data: Data, pairs: Pairs, sessions: Iterable[Data], from_date: str) -> list[Seen]:
    """All that the old rota still has for those who take part, as far as its demand is there."""
    people = {person for pair in pairs for person in pair}
    together = {tuple(sorted(pair)) for pair in pairs}
    leaders = {one["id"] for one in data.get("facilitators", ())}
    found = []
    for one in seen(s for s in sessions if not is_past(s, from_date)):
        kind, *who = one.identity
        if kind == "workshop":
            wanted = one.person in people
        elif kind == "holding":
            wanted = one.person in leaders
        else:
            wanted = tuple(sorted(who)) in together
        if wanted:
            found.append(one)
    return found


def moves(
    old: Sequence[Seen], now: Iterable[Data], from_date: str, notice_weeks: int
) -> tuple[int, int, int]:
    """People with a session within the notice moved, people with any moved, and the sessions moved."""
    places = {(one.person, one.identity, one.when): one.where for one in seen(now)}
    far = (date.fromisoformat(from_date) + timedelta(weeks=notice_weeks)).isoformat()
    near, anyone, count = set(), set(), 0
    for one in old:
        where = places.get((one.person, one.identity, one.when))
        if where == one.where:
            continue
        anyone.add(one.person)
        if one.when[0] < far:
            near.add(one.person)
        count += 2 if where is None else 1
    return len(near), len(anyone), count


@dataclass
class ReplanData(RotaData):
    """What a rota can still choose when all before a date is past."""

    old: Sequence[Data]
    from_date: str

    def __post_init__(self) -> None:
        super().__post_init__()
        self.past = [session for session in self.old if is_past(session, self.from_date)]
        self.pinned = [s for s in self.old if s.get("pin") and not is_past(s, self.from_date)]
        self.wanted = still_wanted(self.data, self.pairs, self.old, self.from_date)
        self.notice: int = self.data.get("scheduling", {}).get("notice_weeks", 6)
        self.to_come = {t for t in self.calendar.times if str(self.calendar.half_days[t]) >= self.from_date}
        self.at = {str(h): t for t, h in enumerate(self.calendar.half_days)}
        self.numbers = {workshop["id"]: w for w, workshop in enumerate(self.workshops)}
        self.attended = self._attended()
        self.groups_at = [
            [left for group in self.groups if (left := tuple(p for p in group if w not in self.attended[p]))]
            for w in range(len(self.workshops))
        ]
        self.places = [[p for p in places if p.times[0] in self.to_come] for places in self.places]
        self.duties = list(self._duties_left())

    def past_visits(self) -> Iterator[tuple[str, Visit]]:
        """Everyone's sessions of the past."""
        for session in self.past:
            for one in seen([session]):
                if one.person in self.people and one.identity[0] != "holding":
                    yield one.person, self.visit(session)

    def visit(self, session: Data) -> Visit:
        """The half-days and the site of a session as it is written."""
        start = self.at[f"{session['date']} {session['half']}"]
        if session["kind"] == "workshop":
            workshop = self.workshops[self.numbers[session["workshop"]]]
            site = self.rooms.get(session.get("room") or "", {}).get("site")
            return Visit(tuple(range(start, start + workshop.get("length", 1))), site)
        return Visit((start,), session.get("site"))

    def _attended(self) -> dict[str, dict[int, Visit]]:
        found: dict[str, dict[int, Visit]] = {person: {} for person in self.people}
        for session in self.past:
            for person in session["people"] if session["kind"] == "workshop" else ():
                if person in found:
                    found[person][self.numbers[session["workshop"]]] = self.visit(session)
        return found

    def _duties_left(self) -> Iterator[Duty]:
        """The shadowing half-days and meetings that are not held yet, where they can still be."""
        done = Counter((s["guest"], s["host"]) for s in self.past if s["kind"] == "shadowing")
        met = {
            (tuple(sorted(s["people"])), self.calendar.half_days[self.visit(s).times[0]].week)
            for s in self.past
            if s["kind"] == "meeting"
        }
        for duty, weeks in self._with_weeks():
            if duty.kind == "shadowing" and done[duty.people]:
                done[duty.people] -= 1
            elif duty.kind == "shadowing" or not any((tuple(sorted(duty.pair)), w) in met for w in weeks):
                times = tuple(t for t in duty.times if t in self.to_come)
                yield Duty(duty.kind, duty.pair, duty.people, times)

    def _with_weeks(self) -> Iterator[tuple[Duty, range]]:
        """Every demand, with the weeks of its block where it is a meeting."""
        blocks = [range(first, last + 1) for first, last in self.blocks]
        number = 0
        for duty in self.duties:
            if duty.kind == "shadowing":
                yield duty, range(0)
            else:
                yield duty, blocks[number % len(blocks)]
                number += 1


def from_dates(calendar: Calendar) -> list[str]:
    """Every date on which a programme can be planned anew, so that something is past."""
    return list(dict.fromkeys(half_day.day.isoformat() for half_day in calendar.half_days))[1:]
