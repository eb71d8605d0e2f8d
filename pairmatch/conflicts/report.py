"""What is found: conflicts with their causes, repairs with their edits. Plain values, printed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pairmatch.cohort.edit import Edit
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.diagnostics import Span

MOST_ALIKE = 3
"""So many demands that stand in one line are told one by one; more are counted."""


@dataclass(frozen=True)
class Change:
    """One value of the file, or one option, changed; as an instruction to a coordinator."""

    sentence: str
    """As `hold Finance a third time`; without a full stop."""
    edits: tuple[Edit, ...]
    """None where an option of the command line is changed."""
    cost: int
    span: Span | None = None
    """The line that is changed, or before which one is put in."""
    before: tuple[str, ...] = ()
    """The lines of the file that are changed, as they are."""
    after: tuple[str, ...] = ()
    """The same, as they would be."""


@dataclass(frozen=True)
class Repair:
    """Changes after which everything can be had that is asked of a pairing, or of its rota.

    No smaller part of them is enough.
    """

    changes: tuple[Change, ...]
    cost: int
    status: Literal["optimal", "feasible"]
    """Whether no repair that differs from those before it is cheaper."""
    proven: bool
    """Whether it was applied, and the cohort solved again with nothing missed."""
    mends: Literal["pairing", "rota"] = "rota"
    """Whether everybody has a partner then, or everything is held of the pairs there are."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All of its edits."""
        return tuple(edit for change in self.changes for edit in change.edits)


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


@dataclass(frozen=True)
class ConflictReport:
    """Why not everything that is asked for can be had, and what can be done."""

    file: str
    conflicts: tuple[Conflict, ...]
    """One for each cause, those of the pairing first, then the one that hits the most people; two may share
    limits, never a miss."""
    repairs: tuple[Repair, ...]
    """Those of the pairing, then those of the rota, each the cheapest first."""
    missed: int
    """People without a partner, and sessions that the best rota leaves out."""
    complete: bool
    """Whether all that is missed is explained by one of the conflicts, and the search ended in time."""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def is_served(self) -> bool:
        """Whether everything that is asked for can be had."""
        return self.complete and not self.conflicts and not self.missed


def told_first(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts as they are told: what is asked for, limits and windows, then people's calendars."""
    order = list(Kind)
    return tuple(sorted(facts, key=lambda fact: (not fact.is_asked, order.index(fact.kind), fact.sentence)))


def told_in_short(facts: Sequence[Fact]) -> Iterator[tuple[str, Span | None]]:
    """A sentence for each fact and its place; of many demands that stand in one line, the first is told.

    How many more there are is said beside it.
    """
    by_line: dict[object, list[Fact]] = {}
    for fact in facts:
        key = (fact.kind, fact.spans) if fact.is_asked else fact
        by_line.setdefault(key, []).append(fact)
    for alike in by_line.values():
        few = alike if len(alike) <= MOST_ALIKE else alike[:1]
        more = len(alike) - len(few)
        for fact in few:
            text = f"{fact.sentence}, and {more} more like it" if more else fact.sentence
            yield text, fact.spans[0] if fact.spans else None
