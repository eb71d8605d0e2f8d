"""Why these two, why not those, and how firmly each pair stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pairmatch.cohort.schema import Cohort
from pairmatch.matching import lock_reasons
from pairmatch.matching.answers import (
    Alternative,
    Forbidden,
    Ids,
    Margin,
    Measures,
    Part,
    Partner,
    Waits,
    WhatIf,
    WhyLock,
    WhyPair,
    WhyPerson,
)
from pairmatch.matching.candidates import Candidates, obstacles
from pairmatch.matching.engine import Cell
from pairmatch.matching.exchanges import Exchanges
from pairmatch.matching.fractions import NOT_KNOWN
from pairmatch.matching.give_way import give_way
from pairmatch.matching.hall import place_of
from pairmatch.matching.task import Task, begin, objective_of, prepare, problem_among, reasons
from pairmatch.matching.unmatched import too_few
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch


def why_person(
    cohort: Cohort,
    person: str,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> WhyPerson:
    """Why someone is paired as they are: the pair, what else was open, and what that would cost everyone.

    Parameters
    ----------
    cohort
        A checked cohort.
    person
        The id of a doctor or a manager.
    wishes
        What the pairing was asked for beside the file.
    time_limit, on_progress, stop
        As for `match`.

    Raises
    ------
    KeyError
        When nobody has this id.
    CohortError, WrongUsage, NoAnswerInTime
        As `match` does.
    """
    task = prepare(cohort, wishes, Watch(time_limit, on_progress, stop))
    side, at = place_of(task.candidates, person)
    begin("the best pairing", task.watch)
    exchanges = Exchanges(task)
    own = [pair for pair in exchanges.pairs if pair[side] == at]
    begin("what else was open", task.watch)
    return WhyPerson(
        person=person,
        best=task.measures(exchanges.pairs),
        partners=tuple(_partner(exchanges, pair) for pair in own),
        waits=None if own else _waits(task, person),
        alternatives=tuple(_alternatives(exchanges, side, at)),
        forbidden=tuple(_forbidden(task, side, at)),
    )


def why_pair(
    cohort: Cohort,
    doctor: str,
    manager: str,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> WhyPair:
    """Why two people are a pair, or which rule forbids it, or how much worse the whole would get.

    Parameters
    ----------
    cohort
        A checked cohort.
    doctor, manager
        Their ids.
    wishes
        What the pairing was asked for beside the file.
    time_limit, on_progress, stop
        As for `match`.

    Raises
    ------
    KeyError
        When there is no such doctor or manager.
    CohortError, WrongUsage, NoAnswerInTime
        As `match` does.
    """
    task = prepare(cohort, wishes, Watch(time_limit, on_progress, stop))
    cell = task.cell(doctor, manager)
    begin("the best pairing", task.watch)
    exchanges = Exchanges(task)
    against = obstacles(task.candidates, *cell)
    is_pair = cell in exchanges.pairs
    other = None if against or is_pair else exchanges.having(cell)
    return WhyPair(
        pair=(doctor, manager),
        best=task.measures(exchanges.pairs),
        score=int(task.candidates.scores.total[cell]),
        parts=_parts(task, cell),
        margin=_margin(exchanges, cell) if is_pair else None,
        obstacles=against,
        what_if=None if other is None else exchanges.told(other),
    )


def margins(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[Margin, ...]:
    """How firmly each pair of the best pairing stands, in the order of the document.

    Parameters and errors are those of `match`.
    """
    task = prepare(cohort, wishes, Watch(time_limit, on_progress, stop))
    begin("the best pairing", task.watch)
    exchanges = Exchanges(task)
    begin("how firmly each pair stands", task.watch)
    return tuple(_margin(exchanges, pair) for pair in exchanges.pairs)


def what_ifs(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> dict[Ids, WhatIf]:
    """The best pairing with each candidate that the optimum does not have, by (doctor, manager).

    Those are left out that locks leave no place for. Parameters and errors are those of `match`.
    """
    task = prepare(cohort, wishes, Watch(time_limit, on_progress, stop))
    exchanges = Exchanges(task)
    cells = zip(task.problem.left.tolist(), task.problem.right.tolist(), strict=True)
    found = {cell: exchanges.having(cell) for cell in cells if cell not in exchanges.pairs}
    return {task.ids(cell): exchanges.told(pairs) for cell, pairs in found.items() if pairs is not None}


def why_lock(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> WhyLock | None:
    """Why the locked pairs keep others from being placed; None where they do not.

    Parameters and errors are those of `match`.
    """
    task = prepare(cohort, wishes, Watch(time_limit, on_progress, stop))
    if not task.candidates.locked:
        return None
    return lock_reasons.why_lock(task.candidates, task.optimum.pairs)


def _partner(exchanges: Exchanges, cell: Cell) -> Partner:
    task = exchanges.task
    score = int(task.candidates.scores.total[cell])
    return Partner(task.ids(cell), score, _parts(task, cell), _margin(exchanges, cell))


def _parts(task: Task, cell: Cell) -> tuple[Part, ...]:
    """What each criterion gives to a pair's score."""
    wanted = task.cohort.matching.criteria
    values = {name: int(array[cell]) for name, array in task.candidates.scores.criteria.items()}
    known = sum(wanted[name].weight for name, value in values.items() if value != NOT_KNOWN)
    return tuple(
        Part(name, None, wanted[name].weight, 0.0)
        if value == NOT_KNOWN
        else Part(name, value, wanted[name].weight, value * wanted[name].weight / max(1, known))
        for name, value in values.items()
    )


