"""How long the whole report of conflicts and repairs takes, beyond the rota's own time.

Type, from the top of the project:

    python -m tests.benchmarks.conflict_speed
    python -m tests.benchmarks.conflict_speed local-24 places-60 --time-limit 60

Into cohorts/trust-autumn.yaml (24 pairs) and cohorts/region-26-weeks.yaml (64, for `60`) is planted, by the
first word of the name: `local`, four doctors on leave for the whole window of the first workshop; `places`,
the second workshop with places for half of the people; `calendars`, the last workshop in one run, for which
duty leaves too few at once; `all`, the three of them. The pairs are those of the cohort as it was.

`rota` is the time of `schedule`, cut off at the limit; `sizes` are the facts of each conflict, `costs` those
of the three cheapest sets of changes, `proven` whether they are the cheapest and the conflicts all there are.
`in all` is conflicts and changes together. Each row has a process of its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota import FactModel
from pairmatch.matching import Pairing, match
from pairmatch.progress import Watch
from tests.benchmarks.cohorts import FOLDER, apart, timed
from tests.benchmarks.rota_instances import checked
from tests.benchmarks.table import table

NAMES = ("local-24", "places-24", "calendars-24", "all-24", "local-60", "places-60", "calendars-60", "all-60")
AWAY = 4
"""Doctors who are on leave for the whole window of a workshop."""
BASES = {"24": "trust-autumn", "60": "region-26-weeks"}
SETS = 3
HEADER = ("cohort", "pairs", "rota", "missed", "conflicts", "sizes", "changes", "costs", "in all", "proven")
Data = dict[str, Any]


def data_of(name: str) -> Data:
    """The plain data of a cohort by its name, as `local-24`.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    kind, _, pairs = name.partition("-")
    data: Data = yaml.safe_load((FOLDER / f"{BASES[pairs]}.yaml").read_text(encoding="utf-8"))
    for plant in PLANTS.values() if kind == "all" else [PLANTS[kind]]:
        plant(data)
    return data


def cohort_of(name: str) -> Cohort:
    """The checked cohort of that name; see `data_of`."""
    return checked(data_of(name), f"{name}.yaml")


def pairing_of(name: str) -> Pairing:
    """The pairing of the cohort as it was before anything was planted."""
    return match(Cohort.load(FOLDER / f"{BASES[name.partition('-')[2]]}.yaml"))


def pairs_of(name: str) -> list[tuple[str, str]]:
    """The pairs of that pairing."""
    return [(pair.doctor, pair.manager) for pair in pairing_of(name).pairs]


def local(data: Data) -> None:
    """Four doctors are on leave for the whole window of the first workshop."""
    first, last = map(int, str(data["workshops"][0]["weeks"]).split(".."))
    start: date = data["programme"]["start"]
    leave = f"{start + timedelta(weeks=first - 1)}..{start + timedelta(weeks=last, days=-1)}"
    for doctor in data["doctors"][:AWAY]:
        doctor["leave"] = [leave]


def places(data: Data) -> None:
    """The second workshop has two runs with places for a quarter of the people each."""
    data["workshops"][1] |= {"runs": 2, "capacity": len(data["doctors"]) // 2}


def calendars(data: Data) -> None:
    """The last workshop is held once."""
    data["workshops"][-1] |= {"runs": 1}


PLANTS: Mapping[str, Callable[[Data], None]] = {"local": local, "places": places, "calendars": calendars}


@dataclass(frozen=True)
class Measured:
    """What was measured of one cohort; seconds by the clock."""

    name: str
    pairs: int
    rota: float
    missed: int
    conflicts: float
    sizes: tuple[int, ...]
    changes: float
    costs: tuple[int, ...]
    is_proven: bool

    def cells(self) -> tuple[str, ...]:
        """One text for each column."""
        return (
            self.name,
            str(self.pairs),
            f"{self.rota:.1f} s",
            str(self.missed),
            f"{self.conflicts:.1f} s",
            " ".join(map(str, self.sizes)),
            f"{self.changes:.1f} s",
            " ".join(map(str, self.costs)),
            f"{self.conflicts + self.changes:.1f} s",
            "yes" if self.is_proven else "no",
        )


def measure(name: str, time_limit: float) -> Measured:
    """Schedule a cohort, then say what stands in the way and what would be enough."""
    from pairmatch.conflicts.rota import rota_conflicts
    from pairmatch.rota import schedule

    cohort, pairing = cohort_of(name), pairing_of(name)
    pairs = [(pair.doctor, pair.manager) for pair in pairing.pairs]
    rota, rota_seconds = timed(lambda: schedule(cohort, pairing, time_limit=time_limit))
    (conflicts, is_complete), conflict_seconds = timed(
        lambda: rota_conflicts(cohort, pairs, missed=rota.missed, time_limit=time_limit)
    )
    (costs, is_cheapest), change_seconds = timed(
        lambda: cheapest(FactModel(cohort, pairs), Watch(time_limit, None, None))
    )
    return Measured(
        name,
        len(pairs),
        rota_seconds,
        len(rota.missed),
        conflict_seconds,
        tuple(len(conflict.facts) for conflict in conflicts),
        change_seconds,
        costs,
        is_complete and is_cheapest,
    )


def cheapest(model: FactModel, watch: Watch) -> tuple[tuple[int, ...], bool]:
    """What the cheapest sets of changes cost, and whether all of them are proven to be the cheapest."""
    prices = model.relaxable()
    found: list[list[Relaxation]] = []
    for _ in range(SETS):
        changes, is_proven = model.cheapest(found, watch)
        if changes is None or not is_proven:
            return _costs(found, prices), is_proven
        found.append(changes)
    return _costs(found, prices), True


def _costs(found: Sequence[Sequence[Relaxation]], prices: Mapping[Relaxation, int]) -> tuple[int, ...]:
    return tuple(sum(prices.get(change, 0) for change in changes) for changes in found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the cohorts, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.conflict_speed")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS", help="for each part")
    parser.add_argument("cohorts", nargs="*", metavar="COHORT", help=f"default: {' '.join(NAMES)}")
    options = parser.parse_args(arguments)
    measured = [apart(measure, name, options.time_limit) for name in options.cohorts or NAMES]
    print(table(HEADER, [one.cells() for one in measured]))


if __name__ == "__main__":
    main()
