"""What an explanation is, and how facts are folded, sorted and taken as given in its layers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.asked import Asked, AskedWorkshop
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.told import half_days_of

TIMES_AND_PLACES = frozenset(
    {
        *(Kind.WINDOW, Kind.DATES, Kind.CLOSED, Kind.HOLIDAY, Kind.ROOM_OPEN, Kind.ROOM_CLOSED),
        *(Kind.FACILITATOR_WORKS, Kind.FACILITATOR_LEAVE),
    }
)
"""What says when a session can be at all, whoever comes."""


@dataclass(frozen=True)
class Explanation:
    """Facts that cannot all hold."""

    demand: Asked
    """What is missed for them."""
    facts: tuple[Fact, ...]
    demands: tuple[Asked, ...]
    """What the facts ask for, the one that is missed among it."""
    is_smallest: bool
    is_minimal: bool
    background: str | None = None
    unfolded: tuple[Fact, ...] = ()
    limits: frozenset[Fact] = frozenset()
    """Those of the facts that limit sessions, where it is told in layers."""
    circle: tuple[Asked, ...] = ()
    """The demands that were looked at for them."""
    with_calendars: bool = False
    """Whether calendars had to be given for them to contradict each other."""

    @property
    def cause(self) -> frozenset[Fact]:
        """The facts that ask for nothing."""
        return frozenset(fact for fact in self.facts if not fact.is_asked)


def is_of_calendar(fact: Fact) -> bool:
    """Whether a fact keeps a person away."""
    return bool(fact.people) and not fact.is_asked


def needed_of(core: Collection[Fact] | None, facts: Collection[Fact]) -> set[Fact]:
    """Those of some facts that a core needs; all of them where it is not known."""
    return set(facts) if core is None else set(core) & set(facts)


def in_its_times(fact: Fact) -> Fact | None:
    """Times and places taken as given, and calendars folded."""
    return None if fact.kind in TIMES_AND_PLACES else as_calendar(fact)


def as_calendar(fact: Fact) -> Fact:
    """All of a person's calendar as one fact, not worded yet."""
    return Fact(Kind.CALENDAR, fact.people[0], people=fact.people) if is_of_calendar(fact) else fact


def is_alike(one: Asked, other: Asked) -> bool:
    """Whether two demands are of the same workshop, or both of shadowing, or of meetings."""
    if isinstance(one, AskedWorkshop) and isinstance(other, AskedWorkshop):
        return one.workshop == other.workshop
    return type(one) is type(other)


def last_for(demand: Asked) -> Callable[[Fact], tuple[bool, bool, str]]:
    """In which order facts are tried to be left out: other demands first, then calendars, then limits."""

    def key(fact: Fact) -> tuple[bool, bool, str]:
        return (fact.is_asked and fact != demand.fact, is_of_calendar(fact), fact.sentence)

    return key


def singles(ground: Ground, people: Collection[str], demands: Sequence[Asked]) -> tuple[Fact, ...]:
    """Every fact that keeps some people from some demands."""
    found: dict[Fact, None] = {}
    for person in people:
        for t, flag in half_days_of(ground, person, demands):
            found.update(dict.fromkeys(ground.calendars.against(person, t, flag)))
    return tuple(found)