def _margin(exchanges: Exchanges, cell: Cell) -> Margin:
    task = exchanges.task
    if cell in task.candidates.locked:
        return Margin(task.ids(cell), "locked", None)
    other = exchanges.lacking(cell)
    if other is None:
        return Margin(task.ids(cell), "forced", None)
    without = exchanges.told(other)
    if exchanges.must_have(cell, without.whole):
        return Margin(task.ids(cell), "forced", without)
    is_as_good = exchanges.worth(other) == exchanges.best
    return Margin(task.ids(cell), "interchangeable" if is_as_good else "ahead", without)


def _alternatives(exchanges: Exchanges, side: int, at: int) -> Iterator[Alternative]:
    """Everyone else who was open, the least costly first."""
    task = exchanges.task
    cells = [cell for cell in task.problem.pairs(task.problem.score >= 0) if cell[side] == at]
    found = [(cell, exchanges.having(cell)) for cell in cells if cell not in exchanges.pairs]
    priced = [(exchanges.worth(pairs), cell, pairs) for cell, pairs in found if pairs is not None]
    for _, cell, pairs in sorted(priced, key=lambda one: one[0], reverse=True):
        other = task.ids(cell)[1 - side]
        yield Alternative(other, int(task.candidates.scores.total[cell]), exchanges.told(pairs))


def _forbidden(task: Task, side: int, at: int) -> Iterator[Forbidden]:
    """Everyone who was not open, and why."""
    others = (task.cohort.managers, task.cohort.doctors)[side]
    for other, person in enumerate(others):
        cell = (at, other) if side == 0 else (other, at)
        if not task.candidates.allowed[cell]:
            yield Forbidden(person.id, obstacles(task.candidates, *cell))


def _waits(task: Task, person: str) -> Waits:
    pairs = task.optimum.pairs
    return Waits(
        reason=reasons(task)[person],
        too_few=too_few(task.candidates, pairs, person),
        give_way=give_way(
            task.candidates, pairs, person, _measure(task), objective_of(task.cohort, task.wishes)
        ),
    )


def _measure(task: Task) -> Callable[[Candidates], Measures]:
    """How good the best pairing over changed candidates is."""

    def measured(changed: Candidates) -> Measures:
        pairs: Sequence[Cell] = task.solve(problem_among(changed, task.wishes)).pairs
        return task.measures(pairs)

    return measured
