"""What a plan costs, and for whom: the five terms of the format page, counted from its sessions.

Sessions that are over count as well, for those who take part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from pairmatch.rota.demand import Demands
from pairmatch.rota.extract import Plan

Term = Literal["avoid_halves", "travel", "same_week", "runs", "balance"]
"""The fields of `scheduling.soft`."""
Item = tuple[Term, str | None]
"""A term, and the person whose sessions make it; None for runs and balance."""


class Visit(Protocol):
    """One person's part in one session that is or may be held."""

    @property
    def half_days(self) -> tuple[int, ...]:
        """When it is."""

    @property
    def site(self) -> str | None:
        """Where it is; None online and for a meeting."""


def avoids(data: Demands, person: str, visit: Visit) -> bool:
    """Whether any half-day of the session is one that the person avoids."""
    return any(data.avoided(person, t) for t in visit.half_days)


def is_away(data: Demands, person: str, visit: Visit) -> bool:
    """Whether the session is away from the person's site of that day."""
    own = data.when.site(person, visit.half_days[0])
    return visit.site is not None and own is not None and own != visit.site


@dataclass(frozen=True)
class Attendance:
    """A person in a session that is held; hosting counts."""

    person: str
    half_days: tuple[int, ...]
    site: str | None


def attendances(plan: Plan) -> Iterator[Attendance]:
    """Everyone in every session of a plan."""
    data = plan.data
    for at, number in plan.attends.items():
        run = data.runs[number]
        yield from (Attendance(one, run.stretch, run.site) for one in data.workshops[at].group)
    for at, half_days in plan.shadows.items():
        demand = data.shadowings[at]
        for t in half_days:
            site = data.when.site(demand.host, t)
            yield from (Attendance(one, (t,), site) for one in (demand.guest, demand.host))
    for at, t in plan.meets.items():
        yield from (Attendance(one, (t,), None) for one in data.meetings[at].people)


@dataclass(frozen=True)
class Bill:
    """What sessions cost, item by item."""

    data: Demands
    runs: int = 0
    avoided: Counter[str] = field(default_factory=Counter)
    away: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)
    """Sessions avoided or away, by person: the largest is `balance`."""
    weeks: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Sessions by person and week."""

    @classmethod
    def of(cls, plan: Plan) -> Bill:
        """The bill of a whole plan, what is over included."""
        return cls.before(plan.data).plus(attendances(plan), len(plan.held))

    @classmethod
    def before(cls, data: Demands) -> Bill:
        """The bill of what is over: every run that was held, and the sessions of those who take part."""
        past, taking_part = data.past, set(data.people)

        def of_theirs(counted: Counter[str]) -> Counter[str]:
            return Counter({person: count for person, count in counted.items() if person in taking_part})

        return cls(
            data,
            past.runs_held.total(),
            of_theirs(past.avoided),
            of_theirs(past.away),
            of_theirs(past.burden),
            Counter({at: count for at, count in past.sessions_in_week.items() if at[0] in taking_part}),
        )

    def plus(self, more: Iterable[Attendance], runs: int = 0) -> Bill:
        """The bill with more sessions, and as many more runs held."""
        new = replace(
            self,
            runs=self.runs + runs,
            avoided=self.avoided.copy(),
            away=self.away.copy(),
            either=self.either.copy(),
            weeks=self.weeks.copy(),
        )
        for one in more:
            is_avoided, gone = avoids(self.data, one.person, one), is_away(self.data, one.person, one)
            new.avoided[one.person] += is_avoided
            new.away[one.person] += gone
            new.either[one.person] += is_avoided or gone
            new.weeks[one.person, self.data.week(one.half_days[0])] += 1
        return new

    @property
    def beyond(self) -> Counter[str]:
        """Sessions beyond the first of a week, by person."""
        found: Counter[str] = Counter()
        for (person, _), count in self.weeks.items():
            found[person] += count - 1
        return found

    @property
    def counts(self) -> Mapping[Item, int]:
        """How often each item is there."""
        found: Counter[Item] = Counter()
        found.update({("avoid_halves", person): count for person, count in self.avoided.items()})
        found.update({("travel", person): count for person, count in self.away.items()})
        found.update({("same_week", person): count for person, count in self.beyond.items()})
        found.update({("runs", None): self.runs, ("balance", None): max(self.either.values(), default=0)})
        return found

    @property
    def cost(self) -> int:
        """Level 5 of the format page."""
        return sum(count * weight(self.data, term) for (term, _), count in self.counts.items())


def weight(data: Demands, term: Term) -> int:
    """What one of a term costs."""
    if term == "balance" and data.most_burden is not None:
        return 0
    return int(getattr(data.cohort.scheduling.soft, term))
