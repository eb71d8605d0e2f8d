"""What is answered about where a demand could be placed. Plain values, printed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pairmatch.cohort.values import Date, WeekRange
from pairmatch.matching.answers import Obstacle
from pairmatch.rota.attendance import At
from pairmatch.rota.cost import Term


@dataclass(frozen=True)
class LevelChange:
    """By how much each level of what a rota minimises would change; below 0 is better."""

    required_workshops: int = 0
    """People × required workshops missed."""
    shadowing: int = 0
    """Shadowing half-days missed."""
    meetings: int = 0
    """Meetings missed."""
    other_workshops: int = 0
    """People × other workshops missed."""
    cost: int = 0


@dataclass(frozen=True)
class CostChange:
    """One reason why the cost would change."""

    term: Term
    person: str | None
    """Whose session it is; None for runs and balance."""
    count: int
    """How many more of the term there would be; below 0: fewer."""
    cost: int
    """What that adds."""
    after: int
    """How many of the term there would be then, of this person."""


@dataclass(frozen=True)
class Free:
    """A place where the demand could be, everything else staying as it is, without breaking any rule."""

    at: At
    joins: int
    """How many others attend the run that it would join; 0 where a new run is held, and where it is none."""
    change: LevelChange
    because: tuple[CostChange, ...]
    """What the change of the cost is made of."""


@dataclass(frozen=True)
class Blocked:
    """A half-day at which the demand cannot be."""

    date: Date
    half: str
    obstacles: tuple[Obstacle, ...]
    """Everything in the way, in any room that it could be in."""
    least: tuple[Obstacle, ...]
    """What is in the way in the room with the fewest."""
    is_closed: bool = False
    """Whether there are no sessions at all on the half-day."""
    is_past: bool = False
    """Whether it lies before the day from which the rota may change."""


@dataclass(frozen=True)
class Options:
    """Where one demand could be placed in a rota."""

    kind: Literal["workshop", "shadowing", "meeting"]
    people: tuple[str, ...]
    """All who attend the workshop as one; the guest and the host; the two who meet."""
    workshop: str | None
    weeks: WeekRange | None
    """The weeks in which it has to be."""
    now: tuple[At, ...]
    """Where it is; empty where it is missed, and several places in a rota that breaks the rules."""
    is_pinned: bool
    """Whether a new rota would leave it where it is; it can be placed elsewhere by hand all the same."""
    missed: int
    """How often it is missed: more than once only of a shadowing."""
    leaving: tuple[Obstacle, ...]
    """What keeps it where it is; nothing is free then, whatever is or is not in the way elsewhere."""
    free: tuple[Free, ...]
    """The best first: by the levels in their order, then in time order."""
    blocked: tuple[Blocked, ...]
    """Every other half-day of its weeks and dates, in time order."""
