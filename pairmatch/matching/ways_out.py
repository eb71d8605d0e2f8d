"""Which single sentences could let somebody out of a Hall set, found without solving anything.

Let M be the people that an alternating path of a pairing reaches from someone who waits, and T those
they may go to (`hall`): every place with T is held by one of M. After a change that places one more
of M they have to have a place that they could not have before. So it opens a pair of somebody in M
with somebody outside T, or it adds a place with somebody in T; whatever else changes, M are still
more people than places. Among hundreds of refusals only few do.

A single pair that is opened does help if an alternating path leads on from its other end to a free
place: along both, everyone placed now stays placed, and one more is. If none leads on it does not,
as then no path leads from M to a free place at all (C. Berge, *Two theorems in graph theory*, 1957).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, partial
from typing import Literal

import numpy as np

from pairmatch.calendar.programme import Bools
from pairmatch.diagnostics import Span
from pairmatch.matching.allowed import Ban, BanKind
from pairmatch.matching.candidates import Candidates, schedulable_span, union
from pairmatch.matching.changes import with_place, with_score, without, without_calendar
from pairmatch.matching.hall import DOCTORS, MANAGERS, Alternating, HallSet, sides_of

Kind = Literal["rule", "capacity", "veto", "other"]


class Order(IntEnum):
    """Who has to give way, the one who can most easily first."""

    OPTION = 1
    """Nobody: a `--ban` holds for this run only."""
    MENTOR = 2
    """Someone who has a partner already, and would take one more."""
    ORGANISER = 3
    """Who wrote the rules, or the file of scores."""
    APPROVER = 4
    """Who has to release somebody. It is never the condition that is dropped."""
    CALENDAR = 5
    """The programme, in which something will be missed."""
    PERSON = 6
    """Someone who said no: to one other, or (`pairs: 0`) to everybody."""
    MANAGEMENT = 7
    """Nobody can, as long as one of the two manages the other."""


_ORDER_OF: dict[BanKind, Order] = {
    "option": Order.OPTION,
    "rule": Order.ORGANISER,
    "score": Order.ORGANISER,
    "approval": Order.APPROVER,
    "capacity": Order.PERSON,
    "refusal": Order.PERSON,
    "line management": Order.MANAGEMENT,
}
_KIND_OF: dict[BanKind, Kind] = {
    "rule": "rule",
    "capacity": "capacity",
    "refusal": "veto",
    "line management": "veto",
}


@dataclass(frozen=True)
class Change:
    """A change that may help."""

    text: str
    kind: Kind
    order: Order
    span: Span | None
    promise: tuple[bool, int]
    """Whether it opens a pair of the person's own, and the best score of the pairs that it opens."""
    made: Callable[[], Candidates]


