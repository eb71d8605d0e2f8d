"""No constraint is there for nothing: left out, it is missed, by hand and over the seeded cohorts."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from functools import cache

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.rota import constraints, schedule
from tests.oracle.cohorts import seeded_rota_case
from tests.oracle.document import broken_constraints, rota_levels
from tests.rota.helpers import DAY, codes_of, levels_of, rota_of
from tests.rota.test_constraints import CASES, TWO, Tight, without
from tests.rota.test_oracle import hand_made

Found = tuple[tuple[int, ...], frozenset[str]]
"""The levels of a rota, and the constraints that it breaks."""

STRENGTHENINGS = {
    "like_runs_in_order": DAY + TWO + 'workshops: [{id: w, runs: 2, capacity: 2, dates: ["2026-09-07 am"]}]',
}
"""Functions that are no rule of the format, each with a cohort whose optimum they leave as it is."""
OF_AN_OLD_ROTA = {"pinned_sessions_stay"}
"""Functions for what only an old rota brings; `test_replan_oracle` leaves them out."""
IN_THE_PROOF = {"PM571", "PM572", "PM573", "PM574"}
"""What the numbers of a proof say wrongly when a rule is broken."""
SEEDS = 150
MANY, SWEEP = 8, 600


def added() -> list[str]:
    """The functions that `add_all` calls, in its order."""
    (body,) = ast.parse(inspect.getsource(constraints.add_all)).body
    return [
        node.func.id
        for node in ast.walk(body)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


def written() -> set[str]:
    """The public functions of the module that are given the model to add something to."""
    functions = inspect.getmembers(constraints, inspect.isfunction)
    return {
        name
        for name, function in functions
        if function.__module__ == constraints.__name__
        and not name.startswith("_")
        and "model" in inspect.signature(function).parameters
    } - {"add_all"}


RULES = [name for name in added() if name not in {*STRENGTHENINGS, *OF_AN_OLD_ROTA}]


def test_every_constraint_function_is_added() -> None:
    """Every function of the module that constrains the model is called, and called once."""
    own = [name for name in added() if getattr(constraints, name).__module__ == constraints.__name__]
    assert sorted(own) == sorted(written())


def test_every_constraint_function_has_a_case() -> None:
    """No function is added without a cohort made by hand in which it counts, or that it leaves as it is."""
    elsewhere = OF_AN_OLD_ROTA & set(added())
    assert {case.name for case in CASES} | set(STRENGTHENINGS) | elsewhere == set(added())


@pytest.mark.parametrize("case", [case for case in CASES if case.code], ids=str)
def test_left_out_exactly_its_own_rule_is_broken(case: Tight, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the function the check refuses the rota with that rule's code, and for no other reason."""
    assert codes_of(case.tightened, rota_of(case.tightened)) == set()
    broken = codes_of(case.tightened, without(case.name, case.tightened, monkeypatch))
    assert broken - IN_THE_PROOF == {case.code}


@pytest.mark.parametrize("name", STRENGTHENINGS)
def test_left_out_a_strengthening_changes_no_optimum(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a function that is no rule the rota is as good, and the check has nothing against it."""
    fragment = STRENGTHENINGS[name]
    free = without(name, fragment, monkeypatch)
    assert levels_of(fragment, free) == levels_of(fragment, rota_of(fragment))
    assert codes_of(fragment, free) == set()


@cache
def whole(seed: int) -> Found:
    """What the rota of a seeded cohort is with every constraint."""
    case = seeded_rota_case(seed)
    cohort = Cohort.model_validate(case.data)
    sessions = schedule(cohort, hand_made(cohort, case.pairs)).model_dump(mode="json")["sessions"]
    return rota_levels(*case, sessions), frozenset(broken_constraints(*case, sessions))


def counting(name: str, seeds: Iterable[int], enough: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The first seeds whose rota is another without the constraint: it breaks something, or misses more."""
    found: list[int] = []
    for seed in seeds:
        if len(found) == enough:
            break
        right = whole(seed)
        with monkeypatch.context() as patch:
            patch.setattr(constraints, name, lambda model, v: None)
            patch.setattr("pairmatch.verify.verify_rota", lambda *_: ())
            if whole.__wrapped__(seed) != right:
                found.append(seed)
    return found


@pytest.mark.parametrize("name", RULES)
def test_every_rule_counts_in_a_seeded_cohort(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """For every rule there are seeded cohorts whose rota is wrong without its function."""
    assert len(counting(name, range(SEEDS), 1, monkeypatch)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", RULES)
def test_every_rule_counts_in_many_seeded_cohorts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a sweep of seeded cohorts every rule counts in several, none by a lucky seed alone."""
    assert len(counting(name, range(SWEEP), MANY, monkeypatch)) == MANY


@pytest.mark.slow
@pytest.mark.parametrize("name", STRENGTHENINGS)
def test_no_strengthening_counts_in_a_seeded_cohort(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the seeded cohorts a function that is no rule never changes what is reached."""
    assert counting(name, range(SEEDS), 1, monkeypatch) == []
