"""`schedule` with an old rota kept reaches what trying every plan of the rest reaches."""

from __future__ import annotations

import inspect
from datetime import date
from importlib import import_module
from random import Random
from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import PairmatchError
from pairmatch.rota import Rota, schedule
from tests.oracle.cohorts import seeded_replan_case
from tests.oracle.replan import best_again
from tests.oracle.replan_cases import ReplanCase, with_pins
from tests.oracle.replan_document import ReplanDocument
from tests.oracle.rota import TooLarge
from tests.rota.test_oracle import hand_made

if "keep" not in inspect.signature(schedule).parameters:
    pytest.skip("nothing is replanned yet", allow_module_level=True)

SEEDS = 150
BATCH = 10
SWEEP = 1000
MOST_NODES = 3000


def again(case: ReplanCase, old: Rota) -> Rota:
    """The rest of a rota planned anew, the one place that knows how that is asked for."""
    cohort, from_date = Cohort.model_validate(case.new.data), date.fromisoformat(case.from_date)
    pairing = hand_made(cohort, case.new.pairs)
    if "from_date" in inspect.signature(schedule).parameters:
        kept: dict[str, Any] = {"keep": old, "from_date": from_date}
    else:
        kept = {"keep": import_module("pairmatch.rota.keep").Keep(old, from_date)}
    return schedule(cohort, pairing, **kept)


def differences(seed: int) -> dict[str, tuple[Any, Any]]:
    """What the new rota, first, and the search disagree on; `TooLarge` when the search is too long."""
    case = seeded_replan_case(seed)
    cohort = Cohort.model_validate(case.old.data)
    made = schedule(cohort, hand_made(cohort, case.old.pairs))
    old = with_pins(Random(seed), tuple(made.model_dump(mode="json")["sessions"]), case.from_date)
    sessions = [
        session.model_copy(update={"pin": True}) if written.get("pin") else session
        for session, written in zip(made.sessions, old, strict=True)
    ]
    best = best_again(*case.new, old, case.from_date, max_nodes=MOST_NODES)
    try:
        rota = again(case, made.model_copy(update={"sessions": tuple(sessions)}))
    except PairmatchError as refused:
        return {} if best is None else {"refused": (str(refused), best.levels)}
    if best is None:
        return {"refused": (None, "the pins cannot stay")}
    found = rota.model_dump(mode="json")
    checked = ReplanDocument(*case.new, old, case.from_date, found["sessions"])
    levels = checked.levels()
    compared: dict[str, tuple[Any, Any]] = {
        "status": (found["proof"]["status"], "optimal"),
        "levels": (levels, best.levels),
        "broken constraints": (checked.broken(), set()),
        "cost": (found["proof"]["cost"], levels[-1]),
    }
    return {what: both for what, both in compared.items() if both[0] != both[1]}


def compare(seeds: range) -> tuple[dict[int, Any], int]:
    """The seeds on which the two differ, and how many could be compared."""
    differing, compared = {}, 0
    for seed in seeds:
        try:
            found = differences(seed)
        except TooLarge:
            continue
        compared += 1
        if found:
            differing[seed] = found
    return differing, compared


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_the_rest_is_planned_with_the_fewest_moved(first: int) -> None:
    """On seeded cases all eight levels are those of the best plan of all, and nothing is broken.

    Where no plan keeps every pinned session, the old rota is refused.
    """
    differing, compared = compare(range(first, first + BATCH))
    assert differing == {}
    assert compared >= BATCH - 3


def test_without_their_constraint_pins_are_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left out, what was pinned is moved in some case, and the document shows it."""
    monkeypatch.setattr("pairmatch.rota.constraints.pinned_sessions_stay", lambda model, v: None)
    for check in ("verify_rota", "verify_kept"):
        monkeypatch.setattr(f"pairmatch.verify.{check}", lambda *_: (), raising=False)
    differing, _ = compare(range(SEEDS))
    assert any("pin" in found["broken constraints"][0] for found in differing.values())


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SEEDS, SWEEP, BATCH * 5))
def test_the_rest_is_planned_with_the_fewest_moved_in_hundreds(first: int) -> None:
    """The same on hundreds of seeded cases."""
    differing, _ = compare(range(first, first + BATCH * 5))
    assert differing == {}
