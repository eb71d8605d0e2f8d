"""What other tools name as the cause on the same cases: how many facts, and after how many seconds.

Type, from the top of the project, with the `bench` extra:

    python -m tests.benchmarks.conflict_tools
    python -m tests.benchmarks.conflict_tools too-few-places calendars-24 --time-limit 60

The cases are those of tests/conflicts/planted_rota by the name of the file, and of `conflict_speed`. All the
tools are given one and the same model, whose assumptions are the facts: `core` is what CP-SAT gives at once
(`sufficient_assumptions_for_infeasibility`); `mus`, `quickxplain`, `optimal_mus` are CPMpy's, on that model
translated constraint by constraint, with CP-SAT below it. `pairmatch` is the whole of `rota_conflicts`, with
the facts of each of its conflicts. Each has a process of its own, stopped at the limit.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.queues import Queue
from queue import Empty
from typing import Any

from pairmatch.cohort.schema import Cohort
from tests.benchmarks.cohorts import timed
from tests.benchmarks.conflict_speed import BASES, cohort_of, pairs_of
from tests.benchmarks.peers import peer, versions
from tests.benchmarks.table import table
from tests.conflicts.planted import planted
from tests.conflicts.planted_case import pairs_in_file_order, rota_case
from tests.oracle.rota_data import Pairs

NAMES = (
    "leave-in-the-window",
    "too-few-places",
    "too-much-in-a-week",
    "local-24",
    "places-24",
    "calendars-24",
)
CPMPY = ("mus", "quickxplain", "optimal_mus")
HEADER = ("case", "facts", "core", "s", *(cell for name in CPMPY for cell in (name, "s")), "pairmatch", "s")
LARGE = 2**40
"""What a sum does not come to: a bound beyond it is none."""
Answer = tuple[Sequence[int], float]
"""The facts of each cause, and seconds."""


def case_of(name: str) -> tuple[Cohort, Pairs]:
    """A cohort and its pairs, by the name of a planted file or of `conflict_speed`.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    if name.partition("-")[2] in BASES:
        return cohort_of(name), pairs_of(name)
    case = {one.name: one for one in planted("planted_rota")}[name]
    taken = rota_case(case)
    return taken.cohort(), pairs_in_file_order(taken.source.data)


def assumed(name: str) -> tuple[Any, list[Any]]:
    """A model of all demands in CP-SAT's form, and the literals of its facts."""
    from ortools.sat.python import cp_model

    from pairmatch.conflicts.fact import Kind
    from pairmatch.conflicts.rota.decisions import Decisions
    from pairmatch.conflicts.rota.ground import Ground
    from pairmatch.conflicts.rota.leeway import FactLeeway
    from pairmatch.conflicts.rota.rules import add_all

    ground = Ground.of(*case_of(name), None)
    model = cp_model.CpModel()
    leeway = FactLeeway(model, lambda fact: fact, variants=frozenset({Kind.TOGETHER}), others_fill=False)
    add_all(Decisions(ground, ground.asked, leeway))
    return model, list(leeway.literals.values())


def facts(name: str) -> Answer:
    """How many facts there are, and how long it takes to write down the model."""
    (_, literals), seconds = timed(lambda: assumed(name))
    return [len(literals)], seconds


def core(name: str) -> Answer:
    """CP-SAT's assumptions that suffice, as they come."""
    from ortools.sat.python import cp_model

    model, literals = assumed(name)
    model.add_assumptions(literals)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status, seconds = timed(lambda: solver.solve(model))
    assert status == cp_model.INFEASIBLE, solver.status_name(status)
    return [len(solver.sufficient_assumptions_for_infeasibility())], seconds


def of_cpmpy(tool: str, name: str) -> Answer:
    """What one of CPMpy's tools names."""
    explain = peer("cpmpy.tools.explain")
    soft, hard = in_cpmpy(*assumed(name))
    found, seconds = timed(lambda: getattr(explain, tool)(soft, hard, solver="ortools"))
    return [len(found)], seconds


def ours(name: str) -> Answer:
    """The conflicts that are told of; the seconds are those of the whole call."""
    from pairmatch.conflicts.rota import rota_conflicts

    cohort, pairs = case_of(name)
    (found, _), seconds = timed(lambda: rota_conflicts(cohort, pairs))
    return [len(conflict.facts) for conflict in found], seconds


def in_cpmpy(model: Any, literals: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The facts' variables and the constraints of a model that is made of truth values alone."""
    cpmpy = peer("cpmpy")
    variables = [cpmpy.boolvar(name=f"x{at}") for at in range(len(model.proto.variables))]

    def literal(index: int) -> Any:
        return variables[index] if index >= 0 else ~variables[-index - 1]

    def said(constraint: Any) -> list[Any]:
        if constraint.has_bool_or():
            return [cpmpy.any([literal(index) for index in constraint.bool_or.literals])]
        if constraint.has_bool_and():
            return [literal(index) for index in constraint.bool_and.literals]
        if constraint.has_at_most_one():
            return [cpmpy.sum([literal(index) for index in constraint.at_most_one.literals]) <= 1]
        assert constraint.has_linear(), constraint
        linear = constraint.linear
        terms = zip(linear.coeffs, linear.vars, strict=True)
        total = cpmpy.sum([int(each) * variables[index] for each, index in terms])
        low, high = min(linear.domain), max(linear.domain)
        assert len(linear.domain) == 2, "a domain without gaps"
        return [total >= low] * (low > -LARGE) + [total <= high] * (high < LARGE)

    hard = []
    for constraint in model.proto.constraints:
        enforced = [literal(index) for index in constraint.enforcement_literal]
        for one in said(constraint):
            hard.append(cpmpy.all(enforced).implies(one) if enforced else one)
    return [literal(one.index) for one in literals], hard


def within(seconds: float, work: Callable[..., Answer], *arguments: str) -> Answer | None:
    """What the work gives in a process of its own; None where it takes longer."""
    context = get_context("spawn")
    answers: Queue[Answer] = context.Queue()
    process = context.Process(target=_put, args=(answers, work, *arguments))
    process.start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        return None
    finally:
        process.kill()
        process.join()


def _put(answers: Queue[Answer], work: Callable[..., Answer], *arguments: str) -> None:
    answers.put(work(*arguments))


def row(name: str, time_limit: float) -> list[str]:
    """One line of the table."""
    counted = within(time_limit, facts, name)
    cells = [name, str(counted[0][0]) if counted else "?"]
    cells += _cells(within(time_limit, core, name), time_limit)
    for tool in CPMPY:
        cells += _cells(within(time_limit, of_cpmpy, tool, name), time_limit)
    return cells + _cells(within(time_limit, ours, name), time_limit)


def _cells(answer: Answer | None, time_limit: float) -> list[str]:
    if answer is None:
        return ["-", f"> {time_limit:.0f}"]
    return [" ".join(map(str, answer[0])), f"{answer[1]:.2f}"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask every tool about every case, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.conflict_tools")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS", help="for each answer")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"default: {' '.join(NAMES)}")
    options = parser.parse_args(arguments)
    rows = [row(name, options.time_limit) for name in options.cases or NAMES]
    print(f"{table(HEADER, rows)}\n{versions('ortools', 'cpmpy')}")


if __name__ == "__main__":
    main()
