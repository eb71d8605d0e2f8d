"""A plain rota, dates free, by pairmatch and by Timefold Solver, for the same time.

Type, from the top of the project:

    pip install "pairmatch[bench]"      # with it timefold, which also needs Java 17 or later
    python -m tests.benchmarks.rota_peers
    python -m tests.benchmarks.rota_peers 24 --time-limit 20

The rota is the part of ours that both can say: workshops in order, each of a pair's two in one of its runs,
whose half-days and rooms are to be chosen; a shadowing half-day each way; capacity, rooms, one place at a
time, at most so many sessions a week; the levels and the cost of the format page. What Timefold found is made
a rota document and counted by `verify`, which has to agree with Timefold's own score. `workshops missed` and
`shadowing missed` are levels 1 and 2; `bound` is what no rota is below in the first level that is open, which
it names, else in the cost; `broken` is how many faults `verify` found. Timefold translates its constraints
before its clock starts: its limit and `best after` are by that clock, `ended` by that of the wall. It has
its default search, in one thread; moves made for the problem may get more out of it. Without timefold or Java
its rows are left out, and a line says so.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.matching import match
from pairmatch.progress import Progress
from pairmatch.rota import Rota
from pairmatch.rota.demand import Demands, Run, demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.missed import missed_of
from pairmatch.rota.rota import RotaProof
from pairmatch.verify import levels, verify_rota
from pairmatch.version import version
from tests.benchmarks.cohorts import apart, timed
from tests.benchmarks.peers import peer, versions
from tests.benchmarks.rota_instances import Data, checked, loose
from tests.benchmarks.table import table
from tests.benchmarks.timing import told

SIZES = (24, 60)
HEADER = (
    "pairs", "program", "workshops missed", "shadowing missed", "cost", "bound", "status", "broken",
    "best after", "ended",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One program's answer; seconds by the clock."""

    pairs: int
    program: str
    rota: Rota
    levels: tuple[int, ...]
    broken: int
    best_after: float
    """When the answer was found."""
    ended: float

    def cells(self) -> tuple[str, ...]:
        """One text for each column."""
        proof = self.rota.proof
        return (
            str(self.pairs),
            self.program,
            str(self.levels[0]),
            str(self.levels[1]),
            str(self.levels[4]),
            str(proof.bound) if proof.level is None else f"{proof.bound} {proof.level}",
            "proven" if proof.status == "optimal" else "not proven",
            str(self.broken),
            told(self.best_after),
            told(self.ended),
        )


def plain(pairs: int) -> Data:
    """The part of a cohort with loose windows that every scheduler can say."""
    data = loose(pairs)
    for pattern in data["rotas"].values():
        del pattern["release"]
    for site in data["sites"].values():
        site["travel"] = {}
    for workshop in data["workshops"]:
        del workshop["facilitators"]
        workshop |= {"gap_weeks": 0, "min_size": 1}
    del data["facilitators"], data["meetings"]
    return data | {"shadowing": {"each_way": 1, "gap_weeks": 0}}


def ours(pairs: int, time_limit: float) -> Measured:
    """The rota that `schedule` finds."""
    from pairmatch.rota import schedule

    cohort = checked(plain(pairs), f"plain-{pairs}.yaml")
    pairing = match(cohort)
    heard: list[Progress] = []

    def hear(progress: Progress) -> None:
        if not heard or (progress.stage, progress.best) != (heard[-1].stage, heard[-1].best):
            heard.append(progress)

    rota, ended = timed(lambda: schedule(cohort, pairing, time_limit=time_limit, on_progress=hear))
    return measured(pairs, "pairmatch", cohort, rota, heard[-1].seconds, ended)


def theirs(pairs: int, time_limit: float) -> Measured:
    """The rota that Timefold Solver finds; it has to score it as `verify` does, or the table ends."""
    from tests.benchmarks.timefold_model import solve

    cohort = checked(plain(pairs), f"plain-{pairs}.yaml")
    data = demands(cohort, [pair.ids for pair in match(cohort).pairs])
    problem, weights = problem_of(data), weights_of(cohort)
    heard: list[float] = []
    found, ended = timed(lambda: solve(problem, weights, round(time_limit), heard.append))
    row = measured(pairs, "timefold", cohort, rota_of(data, plan_of(data, found)), heard[-1], ended)
    own: Any = found.score
    assert own.hard_score < 0 or counted(row) == (-own.medium_score, -own.soft_score), (own, row.levels)
    return row


def counted(row: Measured) -> tuple[int, int]:
    """What is missed and what it costs, as Timefold's score says it."""
    from tests.benchmarks.timefold_model import WORKSHOP_MISSED

    return WORKSHOP_MISSED * row.levels[0] + row.levels[1], row.levels[4]


def measured(
    pairs: int, program: str, cohort: Cohort, rota: Rota, best_after: float, ended: float
) -> Measured:
    """A rota, counted and looked over by `verify`."""
    broken = [fault for fault in verify_rota(cohort, rota) if fault.is_error]
    return Measured(pairs, program, rota, levels(cohort, rota), len(broken), best_after, ended)


