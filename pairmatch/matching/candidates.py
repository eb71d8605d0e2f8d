"""Which pairs a pairing may have, which it must have, and every sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from pairmatch.calendar import availability
from pairmatch.calendar.programme import Bools
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note, Severity, Span
from pairmatch.errors import CohortError, NoAnswerInTime, WrongUsage
from pairmatch.matching.allowed import Ban, Lock, bans, locked
from pairmatch.matching.answers import Ids, Obstacle
from pairmatch.matching.codes import LOCK_CLASH, LOCKS_OVER_PLACES
from pairmatch.matching.criteria import Sides
from pairmatch.matching.engine import Cell
from pairmatch.matching.fractions import Ints
from pairmatch.matching.pair_calendar import PairCalendar
from pairmatch.matching.pair_walk import Tick
from pairmatch.matching.schedulable import lack_of
from pairmatch.matching.scores import Scores, scores
from pairmatch.progress import Watch


@dataclass(frozen=True, eq=False)
class Candidates:
    """Every pair's score, whether it is allowed, what forbids it, and what locks it."""

    sides: Sides
    scores: Scores
    bans: tuple[Ban, ...]
    """Every sentence that forbids pairs; the calendar's come last, of pairs that no other forbids."""
    allowed: Bools
    """The pairs that no ban forbids: bool, shape (doctors, managers)."""
    locked: Mapping[Cell, Lock]
    """The pairs that must be, and why."""
    places: tuple[Ints, Ints]
    """How many partners each doctor, and each manager, takes."""
    lacks: Lacks

    @property
    def cohort(self) -> Cohort:
        """The cohort whose candidates they are."""
        return self.sides.cohort

    def against(self, row: int, column: int) -> list[Ban]:
        """Every ban that forbids a pair, in their order."""
        of_one_pair, wider = self._by_width
        found = [
            *of_one_pair.get((row, column), ()),
            *(at for at in wider if self.bans[at].forbids(row, column)),
        ]
        return [self.bans[at] for at in sorted(found)]

    @cached_property
    def _by_width(self) -> tuple[Mapping[Cell, Sequence[int]], Sequence[int]]:
        """The places in `bans` of those of each single pair, and of all that forbid several."""
        of_one_pair: dict[Cell, list[int]] = {}
        wider: list[int] = []
        for at, ban in enumerate(self.bans):
            if ban.row is not None and ban.column is not None:
                of_one_pair.setdefault((ban.row, ban.column), []).append(at)
            else:
                wider.append(at)
        return of_one_pair, wider

    @cached_property
    def first_ban(self) -> Ints:
        """The place in `bans` of the first that forbids each pair, −1 where none does."""
        found = np.full(self.sides.shape, -1, dtype=np.int64)
        for at, ban in reversed(list(enumerate(self.bans))):
            ban.mark(found, at)
        return found


class Lacks:
    """What the calendar has against single pairs, each looked up once."""

    def __init__(self, sides: Sides, tick: Tick) -> None:
        self._sides = sides
        self._tick = tick
        self._known: dict[Cell, str | None] = {}

    @cached_property
    def _offers(self) -> PairCalendar:
        return PairCalendar(self._sides.cohort, self._sides.availability)

    def of(self, row: int, column: int) -> str | None:
        """Why two people could not, alone, be given all their required sessions; None where they could.

        None as well where the cohort does not ask for it (`schedulable: false`).
        """
        if not self._sides.cohort.matching.schedulable:
            return None
        if (row, column) not in self._known:
            self._tick()
            doctor, manager = self._sides.doctors[row].id, self._sides.managers[column].id
            self._known[row, column] = lack_of(self._offers, doctor, manager, self._tick)
        return self._known[row, column]

    def bans(self, pairs: Bools) -> tuple[Ban, ...]:
        """One ban for each reason that the calendar has against any of these pairs."""
        by_reason: dict[str, list[Cell]] = {}
        for row, column in np.argwhere(pairs).tolist():
            lack = self.of(row, column)
            if lack:
                by_reason.setdefault(lack, []).append((row, column))
        return tuple(self._ban(reason, cells) for reason, cells in by_reason.items())

    def _ban(self, reason: str, cells: Sequence[Cell]) -> Ban:
        text = calendar_text(reason)
        pairs = _array_of(cells, self._sides.shape)
        return Ban(text, "calendar", text, pairs=pairs, span=schedulable_span(self._sides.cohort))


def calendar_text(lack: str) -> str:
    """A reason of the calendar as it is told."""
    return f"the calendar: {lack}"


def schedulable_span(cohort: Cohort) -> Span | None:
    """Where `schedulable` stands; None where the file leaves it at its default."""
    written = "schedulable" in cohort.matching.model_fields_set
    return cohort.span("matching", "schedulable") if written else None


def candidates_of(
    cohort: Cohort, watch: Watch, lock: Sequence[Ids] = (), ban: Sequence[Ids] = ()
) -> Candidates:
    """Work out who may be paired with whom, where the locks can be kept.

    Parameters and errors are those of `unsettled`.

    Raises
    ------
    CohortError
        When a pair is locked that something forbids, or a person has more locks than places.
    """
    found = unsettled(cohort, watch, lock, ban)
    clashes = [*_clashes(found), *_overfull(found)]
    if clashes:
        raise CohortError(clashes)
    return found


