"""How many sessions move when a rota is made again after a change: with least change, and from scratch.

Type, from the top of the project:

    python -m tests.benchmarks.replan_speed
    python -m tests.benchmarks.replan_speed 24 --time-limit 10

The cohorts are `loose-24` and `loose-60` of `rota_instances`. In week 5, one of four things happens: a doctor
resigns; a manager goes on leave until the end; a room is lost; the doctors of one duty pattern go over to
another. The rota before is scheduled once, the one after twice: afresh, and with `keep`. `people` and
`sessions` (each once for everyone in it) are those moved to another half-day or place from that week on; what
is left out with the doctor or newly missed is not a move. From scratch, the weeks that
are over may be planned otherwise too, so it can miss less and cost less than is still to be had. Seconds by
the clock are those of the second `schedule` alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.benchmarks.accepted import accepted
from tests.benchmarks.cohorts import apart, timed
from tests.benchmarks.rota_instances import CYCLES, START, WEEKS, Data, checked, loose
from tests.benchmarks.table import table
from tests.benchmarks.timing import told

if TYPE_CHECKING:
    from pairmatch.matching import Pairing
    from pairmatch.rota import Rota

SIZES = (24, 60)
FROM = START + timedelta(weeks=4)
END = START + timedelta(weeks=WEEKS, days=-1)
REST = f"{FROM.isoformat()}..{END.isoformat()}"
HEADER = ("pairs", "change", "made again", "people", "sessions", "seconds", "status", "missed", "cost")


def doctor_resigns(data: Data) -> None:
    """The first doctor is no longer in the file."""
    del data["doctors"][0]


def manager_on_leave(data: Data) -> None:
    """The second manager is away until the end."""
    data["managers"][1]["leave"] = [REST]


def room_lost(data: Data) -> None:
    """The first room is closed until the end."""
    data["rooms"][0]["closed"] = [REST]


def pattern_replaced(data: Data) -> None:
    """The doctors of the first pattern have a post on another one from then on."""
    name, old = next(iter(data["rotas"].items()))
    others = [cycle for cycle in CYCLES if cycle != old["cycle"]]
    data["rotas"]["replaced"] = old | {"cycle": others[0]}
    for doctor in data["doctors"]:
        if doctor.get("rota", {}).get("pattern") == name:
            until, first = (FROM - timedelta(days=1)).isoformat(), FROM.isoformat()
            later = doctor["rota"] | {"pattern": "replaced"}
            doctor["posts"] = [{"until": until}, {"from": first, "rota": later}]


CHANGES: Mapping[str, Callable[[Data], None]] = {
    "a doctor resigns": doctor_resigns,
    "a manager on long leave": manager_on_leave,
    "a room lost": room_lost,
    "a duty pattern replaced": pattern_replaced,
}


@dataclass(frozen=True)
class Moved:
    """How many are moved from `FROM` on."""

    people: int
    sessions: int


def moved(before: Rota, after: Rota) -> Moved:
    """What of a rota to come is on another half-day or in another place in the next."""
    from pairmatch.rota.changes import rota_changes

    changes = rota_changes(before, after)
    people = [
        person
        for change in (*changes.sessions, *changes.holdings)
        if change.before and change.after and change.before.date >= FROM
        for person in change.people
    ]
    return Moved(len(set(people)), len(people))


def measure(pairs: int, name: str, time_limit: float) -> list[tuple[str, ...]]:
    """The cells of one change: made again from scratch, and with least change where that can be had."""
    from pairmatch.matching import match
    from pairmatch.rota import schedule

    data = loose(pairs)
    cohort = checked(data, f"loose-{pairs}.yaml")
    pairing = match(cohort)
    before = schedule(cohort, pairing, time_limit=time_limit)
    changed = deepcopy(data)
    CHANGES[name](changed)
    cohort = checked(changed, f"loose-{pairs}.yaml")
    pairing = of_those_left(pairing, {person.id for person in cohort.people})
    rows: list[tuple[str, ...]] = []
    for way, options in ways(before):
        again = partial(schedule, cohort, pairing, time_limit=time_limit, **options)
        after, seconds = timed(again)
        count, proof = moved(before, after), after.proof
        rows.append((
            str(pairs), name, way, str(count.people), str(count.sessions), told(seconds),
            "proven" if proof.status == "optimal" else "not proven", str(proof.missed), str(proof.cost),
        ))  # fmt: skip
    return rows


def of_those_left(pairing: Pairing, people: set[str]) -> Pairing:
    """The same pairs, but for those of whom one is gone."""
    pairs = tuple(pair for pair in pairing.pairs if set(pair.ids) <= people)
    return pairing.model_copy(update={"pairs": pairs})


def ways(before: Rota) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """How a rota can be made again, with the options of `schedule` for it."""
    from pairmatch.rota import schedule

    yield "from scratch", {}
    if accepted(schedule, keep=before):
        yield "least change", {"keep": import_module("pairmatch.rota.keep").Keep(before, FROM)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every change for each size, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.replan_speed")
    parser.add_argument("pairs", nargs="*", type=int, default=SIZES, metavar="PAIRS", help="default: 24 60")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS", help="for each rota")
    options = parser.parse_args(arguments)
    rows: list[tuple[str, ...]] = []
    for pairs in options.pairs:
        for name in CHANGES:
            print(f"{pairs} pairs, {name} …", file=sys.stderr)
            rows += apart(measure, pairs, name, options.time_limit)
    print(table(HEADER, rows))


if __name__ == "__main__":
    main()
