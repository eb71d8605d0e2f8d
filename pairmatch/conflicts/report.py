"""What is found: conflicts with their causes. Plain values, printed elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pairmatch.conflicts.fact import Fact, Kind


@dataclass(frozen=True)
class Conflict:
    """Facts that cannot all hold, though any of them left out the others could; and whom that hits."""

    facts: tuple[Fact, ...]
    """In the order in which they are told: what is asked for first."""
    hits: tuple[Fact, ...]
    """Every demand that is missed for this cause; more than the `facts` ask for, where many share one."""
    headline: str
    """As `14 people miss Finance`; without a full stop."""
    is_smallest: bool
    """Whether no set of fewer facts contradicts itself over these demands."""
    is_minimal: bool = True
    """Whether leaving out any one fact was shown to resolve it; False where the time was over."""
    background: str | None = None
    """What is taken as given beside the facts, where calendars are not opened up."""
    unfolded: tuple[Fact, ...] = ()
    """Single facts behind the people's calendars in `facts`, for whoever asks."""


def told_first(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts as they are told: what is asked for, limits and windows, then people's calendars."""
    order = list(Kind)
    return tuple(sorted(facts, key=lambda fact: (not fact.is_asked, order.index(fact.kind), fact.sentence)))
