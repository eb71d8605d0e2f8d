"""How long each stage takes on the three files of cohorts/, and how good the rota is.

Type, from the top of the project:

    python -m tests.benchmarks.cohorts
    python -m tests.benchmarks.cohorts --time-limit 20
    python -m tests.benchmarks.cohorts cohorts/six-pairs.yaml

Each cohort has a process of its own, so that the memory of one is not counted for the next. Times are
in seconds by the clock. `first rota` is when there was a first whole rota, whose workshops the search
may still move; `rota` is when the answer was there, proven or cut short by `--time-limit` (60 s). `level` is
the level of the format page that `reached` and `bound` speak of: the first that is not proven, else the cost.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from tests.benchmarks.table import table

if TYPE_CHECKING:
    from pairmatch.cohort.schema import Cohort
    from pairmatch.rota import Rota

FOLDER = Path(__file__).parents[2] / "cohorts"
NAMES = ("six-pairs", "trust-autumn", "region-26-weeks")
LEVELS = ("required workshops missed", "shadowing missed", "meetings missed", "other workshops missed")
HEADER = (
    "cohort", "pairs", "load", "match", "first rota", "rota", "status", "gap", "missed", "cost",
    "level", "reached", "bound", "verify", "peak MB",
)  # fmt: skip
Value = TypeVar("Value")
Given = ParamSpec("Given")


@dataclass(frozen=True)
class Measured:
    """What was measured of one cohort; seconds by the clock."""

    name: str
    pairs: int
    load: float
    match: float
    first_rota: float | None
    rota: float
    status: str
    missed: int
    cost: int
    level: str
    """The first level that is not proven, else the cost."""
    reached: int
    """The value of that level."""
    bound: int
    """What that level cannot be below."""
    verify: float
    peak_megabytes: float

    @property
    def gap(self) -> float:
        """How far the level may be from its optimum, as a share of its value."""
        return (self.reached - self.bound) / max(1, self.reached)

    def cells(self) -> tuple[str, ...]:
        """One text for each column."""
        return (
            self.name,
            str(self.pairs),
            f"{self.load:.2f}",
            f"{self.match:.2f}",
            "none" if self.first_rota is None else f"{self.first_rota:.2f}",
            f"{self.rota:.2f}",
            "proven" if self.status == "optimal" else "not proven",
            f"{self.gap:.1%}",
            str(self.missed),
            str(self.cost),
            self.level,
            str(self.reached),
            str(self.bound),
            f"{self.verify:.2f}",
            f"{self.peak_megabytes:.0f}",
        )


def timed(work: Callable[[], Value]) -> tuple[Value, float]:
    """What the work gives, and the seconds it took."""
    start = perf_counter()
    value = work()
    return value, perf_counter() - start


def measure(path: Path, time_limit: float) -> Measured:
    """Load, pair, schedule and verify one cohort."""
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching import match
    from pairmatch.rota import schedule
    from pairmatch.verify import verify_pairing, verify_rota

    cohort, load = timed(lambda: Cohort.load(path))
    pairing, matching = timed(lambda: match(cohort))
    with first_whole_rota() as first:
        rota, scheduling = timed(lambda: schedule(cohort, pairing, time_limit=time_limit))
    faults, verifying = timed(lambda: (*verify_pairing(cohort, pairing), *verify_rota(cohort, rota)))
    assert not faults, faults
    level, reached = open_level(cohort, rota)
    return Measured(
        path.stem, len(pairing.pairs), load, matching, next(iter(first), None), scheduling,
        rota.proof.status, rota.proof.missed, rota.proof.cost, level, reached, rota.proof.bound, verifying,
        peak_megabytes(),
    )  # fmt: skip


@contextmanager
def first_whole_rota() -> Iterator[list[float]]:
    """Notes the seconds until there is a first whole rota, from the beginning of the block."""
    from pairmatch.rota.model import RotaModel

    start, found = perf_counter(), list[float]()
    lower = RotaModel.lower

    def watched(model: RotaModel, *arguments: object, **options: object) -> int:
        bound: int = lower(model, *arguments, **options)  # type: ignore[arg-type]
        if model.values and (model.v.shadows or model.v.meets or not model.v.data.pairs):
            found.append(perf_counter() - start)
        return bound

    RotaModel.lower = watched  # type: ignore[assignment]
    try:
        yield found
    finally:
        RotaModel.lower = lower  # type: ignore[method-assign]


def open_level(cohort: Cohort, rota: Rota) -> tuple[str, int]:
    """The level that the bound speaks of, and its value."""
    from pairmatch.verify import levels

    found = levels(cohort, rota)
    if rota.proof.level is None:
        return "cost", found[4]
    return rota.proof.level, found[LEVELS.index(rota.proof.level)]


def peak_megabytes() -> float:
    """The most memory that this process has had so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def apart(work: Callable[Given, Value], *arguments: Given.args, **options: Given.kwargs) -> Value:
    """What the work gives in a process of its own, so that no other's memory or caches count for it."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments, **options).result()


def measure_apart(path: Path, time_limit: float) -> Measured:
    """Measure one cohort in a process of its own."""
    return apart(measure, path, time_limit)


def report(measured: Sequence[Measured]) -> str:
    """The table of what was measured, and the solver that it was measured with."""
    rows = [one.cells() for one in measured]
    return f"{table(HEADER, rows)}\nortools {version('ortools')}, Python {sys.version.split()[0]}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the cohorts, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.cohorts")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS", help="for each rota")
    parser.add_argument("cohorts", nargs="*", type=Path, metavar="COHORT", help="default: all of cohorts/")
    options = parser.parse_args(arguments)
    paths = options.cohorts or [FOLDER / f"{name}.yaml" for name in NAMES]
    print(report([measure_apart(path, options.time_limit) for path in paths]))


if __name__ == "__main__":
    main()