class WaysOut:
    """The changes that open a way out of a Hall set, or add a place in it.

    Parameters
    ----------
    candidates
        Who may be paired with whom.
    way
        A pairing, seen from the side of the person who waits.
    hall
        The set that the person's alternating paths reach.
    at
        The person's position.
    """

    def __init__(self, candidates: Candidates, way: Alternating, hall: HallSet, at: int) -> None:
        self._candidates = candidates
        self._way = way
        self._hall = hall
        self._at = at

    def changes(self) -> Iterator[Change]:
        """Every change that may help, each kind in file order."""
        yield from self._more_places()
        for ban in self._candidates.bans:
            if ban.kind == "score":
                yield from self._empty_cells(ban)
            elif ban.kind != "calendar":
                yield from self._lifted(ban)
        yield from self._calendar()

    def _more_places(self) -> Iterator[Change]:
        candidates, side = self._candidates, 1 - self._hall.side
        for at in sorted(self._hall.others):
            person, count = sides_of(candidates)[side][at], int(candidates.places[side][at]) + 1
            written = "pairs" if "pairs" in person.model_fields_set else "id"
            opened = self._pairs_of(side, [at]) & self._of_the_set & candidates.allowed
            yield Change(
                f"let {person.id} take {count} partners (`pairs: {count}`)",
                "capacity",
                Order.MENTOR,
                candidates.cohort.person_span(person.id, written),
                self._promise(opened),
                partial(with_place, candidates, side, at),
            )

    def _lifted(self, ban: Ban) -> Iterator[Change]:
        """The ban, where lifting it alone opens a way out."""
        if not ban.read(self._ways_out).any():
            return
        if ban.row is not None and ban.column is not None and not self._leads_on(ban.row, ban.column):
            return
        text, made = self._told(ban)
        opened = self._ways_out & ban.of(self._shape)
        kind = _KIND_OF.get(ban.kind, "other")
        yield Change(text, kind, _ORDER_OF[ban.kind], ban.span, self._promise(opened), made)

    def _told(self, ban: Ban) -> tuple[str, Callable[[], Candidates]]:
        lifted = partial(without, self._candidates, [ban])
        if ban.kind == "option":
            return f"leave out {ban.reason}", lifted
        if ban.kind == "rule":
            return f"drop {ban.reason}", lifted
        side, at = (DOCTORS, ban.row) if ban.column is None else (MANAGERS, ban.column)
        if at is None or ban.is_one_pair:
            return f"drop that {ban.reason}", lifted
        person = sides_of(self._candidates)[side][at].id
        if ban.kind == "approval":
            return f"get {person} approved (`approved`)", lifted
        return f"let {person} take a partner (`pairs: 1`)", partial(with_place, self._candidates, side, at)

    def _empty_cells(self, ban: Ban) -> Iterator[Change]:
        """Each cell of the file of scores that, filled, would open a way out."""
        name = self._candidates.cohort.matching.scores
        for row, column in np.argwhere(self._ways_out & ban.of(self._shape)).tolist():
            if self._leads_on(row, column):
                doctor = self._candidates.sides.doctors[row].id
                manager = self._candidates.sides.managers[column].id
                yield Change(
                    f"give {doctor} and {manager} a score in `{name}` (taken as 0 here)",
                    "other",
                    _ORDER_OF[ban.kind],
                    ban.span,
                    (self._at == (row, column)[self._hall.side], 0),
                    partial(with_score, self._candidates, (row, column)),
                )

    def _calendar(self) -> Iterator[Change]:
        """All that the calendar forbids, where that opens a way out."""
        bans = [ban for ban in self._candidates.bans if ban.kind == "calendar"]
        opened = self._ways_out & union(bans, self._shape)
        if opened.any():
            yield Change(
                "allow pairs whose sessions cannot all be held (`schedulable: false`)",
                "other",
                Order.CALENDAR,
                schedulable_span(self._candidates.cohort),
                self._promise(opened),
                partial(without_calendar, self._candidates),
            )

    @property
    def _shape(self) -> tuple[int, int]:
        return self._candidates.sides.shape

    @cached_property
    def _of_the_set(self) -> Bools:
        """The pairs of somebody in M: bool, shape (doctors, managers)."""
        return self._pairs_of(self._hall.side, self._hall.people)

    @cached_property
    def _ways_out(self) -> Bools:
        """The pairs of somebody in M with somebody outside T that a single ban forbids."""
        bans = np.zeros(self._shape, dtype=np.int64)
        for ban in self._candidates.bans:
            ban.count(bans)
        inside = self._pairs_of(1 - self._hall.side, self._hall.others)
        return np.asarray(self._of_the_set & ~inside & (bans == 1))

    @cached_property
    def _leading_on(self) -> frozenset[int]:
        return self._way.leads_to_a_place()

    def _leads_on(self, row: int, column: int) -> bool:
        """Whether a pair, once it is not forbidden by a sentence any more, leads to a free place."""
        other = (row, column)[1 - self._hall.side]
        return other in self._leading_on and self._candidates.lacks.of(row, column) is None

    def _pairs_of(self, side: int, people: Collection[int]) -> Bools:
        found = np.zeros(self._shape, dtype=bool)
        where = list(people)
        found[(where, slice(None)) if side == DOCTORS else (slice(None), where)] = True
        return found

    def _promise(self, opened: Bools) -> tuple[bool, int]:
        score = self._candidates.scores.total
        own = opened & self._pairs_of(self._hall.side, [self._at])
        return bool(own.any()), int(score[opened].max(initial=0))
