"""Programs measured side by side: in one process, by turns, so that a slow moment meets all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Generic, TypeVar

from tests.benchmarks.cohorts import timed

Value = TypeVar("Value")


@dataclass(frozen=True)
class Timed(Generic[Value]):
    """What one of them answered, and the seconds of each of its runs."""

    answer: Value
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of its runs, in seconds."""
        return median(self.seconds)


def by_turns(works: Mapping[str, Callable[[], Value]], rounds: int) -> dict[str, Timed[Value]]:
    """Run each in turn, as many rounds as asked for.

    Parameters
    ----------
    works
        What to measure, by name.
    rounds
        How often each is run, at least once.
    """
    runs = [{name: timed(work) for name, work in works.items()} for _ in range(rounds)]
    return {name: Timed(runs[-1][name][0], tuple(run[name][1] for run in runs)) for name in works}


def told(seconds: float) -> str:
    """Seconds for a table: three digits that say something."""
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}"
