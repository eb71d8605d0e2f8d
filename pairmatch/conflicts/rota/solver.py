"""How CP-SAT is asked about facts: one worker, so that the answer is the same every time.

The models are large and the questions easy: without presolve, probing and linear relaxations, each of
which would take longer than the search.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pairmatch.progress import Watch
from pairmatch.rota.search import SEED

LEAST_SECONDS = 0.01


@dataclass(frozen=True)
class Answer:
    """What one question gave."""

    status: cp_model.CpSolverStatus
    values: tuple[int, ...] | None
    """The value of every variable in the solution found, by index; None without one."""
    core: tuple[int, ...] = ()
    """Indices of assumptions that cannot all hold, where there is no solution."""
    bound: int = 0
    """No solution is below this."""

    @property
    def is_ended(self) -> bool:
        """Whether time did not cut it short."""
        return self.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)


def ask(model: cp_model.CpModel, watch: Watch, seconds: float, *, in_steps: bool = False) -> Answer:
    """Solve a model, or tell which of its assumptions cannot all hold.

    Parameters
    ----------
    model
        The model, with its assumptions or its objective.
    watch
        Whether to stop, and how much time is left.
    seconds
        How long it may take at the most.
    in_steps
        Raise the objective core by core from below, which suits one of few large weights.
    """
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.max_time_in_seconds = max(LEAST_SECONDS, min(seconds, watch.left))
    parameters.random_seed = SEED
    parameters.num_workers = 1
    parameters.cp_model_presolve = False
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.linearization_level = 0
    parameters.optimize_with_core = in_steps
    parameters.catch_sigint_signal = False
    status: list[cp_model.CpSolverStatus] = []
    search = threading.Thread(target=lambda: status.append(solver.solve(model)), daemon=True)
    search.start()
    while search.is_alive():
        search.join(0.1)
        if watch.stopped:
            solver.stop_search()
    found = status[0] in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    core = solver.sufficient_assumptions_for_infeasibility() if status[0] == cp_model.INFEASIBLE else ()
    bound = round(solver.best_objective_bound) if found else 0
    return Answer(status[0], tuple(solver.response_proto.solution) if found else None, tuple(core), bound)
