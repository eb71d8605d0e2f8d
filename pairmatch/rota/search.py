"""One run of CP-SAT that can be watched and stopped, and that gives the same answer every time.

The solver works in a thread of its own: its search holds no lock of Python's, so the waiting
thread can pass on progress, a stop or the end of the time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pairmatch.progress import Watch

SEED = 20260907


@dataclass(frozen=True)
class Outcome:
    """What one run of the solver gave."""

    status: cp_model.CpSolverStatus
    value: int | None
    """The objective of the best solution; None without one."""
    bound: int
    """No solution is below this."""
    values: tuple[int, ...] | None
    """The value of every variable in the best solution, by index; None without one."""
    by_the_clock: bool
    """Whether the clock, or a stop, ended the search, so that another run may end elsewhere."""


@dataclass(frozen=True)
class Effort:
    """How long a search may take."""

    seconds: float
    """By the clock: an answer cut short by it may differ from machine to machine."""
    steps: float | None = None
    """In CP-SAT's deterministic time, the same on every machine; None: no such limit."""
    workers: int = 1
    """One gives the same answer every time; several find good answers sooner, each time others."""


class _Listener(cp_model.CpSolverSolutionCallback):
    """Remembers the latest objective."""

    def __init__(self, heard: Callable[[int, int], None]) -> None:
        super().__init__()
        self._heard = heard

    def on_solution_callback(self) -> None:
        self._heard(round(self.objective_value), _up(self.best_objective_bound))


def minimise(model: cp_model.CpModel, stage: str, watch: Watch, effort: Effort) -> Outcome:
    """Search for the least objective of the model.

    Parameters
    ----------
    model
        The model, its objective set.
    stage
        What progress calls the search.
    watch
        Whom to tell, and whether to stop.
    effort
        How long it may take.
    """
    solver = cp_model.CpSolver()
    _set_up(solver, effort)
    known: list[int | None] = [None, None]

    def heard(best: int, bound: int) -> None:
        known[:] = [best, bound]

    def bounded(bound: float) -> None:
        known[1] = _up(bound)

    solver.best_bound_callback = bounded
    status: list[cp_model.CpSolverStatus] = []
    listener = _Listener(heard)
    search = threading.Thread(target=lambda: status.append(solver.solve(model, listener)), daemon=True)
    search.start()
    while search.is_alive():
        watch.tell(stage, known[0], known[1])
        search.join(0.1)
        if watch.stopped:
            solver.stop_search()
    return _outcome(solver, status[0], effort)


def _set_up(solver: cp_model.CpSolver, effort: Effort) -> None:
    parameters = solver.parameters
    parameters.max_time_in_seconds = effort.seconds
    if effort.steps is not None:
        parameters.max_deterministic_time = effort.steps
    parameters.random_seed = SEED
    parameters.num_workers = effort.workers
    if effort.workers == 1:
        parameters.linearization_level = 2
    parameters.catch_sigint_signal = False


def _outcome(solver: cp_model.CpSolver, status: cp_model.CpSolverStatus, effort: Effort) -> Outcome:
    ended = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    steps = solver.response_proto.deterministic_time
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    response = solver.response_proto
    return Outcome(
        status,
        round(solver.objective_value) if found else None,
        _up(solver.best_objective_bound) if status != cp_model.INFEASIBLE else 0,
        tuple(response.solution) if found else None,
        not ended and (effort.steps is None or steps < effort.steps),
    )


def _up(bound: float) -> int:
    """The least integer that is not below a bound, a hair of rounding apart; no level is below 0."""
    return max(0, int(-(-(bound - 1e-6) // 1)))
