"""`match`: a cohort in, a proven pairing out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from pairmatch.calendar import availability
from pairmatch.calendar.check import ensure_checked
from pairmatch.calendar.programme import Bools
from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.unbuilt import unbuilt_for_match
from pairmatch.diagnostics import Diagnostic, Note, Severity, Span
from pairmatch.errors import CohortError, NoAnswerInTime, ResultRefused
from pairmatch.matching.allowed import Ban, bans, locked
from pairmatch.matching.criteria import Sides
from pairmatch.matching.engine import fairest, problem_of, solve
from pairmatch.matching.fractions import NOT_KNOWN
from pairmatch.matching.pairing import NOT_KNOWN as NOT_KNOWN_TEXT
from pairmatch.matching.pairing import Pair, Pairing, PairingProof, Unmatched
from pairmatch.matching.projects import give_projects
from pairmatch.matching.schedulable import unschedulable
from pairmatch.matching.scores import Scores, scores
from pairmatch.matching.tie_break import least_pairs
from pairmatch.matching.unmatched import Waiting
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.version import version

LOCK_CLASH = "PM801"
LOCKS_OVER_PLACES = "PM802"
CODES = {
    LOCK_CLASH: "a `together` pair that something else forbids",
    LOCKS_OVER_PLACES: "more `together` partners than a person takes",
}


def match(
    cohort: Cohort,
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Pairing:
    """Pair doctors with managers.

    The pairing is optimal in the order of the format page: the most people placed, then
    `matching.objective`; among equals, the least in file order.

    Parameters
    ----------
    cohort
        A checked cohort.
    time_limit
        Seconds after which no further stage is begun.
    on_progress
        Told at the start of each stage.
    stop
        Asks for an early end.

    Raises
    ------
    CohortError
        When the cohort uses what is not built yet, or locks a pair that it forbids.
    NoAnswerInTime
        When time ran out, or a stop was asked for, before the pairing was made.
    ResultRefused
        When the independent check disagrees with the result: a defect of pairmatch.
    """
    from pairmatch.verify import verify_pairing

    watch = Watch(time_limit, on_progress, stop)
    ensure_checked(cohort)
    refused = [*unbuilt_for_match(cohort), *_without_scores(cohort)]
    if refused:
        raise CohortError(refused)
    _begin("who may be paired with whom", watch)
    candidates = _candidates(cohort, watch)
    _begin("the best pairing", watch)
    pairs = _best_pairs(cohort, candidates)
    _begin("projects and reasons", watch)
    pairing = _pairing(cohort, candidates, pairs)
    faults = [fault for fault in verify_pairing(cohort, pairing) if fault.is_error]
    if faults:
        raise ResultRefused(faults)
    return pairing


def _without_scores(cohort: Cohort) -> Iterator[Diagnostic]:
    """A cohort made from plain data has no folder in which its file of scores could be."""
    if cohort.matching.scores is not None and cohort.scores is None:
        message = f"`{cohort.matching.scores}` was not read: load the cohort from a file"
        yield Diagnostic("PM121", Severity.ERROR, message)


def _begin(stage: str, watch: Watch) -> None:
    """Tell of the next stage, unless the work has to end before it."""
    _go_on(watch)
    watch.tell(stage)


def _go_on(watch: Watch) -> None:
    """End the work where the time is over or a stop is asked for."""
    if watch.left == 0:
        raise NoAnswerInTime(f"no pairing was found in {watch.seconds:.0f} s; allow more with --time-limit")


@dataclass(frozen=True)
class Candidates:
    """Every pair's score, whether it is allowed, and what forbids it."""

    scores: Scores
    bans: Sequence[Ban]
    allowed: Bools
    locked: frozenset[tuple[int, int]]


def _candidates(cohort: Cohort, watch: Watch) -> Candidates:
    sides = Sides(cohort, availability(cohort))
    scored = scores(sides)
    forbidden = list(bans(sides, scored.total))
    locks = locked(sides)
    allowed = ~np.logical_or.reduce([ban.pairs for ban in forbidden])
    if cohort.matching.schedulable:
        calendar_bans = list(_calendar_bans(sides, allowed, watch))
        forbidden += calendar_bans
        for ban in calendar_bans:
            allowed = allowed & ~ban.pairs
    clashes = [*_clashes(cohort, locks, forbidden), *_overfull(cohort, locks)]
    if clashes:
        raise CohortError(clashes)
    return Candidates(scored, forbidden, allowed, frozenset(locks))


