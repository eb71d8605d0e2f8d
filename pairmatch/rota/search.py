"""One run of CP-SAT that can be watched and stopped, and that gives the same answer every time.

The solver works in a thread of its own: its search holds no lock of Python's, so the waiting
thread can pass on progress, a stop or the end of the time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pairmatch.errors import WrongUsage
from pairmatch.progress import Watch

SEED = 20260907
MOST_SEED = 2**31 - 1
MOST_WORKERS = 64


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
    gap: float = 0.0
    """End as soon as the best is proven to be this near the optimum, as a share of the best."""


@dataclass(frozen=True)
class Manner:
    """How the one who asks wants the search to go.

    Raises
    ------
    WrongUsage
        When there can be no such search.
    """

    workers: int | None = None
    """How many work at once; None: as the search needs them."""
    gap: float = 0.0
    """How near to the optimum is near enough, as a share of the cost."""
    seed: int = SEED

    def __post_init__(self) -> None:
        if self.workers is not None and not 1 <= self.workers <= MOST_WORKERS:
            raise WrongUsage(f"a search has 1 to {MOST_WORKERS} workers, not {self.workers}")
        if not 0 <= self.gap < 1:
            raise WrongUsage(f"a gap is a share from 0 up to 1, as 0.02 for 2 %, not {self.gap:g}")
        if not 0 <= self.seed <= MOST_SEED:
            raise WrongUsage(f"a seed is a whole number from 0 to {MOST_SEED}, not {self.seed}")

    def options(self) -> dict[str, int | float]:
        """What of it is not the default, for the document."""
        usual = Manner()
        own = {"workers": self.workers, "gap": self.gap, "seed": self.seed}
        return {
            name: value for name, value in own.items() if value is not None and value != getattr(usual, name)
        }


class _Listener(cp_model.CpSolverSolutionCallback):
    """Remembers the latest objective."""

    def __init__(self, heard: Callable[[int, int], None]) -> None:
        super().__init__()
        self._heard = heard

    def on_solution_callback(self) -> None:
        self._heard(round(self.objective_value), _up(self.best_objective_bound))


def minimise(model: cp_model.CpModel, stage: str, watch: Watch, effort: Effort, seed: int = SEED) -> Outcome:
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
    seed
        What the search draws its random numbers from.
    """
    solver = cp_model.CpSolver()
    _set_up(solver, effort, seed)
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


def _set_up(solver: cp_model.CpSolver, effort: Effort, seed: int) -> None:
    parameters = solver.parameters
    parameters.max_time_in_seconds = effort.seconds
    if effort.steps is not None:
        parameters.max_deterministic_time = effort.steps
    parameters.random_seed = seed
    parameters.relative_gap_limit = effort.gap
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
