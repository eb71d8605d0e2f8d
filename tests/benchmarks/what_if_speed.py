"""What every pair costs and every pair brings: all at once, beside solving again for each.

Type, from the top of the project, with the `bench` extra installed:

    python -m tests.benchmarks.what_if_speed

For each n × n of random scores: `optimum` is the whole answer in seconds, `all what-ifs` what it takes
from there to what the best pairing with each pair, and without each pair of the optimum, loses. Solving
again is done for a sample only, by SciPy and by this engine: `again` is the time of one, the median, and
`all again` that of one multiplied by their number, which nobody waited for. Every loss of the sample is
checked against what solving again gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from pairmatch.matching.engine import Aim, Problem, best
from pairmatch.matching.engine.what_if import WhatIfs
from tests.benchmarks.cohorts import timed
from tests.benchmarks.instances import dense
from tests.benchmarks.peers import peer, versions
from tests.benchmarks.table import table
from tests.benchmarks.timing import told

SIZES = (100, 300, 1000)
SAMPLE = 10
AIM = Aim("total")
HEADER = (
    "size", "what-ifs", "optimum", "all what-ifs", "scipy again", "all again", "ours again", "all again",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """The loss of one change to the optimum, and that change made to the problem."""

    loss: int
    changed: Problem

    def by_scipy(self) -> int:
        """The best total of the changed problem; no pair that is no candidate scores enough to be taken."""
        changed, solve = self.changed, peer("scipy.optimize").linear_sum_assignment
        score = np.full((len(changed.left_places), len(changed.right_places)), -(1 << 40))
        score[changed.left, changed.right] = changed.score
        return int(score[solve(score, maximize=True)].sum())

    def by_ours(self) -> int:
        """The same by this engine."""
        return int(self.changed.score[self.changed.chosen(best(self.changed, AIM).pairs)].sum())


def _with(problem: Problem, k: int) -> Problem:
    """The problem in which a candidate is the only one of its two people."""
    others = (problem.left != problem.left[k]) & (problem.right != problem.right[k])
    others[k] = True
    return problem.only(others)


def sampled(problem: Problem, found: WhatIfs, count: int) -> list[Question]:
    """Some questions of either kind, each with the answer that was found for all at once."""
    random = np.random.default_rng(0)
    forced = random.choice(np.flatnonzero(~found.chosen), count, replace=False).tolist()
    banned = random.choice(np.flatnonzero(found.chosen), count, replace=False).tolist()
    return [
        *(Question(int(found.force[k]), _with(problem, k)) for k in forced),
        *(Question(int(found.ban[k]), problem.without(k)) for k in banned),
    ]


def measure(size: int, sample: int = SAMPLE) -> tuple[str, ...]:
    """The cells of one size.

    Raises
    ------
    AssertionError
        When solving again gives another loss.
    """
    problem = dense(size)
    optimum, solving = timed(lambda: best(problem, AIM))
    climb = optimum.climb
    assert climb is not None
    found = WhatIfs(climb, AIM)
    count, seconds = timed(lambda: _all(WhatIfs(climb, AIM)))
    total = int(problem.score[found.chosen].sum())
    questions = sampled(problem, found, sample)
    again: list[str] = []
    for by in (Question.by_scipy, Question.by_ours):
        one = median(_checked(question, total, by) for question in questions)
        again += [told(one), f"{one * count:,.0f}"]
    return f"{size:,} × {size:,}", f"{count:,}", told(solving), told(seconds), *again


def _all(what_ifs: WhatIfs) -> int:
    """How many answers there are, all worked out."""
    return len(what_ifs.force) - int(what_ifs.chosen.sum()) + len(what_ifs.ban)


def _checked(question: Question, total: int, by: Callable[[Question], int]) -> float:
    """The seconds of solving again, which has to give the loss that was found."""
    changed, seconds = timed(lambda: by(question))
    assert total - changed == question.loss, (total, changed, question.loss)
    return seconds


def report(sizes: Sequence[int], sample: int = SAMPLE) -> str:
    """The table of some sizes."""
    return (
        f"{table(HEADER, [measure(size, sample) for size in sizes])}\n{versions('scipy', 'ortools', 'numpy')}"
    )


if __name__ == "__main__":
    print(report(SIZES))
