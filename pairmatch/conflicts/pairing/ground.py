"""Every fact that a pairing runs against, and what each asks for, allows or forbids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pairmatch.calendar.programme import Bools
from pairmatch.cohort.edit import Loc
from pairmatch.cohort.pairing_rules import Together
from pairmatch.cohort.people import Person
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.pairing.words import count_of, rule_sentence
from pairmatch.diagnostics import Span
from pairmatch.matching.allowed import Ban, BanKind, among
from pairmatch.matching.candidates import Candidates, schedulable_span
from pairmatch.matching.changes import with_whole_calendar
from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import sides_of
from pairmatch.matching.wishes import Wishes

SIDES = ("doctors", "managers")
Masks = Mapping[int, int]
"""For some positions of one side, those of the other as the bits of a number."""


@dataclass(frozen=True)
class Asked:
    """Someone is to have a partner."""

    fact: Fact
    side: int
    at: int


@dataclass(frozen=True)
class Takes:
    """Someone has no more than `count` partners."""

    fact: Fact
    side: int
    at: int
    count: int


@dataclass(frozen=True, eq=False)
class Forbids:
    """Some pairs may not be."""

    fact: Fact
    pairs: Bools
    """Shape (doctors, managers)."""
    loc: Loc = ()
    """The way to it in the cohort file; empty for what stands elsewhere."""
    reasons: tuple[tuple[str, Bools], ...] = ()
    """Of the calendar: what is lacking, and for which pairs."""

    @cached_property
    def masks(self) -> tuple[Masks, Masks]:
        """The same by doctor, and by manager."""
        return _masks(self.pairs), _masks(self.pairs.T)


@dataclass(frozen=True)
class Locks:
    """Some pairs have to be."""

    fact: Fact
    cells: tuple[Cell, ...]
    loc: Loc = ()


AnyHeld = Asked | Takes | Forbids | Locks


@dataclass(frozen=True, eq=False)
class Ground:
    """The facts of a cohort that is to be paired."""

    candidates: Candidates
    facts: tuple[AnyHeld, ...]
    """What is asked for first."""

    @property
    def sides(self) -> tuple[Sequence[Person], Sequence[Person]]:
        """Doctors and managers, in file order."""
        return sides_of(self.candidates)

    def id(self, side: int, at: int) -> str:
        """The id of the person at a position."""
        return self.sides[side][at].id


def ground_of(candidates: Candidates, wishes: Wishes) -> Ground:
    """The facts of some candidates.

    Who takes nobody (`pairs: 0`) is not asked for.
    """
    return Ground(
        candidates,
        (
            *_asked(candidates),
            *_takes(candidates),
            *_forbids(candidates),
            *_locks(candidates, wishes),
        ),
    )


def _everyone(candidates: Candidates) -> Iterator[tuple[int, int, Person]]:
    for side, people in enumerate(sides_of(candidates)):
        yield from ((side, at, person) for at, person in enumerate(people))


def _asked(candidates: Candidates) -> Iterator[Asked]:
    for side, at, person in _everyone(candidates):
        if person.pairs > 0:
            spans = _spans(candidates.cohort.person_span(person.id, "id"))
            fact = Fact(Kind.PLACE, f"{person.id} is to have a partner", spans, (person.id,))
            yield Asked(fact, side, at)


def _takes(candidates: Candidates) -> Iterator[Takes]:
    for side, at, person in _everyone(candidates):
        written = "pairs" if "pairs" in person.model_fields_set else "id"
        spans = _spans(candidates.cohort.person_span(person.id, written))
        says = count_of(person.pairs, "partner") if person.pairs else "nobody"
        fact = Fact(Kind.PARTNERS, f"{person.id} takes {says} (`pairs: {person.pairs}`)", spans, (person.id,))
        yield Takes(fact, side, at, person.pairs)


def _forbids(candidates: Candidates) -> Iterator[Forbids]:
    bans = with_whole_calendar(candidates)
    for ban in bans:
        if ban.kind not in ("capacity", "calendar"):
            yield Forbids(_fact_of(candidates, ban), ban.of(candidates.sides.shape), ban.loc)
    calendar = [ban for ban in bans if ban.kind == "calendar"]
    if calendar:
        yield _calendar(candidates, calendar)


_NAMED: Mapping[BanKind, Kind] = {
    "line management": Kind.LINE_MANAGEMENT,
    "refusal": Kind.REFUSAL,
}


def _fact_of(candidates: Candidates, ban: Ban) -> Fact:
    cohort, spans = candidates.cohort, _spans(ban.span)
    if ban.kind == "rule":
        rule = cohort.matching.rules[int(ban.loc[-1])]
        told = rule_sentence(rule)
        return Fact(told.kind, told.sentence, spans, told.people)
    people = tuple(
        side[at].id
        for side, at in zip(sides_of(candidates), (ban.row, ban.column), strict=True)
        if at is not None
    )
    if ban.kind == "approval":
        needs = _spans(cohort.span("programme", "needs_approval"))
        text = f"{ban.reason}, and the programme asks for it (`needs_approval: true`)"
        return Fact(Kind.APPROVAL, text, spans + needs, people)
    if ban.kind == "option":
        return Fact(Kind.BAN, f"{people[0]} and {people[1]} are kept apart by {ban.reason}", (), people)
    if ban.kind == "score":
        return Fact(Kind.NO_SCORE, f"a pair needs a score in `{cohort.matching.scores}`", spans)
    first = slice(None) if ban.loc[:1] == ("doctors",) else slice(None, None, -1)
    return Fact(_NAMED[ban.kind], ban.reason, spans, people[first])


def _calendar(candidates: Candidates, bans: Sequence[Ban]) -> Forbids:
    """`schedulable` as one fact; what is lacking is told where it is told of."""
    pairs = np.zeros(candidates.sides.shape, dtype=bool)
    for ban in bans:
        ban.mark(pairs)
    text = "a pair has to be able to hold all its sessions (`schedulable: true`)"
    spans = _spans(schedulable_span(candidates.cohort))
    reasons = tuple((ban.reason.partition(": ")[2], ban.of(candidates.sides.shape)) for ban in bans)
    return Forbids(Fact(Kind.SCHEDULABLE, text, spans), pairs, ("matching", "schedulable"), reasons)


def _locks(candidates: Candidates, wishes: Wishes) -> Iterator[Locks]:
    cohort, sides = candidates.cohort, candidates.sides
    for at, rule in enumerate(cohort.matching.rules):
        if isinstance(rule, Together):
            told, loc = rule_sentence(rule), ("matching", "rules", at)
            fact = Fact(told.kind, told.sentence, _spans(cohort.span(*loc)), told.people)
            yield Locks(fact, _cells(among(rule.together, sides)), loc)
    for doctor, manager in wishes.lock:
        text = f"{doctor} and {manager} have to be a pair by `--lock {doctor}:{manager}`"
        fact = Fact(Kind.LOCK, text, (), (doctor, manager))
        yield Locks(fact, _cells(among((doctor, manager), sides)))


def _cells(pairs: Bools) -> tuple[Cell, ...]:
    return tuple((int(row), int(column)) for row, column in np.argwhere(pairs))


def _spans(*spans: Span | None) -> tuple[Span, ...]:
    return tuple(span for span in spans if span)


def _masks(pairs: Bools) -> Masks:
    """The true cells of each row that has any, as the bits of a number."""
    return {
        int(row): mask_of(np.flatnonzero(pairs[row]).tolist()) for row in np.flatnonzero(pairs.any(axis=1))
    }


def mask_of(positions: Iterable[int]) -> int:
    """Positions as the bits of a number."""
    return sum(1 << at for at in positions)


def positions_in(mask: int) -> Iterator[int]:
    """The positions that a number has as its bits, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
