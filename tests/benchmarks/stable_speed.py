"""The best of all stable pairings, proven, beside programs that find the best stable one for one side.

Type, from the top of the project, with the `bench` extra installed:

    python -m tests.benchmarks.stable_speed
    python -m tests.benchmarks.stable_speed --long

Both sides rank everybody in random order, and every pair has a random score. `algmatch` (for its men, and
for its women) and `matching` (for its suitors) give one stable pairing by proposals; `ours` gives the one
with the highest total of all, proven, by search. Seconds are medians of runs by turns, the lists read
included. That every pairing is stable, and none of the others better than ours, is checked.
`--long` adds 1,000 × 1,000.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from pairmatch.matching.engine import Aim, Cell, Conditions, Problem, best, problem_of
from pairmatch.matching.engine.stability import blocking
from pairmatch.matching.fractions import FULL, Ints
from tests.benchmarks.instances import lists
from tests.benchmarks.peers import peer, versions
from tests.benchmarks.table import table
from tests.benchmarks.timing import by_turns, told

SIZES, LONG = (100, 300), 1000
ROUNDS = 3
_FRAMES = 100_000
"""`matching` copies its players by recursion."""
HEADER = ("size", "program", "seconds", "total", "of ours")
Lists = dict[int, list[int]]


@dataclass(frozen=True)
class Instance:
    """Two sides with their lists, and scores that only we look at."""

    there: Ints
    """The rank, from 1, of each right on each left's list."""
    back: Ints
    """The rank of each left on each right's list, of the same shape (lefts, rights)."""
    score: Ints

    def problem(self) -> Problem:
        """The instance as the engine takes it."""
        places = np.ones(len(self.score), dtype=np.int64)
        everybody = np.ones(self.score.shape, dtype=bool)
        return problem_of(
            everybody, self.score, places, places, left_choice=self.there, right_choice=self.back
        )

    def named(self) -> tuple[Lists, Lists]:
        """The lists of both sides, the best first, people counted from 1."""
        return _lists(self.there), _lists(self.back.T)

    def total(self, pairs: Iterable[Cell]) -> int:
        """The sum of the scores."""
        return int(sum(self.score[pair] for pair in pairs))


def _lists(ranks: Ints) -> Lists:
    return {at: (np.argsort(row) + 1).tolist() for at, row in enumerate(ranks, 1)}


def instance(size: int) -> Instance:
    """Random lists and scores of a size."""
    score = np.random.default_rng(1).integers(0, FULL + 1, (size, size))
    return Instance(*lists(size), score)


def by_ours(of: Instance) -> list[Cell]:
    """The stable pairing with the highest total, proven."""
    optimum = best(of.problem(), Aim("total", conditions=Conditions(stable=True)))
    assert optimum.is_proven
    return list(optimum.pairs)


def by_algmatch(of: Instance, side: str) -> list[Cell]:
    """The stable pairing that is best for one of its sides."""
    men, women = of.named()
    game = peer("algmatch").StableMarriageProblem(
        dictionary={"men": men, "women": women}, optimised_side=side
    )
    found = game.get_stable_matching()["man_sided"]
    return [_cell(man, woman) for man, woman in found.items()]


def _cell(man: str, woman: str) -> Cell:
    """A pair by names such as `m1` and `w1`."""
    return int(man[1:]) - 1, int(woman[1:]) - 1


def by_matching(of: Instance) -> list[Cell]:
    """The stable pairing that is best for its suitors."""
    men, women = of.named()
    with room_to_recurse(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        game = peer("matching.games").StableMarriage.create_from_dictionaries(
            _with_letters(men, "m", "w"), _with_letters(women, "w", "m")
        )
        found = game.solve()
    return [_cell(str(one), str(other)) for one, other in found.items()]


def _with_letters(of: Lists, own: str, other: str) -> dict[str, list[str]]:
    return {f"{own}{at}": [f"{other}{one}" for one in row] for at, row in of.items()}


@contextmanager
def room_to_recurse() -> Iterator[None]:
    """More frames than usual for the length of a block."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_FRAMES)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def rows_of(size: int, rounds: int = ROUNDS) -> Iterator[tuple[str, ...]]:
    """A row for each program.

    Raises
    ------
    AssertionError
        When a pairing is not stable, or one of the others has a higher total than ours.
    """
    of = instance(size)
    works: Mapping[str, Callable[[], list[Cell]]] = {
        "ours": lambda: by_ours(of),
        "algmatch (men)": lambda: by_algmatch(of, "men"),
        "algmatch (women)": lambda: by_algmatch(of, "women"),
        "matching": lambda: by_matching(of),
    }
    problem, highest = of.problem(), 0
    for program, found in by_turns(works, rounds).items():
        assert not blocking(problem, problem.chosen(found.answer)), program
        total = of.total(found.answer)
        highest = highest or total
        assert total <= highest, (program, total, highest)
        yield f"{size:,} × {size:,}", program, told(found.median), f"{total:,}", f"{total / highest:.1%}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stable_speed")
    parser.add_argument("--long", action="store_true", help=f"add {LONG:,} × {LONG:,}")
    options = parser.parse_args(arguments)
    sizes = (*SIZES, LONG) if options.long else SIZES
    print(table(HEADER, [row for size in sizes for row in rows_of(size)]))
    print(versions("algmatch", "matching", "ortools"))


if __name__ == "__main__":
    main()
