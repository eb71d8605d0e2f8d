"""How soon the rota of a whole cohort is there, good, and proven, with so many workers.

Type, from the top of the project:

    python -m tests.benchmarks.rota_speed
    python -m tests.benchmarks.rota_speed loose-24 trust-autumn-loose --workers 1 2 8 --time-limit 60

The cohorts are those of `rota_instances`; with no name, all. Each row has a process of its own. Seconds by
the clock from the call of `schedule`, pairs being given: `first rota` until there was a whole rota, `within
1%` until its open level was that near to the final bound, `proof` until it was proven, `ended` until the
answer was there. `level` is the first level of the format page that is not proven, else the cost; `reached`,
`bound` and `gap` speak of it. `missed` is what the four levels before the cost came to.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from pairmatch.errors import NoAnswerInTime
from pairmatch.progress import Progress
from tests.benchmarks.accepted import accepted
from tests.benchmarks.cohorts import apart, first_whole_rota, open_level, peak_megabytes, timed
from tests.benchmarks.rota_instances import NAMES, instance
from tests.benchmarks.table import table
from tests.benchmarks.timing import told

WORKERS = (1, 2, 8)
NEAR = 0.01
HEADER = (
    "cohort", "workers", "pairs", "first rota", "within 1%", "proof", "ended", "missed", "cost",
    "level", "reached", "bound", "gap", "peak MB",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """What was measured of one cohort and number of workers; seconds by the clock."""

    name: str
    workers: int
    pairs: int
    first: float | None
    near: float | None
    """Until the open level was within `NEAR` of the final bound; None: it never was."""
    ended: float
    is_proven: bool
    missed: tuple[int, ...]
    """Levels 1 to 4."""
    cost: int
    level: str
    reached: int
    bound: int
    peak_megabytes: float

    def cells(self) -> tuple[str, ...]:
        """One text for each column."""
        return (
            self.name,
            str(self.workers),
            str(self.pairs),
            seconds_or_none(self.first),
            seconds_or_none(self.near),
            seconds_or_none(self.ended if self.is_proven else None),
            told(self.ended),
            "+".join(map(str, self.missed)),
            str(self.cost),
            self.level,
            str(self.reached),
            str(self.bound),
            f"{gap(self.reached, self.bound):.1%}",
            f"{self.peak_megabytes:.0f}",
        )


def seconds_or_none(seconds: float | None) -> str:
    """Seconds for a table, where there are any."""
    return "none" if seconds is None else told(seconds)


def gap(reached: int, bound: int) -> float:
    """How far a value may be from its optimum, as a share of it."""
    return (reached - bound) / max(1, reached)


def measure(name: str, workers: int, time_limit: float, seed: int | None = None) -> Measured:
    """Schedule one cohort with so many workers, as far as `schedule` lets them be chosen."""
    from pairmatch.rota import schedule
    from pairmatch.verify import levels

    cohort, pairing = instance(name)
    heard: list[Progress] = []
    options: dict[str, Any] = {"workers": workers} | ({} if seed is None else {"seed": seed})
    known: dict[str, Any] = {"time_limit": time_limit, "on_progress": heard.append} | accepted(
        schedule, **options
    )
    with first_whole_rota() as whole:
        rota, ended = timed(lambda: schedule(cohort, pairing, **known))
    level, reached = open_level(cohort, rota)
    first, is_proven = next(iter(whole), None), rota.proof.status == "optimal"
    if gap(reached, rota.proof.bound) > NEAR:
        near = None
    else:
        near = near_since(heard, level, rota.proof.bound, first or 0.0) or ended
    *missed, cost = levels(cohort, rota)
    return Measured(
        name, workers, len(pairing.pairs), first, near, ended, is_proven, tuple(missed), cost, level,
        reached, rota.proof.bound, peak_megabytes(),
    )  # fmt: skip


@dataclass(frozen=True)
class NoRota:
    """A cohort of which there was no rota at all in the time."""

    name: str
    workers: int
    time_limit: float

    def cells(self) -> tuple[str, ...]:
        """One text for each column."""
        told_of = (self.name, str(self.workers), "", "none", "none", "none", told(self.time_limit))
        return (*told_of, *[""] * (len(HEADER) - len(told_of)))


def measure_any(name: str, workers: int, time_limit: float, seed: int | None = None) -> Measured | NoRota:
    """As `measure`, also where the time is too short for any rota."""
    try:
        return measure(name, workers, time_limit, seed)
    except NoAnswerInTime:
        return NoRota(name, workers, time_limit)


def near_since(heard: Iterable[Progress], level: str, bound: int, first: float) -> float | None:
    """When a level came within `NEAR` of a bound and stayed there; None: not before the search ended.

    Parameters
    ----------
    heard
        What the search told, in order.
    level
        The stage in which the level is lowered.
    bound
        Of the whole rota.
    first
        When there was a first whole rota; before, a level is told of the workshops alone.
    """
    since: float | None = None
    for one in heard:
        if one.stage == level and one.seconds >= first and one.best is not None:
            is_near = gap(one.best, bound) <= NEAR
            since = (one.seconds if since is None else since) if is_near else None
    return since


def report(measured: Sequence[Measured | NoRota]) -> str:
    """The table of what was measured, and the solver that it was measured with."""
    rows = [one.cells() for one in measured]
    return f"{table(HEADER, rows)}\nortools {version('ortools')}, Python {sys.version.split()[0]}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the cohorts, and print the table; which is next is told meanwhile."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.rota_speed")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: {', '.join(NAMES)}")
    parser.add_argument("--workers", nargs="+", type=int, default=WORKERS, metavar="N", help="a row for each")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS", help="for each rota")
    parser.add_argument("--seed", type=int, help="of the search; default: the usual one")
    options = parser.parse_args(arguments)
    found = []
    for name in options.names or NAMES:
        for workers in options.workers:
            print(f"{name}, workers: {workers} …", file=sys.stderr)
            found.append(apart(measure_any, name, workers, options.time_limit, options.seed))
    print(report(found))


if __name__ == "__main__":
    main()