def _calendar_bans(sides: Sides, allowed: Bools, watch: Watch) -> Iterator[Ban]:
    """The pairs that `schedulable` forbids, those with one reason together."""
    by_reason: dict[str, Bools] = {}
    found = unschedulable(sides.cohort, sides.availability, allowed, partial(_go_on, watch))
    for cell, reason in found.items():
        by_reason.setdefault(reason, np.zeros(sides.shape, dtype=bool))[cell] = True
    for reason, pairs in by_reason.items():
        yield Ban(f"the calendar: {reason}", pairs)


def _clashes(
    cohort: Cohort, locks: Mapping[tuple[int, int], Span | None], forbidden: Sequence[Ban]
) -> Iterator[Diagnostic]:
    """Locked pairs that something forbids."""
    for cell, span in locks.items():
        ban = next((ban for ban in forbidden if ban.pairs[cell]), None)
        if ban:
            doctor, manager = cohort.doctors[cell[0]].id, cohort.managers[cell[1]].id
            message = f"{doctor} and {manager} have to be together, but are forbidden by {ban.reason}"
            notes = (Note("forbidden here", ban.span),) if ban.span else ()
            yield Diagnostic(LOCK_CLASH, Severity.ERROR, message, span, "drop one of the two", notes)


def _overfull(cohort: Cohort, locks: Mapping[tuple[int, int], Span | None]) -> Iterator[Diagnostic]:
    """People with more locked partners than they take."""
    for side, people in enumerate((cohort.doctors, cohort.managers)):
        counts = Counter(cell[side] for cell in locks)
        for at, count in counts.items():
            person = people[at]
            if count > person.pairs:
                message = f"{person.id} takes {person.pairs}, but has to be together with {count}"
                span = next(span for cell, span in locks.items() if cell[side] == at)
                yield Diagnostic(LOCKS_OVER_PLACES, Severity.ERROR, message, span, f"set `pairs: {count}`")


def _best_pairs(cohort: Cohort, candidates: Candidates) -> list[tuple[int, int]]:
    problem = problem_of(
        candidates.allowed,
        candidates.scores.total,
        [doctor.pairs for doctor in cohort.doctors],
        [manager.pairs for manager in cohort.managers],
        candidates.locked,
    )
    if cohort.matching.objective == "fair":
        problem = fairest(problem)
    return least_pairs(solve(problem))


def _pairing(cohort: Cohort, candidates: Candidates, pairs: Sequence[tuple[int, int]]) -> Pairing:
    score = candidates.scores.total
    values = [int(score[cell]) for cell in pairs]
    two = [(cohort.doctors[row], cohort.managers[column]) for row, column in pairs]
    given = give_projects(cohort.projects or (), two)
    waiting = Waiting(cohort, candidates.bans, candidates.allowed, pairs, candidates.locked).reasons()
    return Pairing(
        made=Made(pairmatch=version(), options={}),
        cohort=CohortStamp.of(cohort),
        proof=PairingProof(
            status="optimal",
            objective=cohort.matching.objective,
            placed=len(pairs),
            people=len({row for row, _ in pairs}) + len({column for _, column in pairs}),
            worst=min(values, default=0),
            total=sum(values),
            bound=sum(values),
        ),
        pairs=tuple(
            Pair(
                doctor=doctor.id,
                manager=manager.id,
                score=value,
                project=project[0].id if project else None,
                fit=project[1] if project else None,
                criteria=_criteria_of(candidates.scores, cell),
            )
            for cell, (doctor, manager), value, project in zip(pairs, two, values, given, strict=True)
        ),
        unmatched=tuple(Unmatched(person=person, why=why) for person, why in waiting.items()),
    )


def _criteria_of(scored: Scores, cell: tuple[int, int]) -> dict[str, int | Literal["not known"]]:
    values = {name: int(array[cell]) for name, array in scored.criteria.items()}
    return {name: NOT_KNOWN_TEXT if value == NOT_KNOWN else value for name, value in values.items()}
