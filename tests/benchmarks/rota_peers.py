"""A plain rota, dates free, by pairmatch and by Timefold Solver, for the same time.

Type, from the top of the project:

    pip install "pairmatch[bench]"      # with it timefold, which also needs Java 17 or later
    python -m tests.benchmarks.rota_peers
    python -m tests.benchmarks.rota_peers 24 --time-limit 20

The rota is the part of ours that both can say: workshops in order, each of a pair's two in one of its runs,
whose half-days and rooms are to be chosen; a shadowing half-day each way; capacity, rooms, one place at a
time, at most so many sessions a week; the levels and the cost of the format page. What Timefold found is made
a rota document and looked over by `verify`, so that both rows count the same. `workshops missed` and
`shadowing missed` are levels 1 and 2; `bound` is what no rota is below in the first level that is open, which
it names, else in the cost; `broken` is how many faults `verify` found. Timefold translates its constraints
before its clock starts: its limit and `best after` are by that clock, `ended` by that of the wall. Without
timefold or Java its rows are left out, and a line says so.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.matching import match
from pairmatch.progress import Progress
from pairmatch.rota import Rota
from pairmatch.rota.demand import Demands, demands
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
    """The rota that Timefold Solver finds."""
    from tests.benchmarks.timefold_model import solve

    cohort = checked(plain(pairs), f"plain-{pairs}.yaml")
    data = demands(cohort, [pair.ids for pair in match(cohort).pairs])
    problem, weights = problem_of(data), weights_of(cohort)
    heard: list[float] = []
    found, ended = timed(lambda: solve(problem, weights, round(time_limit), heard.append))
    return measured(pairs, "timefold", cohort, rota_of(data, plan_of(data, found)), heard[-1], ended)


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
    return Weights(soft.same_week, soft.runs, soft.balance, cohort.scheduling.max_per_week)


def problem_of(data: Demands) -> Any:
    """What has to be held, as Timefold is told it: nothing decided yet."""
    from tests.benchmarks.timefold_model import Holding, Moment, Plan, Seat, Slot, Visit

    slots = [
        Slot(at, run.start, data.week(run.start), run.room or "", run.capacity or 2 * len(data.pairs))
        for at, run in enumerate(data.runs)
    ]
    holdings: dict[int, list[Any]] = {}
    for number, workshop in enumerate(data.cohort.workshops):
        own = [slot for slot in slots if data.runs[slot.run].workshop == number]
        holdings[number] = [Holding(100 * number + copy, own) for copy in range(workshop.runs)]
    pairs = {person: number for number, pair in enumerate(data.pairs) for person in pair}
    seats = []
    for at, demand in enumerate(data.workshops):
        pair = pairs[demand.group[0]]
        both = [burdens_of(data, pair, run.start, run.site) for run in data.runs]
        free = set(demand.runs)
        seats.append(
            Seat(
                at, pair, demand.workshop, [run in free for run in range(len(slots))],
                [cost for cost, _ in both], [sides for _, sides in both], holdings[demand.workshop],
            )
        )  # fmt: skip
    visits = []
    for at, visit in enumerate(data.shadowings):
        moments = [
            Moment(t, data.week(t), *burdens_of(data, visit.pair, t, data.when.site(visit.host, t)))
            for t in visit.half_days
        ]
        visits.append(Visit(at, visit.pair, moments))
    return Plan([one for own in holdings.values() for one in own], seats, visits)


def burdens_of(data: Demands, pair: int, t: int, site: str | None) -> tuple[int, list[bool]]:
    """What a session costs the two of a pair, and whether it is a burden for the doctor, the manager."""
    soft = data.cohort.scheduling.soft
    avoided = [data.avoided(person, t) for person in data.pairs[pair]]
    sites = [data.when.site(person, t) for person in data.pairs[pair]]
    away = [None not in (own, site) and own != site for own in sites]
    cost = soft.avoid_halves * sum(avoided) + soft.travel * sum(away)
    return cost, [one or other for one, other in zip(avoided, away, strict=True)]


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