def weights_of(cohort: Cohort) -> Any:
    """What Timefold is told of `scheduling`."""
    from tests.benchmarks.timefold_model import Weights

    soft = cohort.scheduling.soft
    return Weights(
        soft.avoid_halves,
        soft.travel,
        soft.same_week,
        soft.runs,
        soft.balance,
        cohort.scheduling.max_per_week,
    )


def problem_of(data: Demands) -> Any:
    """What has to be held, as Timefold is told it: nothing decided yet."""
    from tests.benchmarks.timefold_model import Holding, Moment, Pair, Plan, Seat, Slot, Visit

    all_runs = [
        Slot(at, run.start, data.week(run.start), *place(run), run.capacity or 2 * len(data.pairs))
        for at, run in enumerate(data.runs)
    ]
    slots = {
        number: [slot for slot in all_runs if data.runs[slot.run].workshop == number]
        for number in range(len(data.cohort.workshops))
    }
    holdings = {
        number: [Holding(100 * number + copy, slots[number]) for copy in range(workshop.runs)]
        for number, workshop in enumerate(data.cohort.workshops)
    }
    pairs = [Pair(number, *facts) for number, facts in enumerate(facts_of(data))]
    numbers = {person: number for number, pair in enumerate(data.pairs) for person in pair}
    moments = [Moment(t, data.week(t)) for t in range(len(data.when.time.slots))]
    seats = [
        Seat(at, pairs[numbers[one.group[0]]], one.workshop, holdings[one.workshop])
        for at, one in enumerate(data.workshops)
    ]
    visits = [
        Visit(at, pairs[one.pair], site_of(data, one.host), [moments[t] for t in one.half_days])
        for at, one in enumerate(data.shadowings)
    ]
    return Plan([one for own in holdings.values() for one in own], seats, visits)


def place(run: Run) -> tuple[str, str]:
    """The room and the site of a run, of which a plain cohort always has both."""
    assert run.room and run.site
    return run.room, run.site


def site_of(data: Demands, person: str) -> str:
    """The site of a person, who in a plain cohort has one, and the same all the time."""
    site = data.cohort.person(person).site
    assert site
    return site


def facts_of(data: Demands) -> Iterator[tuple[list[str], list[bool], list[list[bool]]]]:
    """The sites of each pair; by half-day, whether both are free, and who of the two avoids it."""
    for pair in data.pairs:
        there = [data.when.attend[data.when.index[person]] for person in pair]
        half_days = range(len(data.when.time.slots))
        yield (
            [site_of(data, person) for person in pair],
            [bool(there[0][t] and there[1][t]) for t in half_days],
            [[data.avoided(person, t) for person in pair] for t in half_days],
        )


def plan_of(data: Demands, found: Any) -> Plan:
    """What Timefold decided, as our plan."""
    attends: dict[int, int] = {
        seat.id: seat.holding.slot.run for seat in found.seats if seat.holding and seat.holding.slot
    }
    shadows: dict[int, tuple[int, ...]] = {
        visit.id: (visit.moment.half_day,) for visit in found.visits if visit.moment
    }
    return Plan(data, attends, {}, shadows)


def rota_of(data: Demands, plan: Plan) -> Rota:
    """The rota document of a plan of which nothing is proven."""
    rota = Rota(
        made=Made(pairmatch=version()),
        cohort=CohortStamp.of(data.cohort),
        pairs=data.pairs,
        weeks=data.when.time.weeks,
        proof=RotaProof(status="feasible", missed=0, cost=0, bound=0),
        sessions=plan.sessions(),
        missed=missed_of(plan, is_proven=False),
    )
    cost = levels(data.cohort, rota)[4]
    proof = rota.proof.model_copy(update={"missed": len(rota.missed), "cost": cost})
    return rota.model_copy(update={"proof": proof})


def missing() -> str | None:
    """Why Timefold cannot be measured here; None where it can."""
    if shutil.which("java") is None:
        return "left out: timefold, which needs Java 17 or later"
    try:
        peer("timefold.solver")
    except ModuleNotFoundError:
        return "left out: timefold, which is not installed"
    return None


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure both for each size, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.rota_peers")
    parser.add_argument("pairs", nargs="*", type=int, default=SIZES, metavar="PAIRS", help="default: 24 60")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS", help="for each program")
    options = parser.parse_args(arguments)
    left_out = missing()
    programs = (ours, theirs) if left_out is None else (ours,)
    rows = []
    for pairs in options.pairs:
        for program in programs:
            print(f"{pairs} pairs, {program.__name__} …", file=sys.stderr)
            rows.append(apart(program, pairs, options.time_limit).cells())
    print(table(HEADER, rows))
    print(left_out or versions("ortools", "timefold"))


if __name__ == "__main__":
    main()
