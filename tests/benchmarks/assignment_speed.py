"""The assignment engine beside SciPy and OR-Tools, on the same scores.

Type, from the top of the project, with the `bench` extra installed:

    python -m tests.benchmarks.assignment_speed
    python -m tests.benchmarks.assignment_speed --quick

Everything runs in one process, by turns; the numbers are medians in seconds, without the making of the
instance. `scipy` is `linear_sum_assignment` on a dense square, else `min_weight_full_bipartite_matching`.
`ortools` is its assignment solver, arcs given as arrays, and nothing read back but the optimum. `total` is
the optimum here with the prices that prove it, `× ortools` how many times as long that takes,
`least` the whole answer, with the one of equal optima that is least in file order. `fair` is the whole
answer to a task that the others do not have: the best worst score, then the total, with the proofs of
both. That all find the same optimum is checked. `--quick` leaves out the two large instances.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from pairmatch.matching.engine import Aim, Problem, best
from pairmatch.matching.engine.climb import Climb
from pairmatch.matching.engine.levels import people, total
from tests.benchmarks.instances import dense, sparse
from tests.benchmarks.peers import peer, versions
from tests.benchmarks.table import table
from tests.benchmarks.timing import by_turns, told

QUICK: Mapping[str, Callable[[], Problem]] = {
    "300 × 300": lambda: dense(300),
    "1,000 × 1,000": lambda: dense(1000),
    "5,000 × 30": lambda: sparse(5000, 30),
}
LARGE: Mapping[str, Callable[[], Problem]] = {
    "3,000 × 3,000": lambda: dense(3000),
    "50,000 × 30": lambda: sparse(50_000, 30),
}
ROUNDS = 5
HEADER = ("instance", "candidates", "scipy", "ortools", "total", "× ortools", "least", "fair")


def by_scipy(problem: Problem) -> Callable[[], int]:
    """The optimum by SciPy, its own form of the instance made beforehand."""
    lefts, rights = len(problem.left_places), len(problem.right_places)
    if problem.size == lefts * rights:
        solve, square = peer("scipy.optimize").linear_sum_assignment, problem.score.reshape(lefts, rights)

        def of_square() -> int:
            return int(square[solve(square, maximize=True)].sum())

        return of_square
    graphs, matrix = peer("scipy.sparse.csgraph"), peer("scipy.sparse").csr_array
    above = problem.score + 1  # a weight of 0 would be no candidate
    weights = matrix((above, (problem.left, problem.right)), shape=(lefts, rights))

    def of_graph() -> int:
        rows, columns = graphs.min_weight_full_bipartite_matching(weights, maximize=True)
        return int(weights[rows, columns].sum()) - lefts

    return of_graph


def by_ortools(problem: Problem) -> int:
    """The optimum by the assignment solver alone."""
    solver = peer("ortools.graph.python.linear_sum_assignment").SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(problem.left, problem.right, -problem.score)
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("the instance has no full pairing")
    return -int(solver.optimal_cost())


def proven(problem: Problem) -> int:
    """The optimum with the prices that prove it."""
    climb = Climb(problem)
    climb.maximise([people(problem), total(problem)])
    return int(problem.score[climb.chosen].sum())


def whole(problem: Problem, aim: Aim) -> int:
    """The total of the pairing that is the answer."""
    return int(problem.score[problem.chosen(best(problem, aim).pairs)].sum())


def measure(problem: Problem, rounds: int = ROUNDS) -> tuple[str, ...]:
    """The cells of one instance, after its size.

    Raises
    ------
    AssertionError
        When two programs do not agree on the optimum.
    """
    works: Mapping[str, Callable[[], int]] = {
        "scipy": by_scipy(problem),
        "ortools": lambda: by_ortools(problem),
        "total": lambda: proven(problem),
        "least": lambda: whole(problem, Aim("total")),
        "fair": lambda: whole(problem, Aim("fair")),
    }
    found = by_turns(works, rounds)
    optima = {name: found[name].answer for name in ("scipy", "ortools", "total", "least")}
    assert len(set(optima.values())) == 1, optima
    assert found["fair"].answer <= optima["total"], found["fair"].answer
    ratio = np.median(np.divide(found["total"].seconds, found["ortools"].seconds))
    scipy, ortools, ours, *more = (told(one.median) for one in found.values())
    return scipy, ortools, ours, f"{ratio:.2f}", *more


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.assignment_speed")
    parser.add_argument("--quick", action="store_true", help="leave out the two large instances")
    options = parser.parse_args(arguments)
    rows = []
    for name, make in (QUICK if options.quick else {**QUICK, **LARGE}).items():
        problem = make()
        rows.append((name, f"{problem.size:,}", *measure(problem)))
    print(table(HEADER, rows))
    print(versions("scipy", "ortools", "numpy"))


if __name__ == "__main__":
    main()