def unsettled(cohort: Cohort, watch: Watch, lock: Sequence[Ids] = (), ban: Sequence[Ids] = ()) -> Candidates:
    """Work out who may be paired with whom; pairs may be locked and forbidden at once.

    Parameters
    ----------
    cohort
        A checked cohort.
    watch
        Ends the work when the time is over.
    lock, ban
        Further pairs, (doctor, manager), that must be and must not be: `--lock` and `--ban`.

    Raises
    ------
    WrongUsage
        When `lock` or `ban` does not name a doctor and a manager.
    NoAnswerInTime
        When time ran out, or a stop was asked for.
    """
    sides = Sides(cohort, availability(cohort))
    scored = scores(sides)
    spoken = (*bans(sides, scored.total), *_option_bans(sides, ban))
    open_pairs = ~union(spoken, sides.shape)
    lacks = Lacks(sides, partial(go_on, watch))
    forbidden = (*spoken, *lacks.bans(open_pairs))
    return Candidates(
        sides,
        scored,
        forbidden,
        ~union(forbidden, sides.shape),
        _locks(sides, lock),
        _places(cohort),
        lacks,
    )


def go_on(watch: Watch) -> None:
    """End the work where the time is over or a stop is asked for.

    Raises
    ------
    NoAnswerInTime
        When it is.
    """
    if watch.left == 0:
        raise NoAnswerInTime(f"no pairing was found in {watch.seconds:.0f} s; allow more with --time-limit")


def union(several: Iterable[Ban], shape: tuple[int, int]) -> Bools:
    """The pairs that any of these bans forbids: bool, shape (doctors, managers)."""
    found = np.zeros(shape, dtype=bool)
    for ban in several:
        ban.mark(found)
    return found


def obstacles(candidates: Candidates, row: int, column: int) -> tuple[Obstacle, ...]:
    """Everything that forbids a pair, the calendar last; empty for an allowed one."""
    spoken = [ban for ban in candidates.against(row, column) if ban.kind != "calendar"]
    found = [Obstacle(ban.reason, ban.span) for ban in spoken]
    lack = candidates.lacks.of(row, column)
    if lack:
        found.append(Obstacle(calendar_text(lack), schedulable_span(candidates.cohort)))
    return tuple(found)


def _array_of(cells: Iterable[Cell], shape: tuple[int, int]) -> Bools:
    found = np.zeros(shape, dtype=bool)
    for cell in cells:
        found[cell] = True
    return found


def _places(cohort: Cohort) -> tuple[Ints, Ints]:
    doctors, managers = (
        np.array([person.pairs for person in side], dtype=np.int64)
        for side in (cohort.doctors, cohort.managers)
    )
    return doctors, managers


def _option_bans(sides: Sides, pairs: Iterable[Ids]) -> Iterator[Ban]:
    for pair in pairs:
        text = _option("ban", pair)
        yield Ban(text, "option", text, *_cell(sides, pair, text))


def _locks(sides: Sides, options: Iterable[Ids]) -> dict[Cell, Lock]:
    """The locks of the rules, then those that only the command line has."""
    found = locked(sides)
    for pair in options:
        text = _option("lock", pair)
        found.setdefault(_cell(sides, pair, text), Lock(text, is_option=True))
    return found


def _option(name: str, pair: Ids) -> str:
    return f"`--{name} {pair[0]}:{pair[1]}`"


def _cell(sides: Sides, pair: Ids, told: str) -> Cell:
    rows = [row for row, doctor in enumerate(sides.doctors) if doctor.id == pair[0]]
    columns = [column for column, manager in enumerate(sides.managers) if manager.id == pair[1]]
    if not rows or not columns:
        raise WrongUsage(f"{told}: a doctor and a manager of the cohort have to be named, in this order")
    return rows[0], columns[0]


def _clashes(candidates: Candidates) -> Iterator[Diagnostic]:
    """Locked pairs that something forbids."""
    for (row, column), lock in candidates.locked.items():
        against = obstacles(candidates, row, column)
        if against:
            doctor, manager = candidates.sides.doctors[row].id, candidates.sides.managers[column].id
            reasons = "; ".join(one.reason for one in against)
            by = f" ({lock.reason})" if lock.is_option else ""
            message = f"{doctor} and {manager} have to be together{by}, but are forbidden: {reasons}"
            notes = tuple(Note(one.reason, one.span) for one in against)
            yield Diagnostic(LOCK_CLASH, Severity.ERROR, message, lock.span, "drop one of the two", notes)


def _overfull(candidates: Candidates) -> Iterator[Diagnostic]:
    """People with more locked partners than they take."""
    for side, people in enumerate((candidates.sides.doctors, candidates.sides.managers)):
        by_person: dict[int, list[Lock]] = {}
        for cell, lock in candidates.locked.items():
            by_person.setdefault(cell[side], []).append(lock)
        for at, locks in by_person.items():
            person, count = people[at], len(locks)
            if count > person.pairs:
                first = next((lock for lock in locks if not lock.is_option), locks[0])
                options = ", ".join(lock.reason for lock in locks if lock.is_option)
                message = f"{person.id} takes {person.pairs}, but has to be together with {count}" + (
                    f" ({options})" if options else ""
                )
                advice = f"set `pairs: {count}`" + (", or leave out the option" if options else "")
                yield Diagnostic(LOCKS_OVER_PLACES, Severity.ERROR, message, first.span, advice)
