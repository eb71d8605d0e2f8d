"""What one pairing gives up against another, in the words of a letter: the first thing that differs.

Pairings are compared measure by measure, the first that differs deciding. So that one is told, and
beside it only what a reader would ask next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Ids, Measures, Move, WhatIf
from pairmatch.report.words import counted, ordinal

if TYPE_CHECKING:
    from pairmatch.matching.wishes import Wishes

NOTHING = "nothing: interchangeable"


@dataclass(frozen=True)
class Standard:
    """By what pairings are compared, the most important first."""

    objective: str
    people_first: bool = True
    """Whether more people placed is better than anything else."""
    old_pairs: frozenset[Ids] = frozenset()
    """Pairs that are kept where they can be."""
    old_pairs_first: bool = True
    """Whether a kept pair counts for more than the objective."""

    @classmethod
    def of(cls, cohort: Cohort, wishes: Wishes) -> Standard:
        """What the cohort file and the wishes beside it ask for."""
        objective = wishes.objective or cohort.matching.objective
        placement = wishes.placement or cohort.matching.placement
        return cls(
            objective,
            people_first=objective != "rank" or placement != "free",
            old_pairs=frozenset(wishes.keep or ()),
            old_pairs_first=wishes.changes is None,
        )


@dataclass(frozen=True)
class _Change:
    """From one pairing to another: their measures, and how many more old pairs the second one keeps."""

    before: Measures
    after: Measures
    kept: int


_Measure = Callable[[_Change], str]
"""How two pairings differ by one measure, in words; nothing where they do not."""


def loss(standard: Standard, best: Measures, what_if: WhatIf) -> str:
    """What the best pairing under one condition more costs, as `the worst pair falls from 512 to 480`.

    Where the worst pair differs, the total is told beside it.
    """
    change = _change(standard, best, what_if)
    measure, found = _first_difference(standard, change)
    total = _total(change) if measure is _worst else ""
    return f"{found}, and {total}" if total else found


def loss_in_short(standard: Standard, best: Measures, what_if: WhatIf) -> str:
    """The first measure that differs, and nothing beside it."""
    return _first_difference(standard, _change(standard, best, what_if))[1]


def gain(standard: Standard, before: Measures, after: Measures) -> str:
    """What a change of the cohort brings, as `2 people more have a partner`.

    Where the worst pair differs, it is told beside the people.
    """
    change = _Change(before, after, 0)
    measure, found = _first_difference(standard, change)
    worst = _worst(change) if measure is _people else ""
    return f"{found}; {worst}" if worst else found


def _change(standard: Standard, best: Measures, what_if: WhatIf) -> _Change:
    return _Change(best, what_if.whole, _kept(standard, what_if.moves))


def _first_difference(standard: Standard, change: _Change) -> tuple[_Measure | None, str]:
    """The first measure that differs, and how."""
    told = ((measure, measure(change)) for measure in _measures(standard))
    return next(((measure, text) for measure, text in told if text), (None, NOTHING))


def _measures(standard: Standard) -> Iterator[_Measure]:
    """The measures in the order in which they decide."""
    if standard.people_first:
        yield _people
    if standard.old_pairs_first:
        yield _old_pairs
    if standard.objective in ("fair", "leximin"):
        yield _worst
    if standard.objective == "leximin":
        yield _weakest
    if standard.objective == "rank":
        yield _choices
    yield _total
    if not standard.old_pairs_first:
        yield _old_pairs
    if not standard.people_first:
        yield _people


def _people(change: _Change) -> str:
    more = change.after.people - change.before.people
    return f"{counted(abs(more), 'person', 'people')} {_than(more)} {_has(more)} a partner" if more else ""


def _old_pairs(change: _Change) -> str:
    if not change.kept:
        return ""
    verb = "is" if abs(change.kept) == 1 else "are"
    return f"{counted(abs(change.kept), 'old pair')} {_than(change.kept)} {verb} kept"


def _worst(change: _Change) -> str:
    before, after = change.before.worst, change.after.worst
    return f"the worst pair {_rises(after - before)} from {before} to {after}" if before != after else ""


def _weakest(change: _Change) -> str:
    """The first of the ascending scores that differs, as `the third weakest pair falls from 512 to 480`."""
    if not (change.before.scores and change.after.scores):
        return ""  # without pairs, or not listed: the measures after this one tell
    both = zip(change.before.scores, change.after.scores, strict=False)
    for place, (before, after) in enumerate(both, start=1):
        if before != after:
            return f"the {ordinal(place)} weakest pair {_rises(after - before)} from {before} to {after}"
    more = len(change.after.scores) - len(change.before.scores)
    return f"{counted(abs(more), 'pair')} {_than(more)}" if more else ""


def _choices(change: _Change) -> str:
    both = zip(change.before.choices, change.after.choices, strict=False)
    for rank, (before, after) in enumerate(both, start=1):
        if before != after:
            more = after - before
            people = counted(abs(more), "person", "people")
            return f"{people} {_than(more)} {_has(more)} their {ordinal(rank)} choice"
    return ""


def _total(change: _Change) -> str:
    more = change.after.total - change.before.total
    if not more:
        return ""
    return f"the total {_rises(more)} by {abs(more):,}"


def _kept(standard: Standard, moves: tuple[Move, ...]) -> int:
    """How many more old pairs there are after the moves; told by the doctors' alone, as each pair has one."""
    return sum(
        ((move.person, other) in standard.old_pairs) * sign
        for move in moves
        for others, sign in ((move.after, 1), (move.before, -1))
        for other in others
    )


def _than(more: int) -> str:
    return "more" if more > 0 else "fewer"


def _has(more: int) -> str:
    return "has" if abs(more) == 1 else "have"


def _rises(more: int) -> str:
    return "rises" if more > 0 else "falls"
