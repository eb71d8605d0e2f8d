"""A bound of the cost by linear programming, which holds whatever the prices are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from ortools.sat.python import cp_model

from pairmatch.cohort.schema import Cohort
from pairmatch.progress import Stop, Watch
from pairmatch.rota import relaxed
from pairmatch.rota.demand import demands
from pairmatch.rota.model import RotaModel
from pairmatch.rota.relaxed import relaxed_bound
from pairmatch.rota.search import Effort
from tests.oracle.cohorts import seeded_rota_case


def triangle() -> cp_model.CpModel:
    """Three literals of which each two need one that is true; one and a half by halves, two in truth."""
    model = cp_model.CpModel()
    a, b, c = (model.new_bool_var(name) for name in "abc")
    model.add_bool_or(a, b)
    model.add(b + c >= 1)
    model.add_at_most_one(a.negated(), c.negated())
    model.minimize(10 * (a + b + c) + 4)
    return model


def test_the_relaxation_of_a_triangle() -> None:
    """A half of each costs 15, with the 4 that there are in any case: no whole solution is below 19."""
    assert relaxed_bound(triangle(), Watch(10, None, None), 10) == 19


@pytest.mark.parametrize("prices", [[0.0, 0.0, 0.0], [9.0, -3.5, 2.0], [1e6, 1e6, 1e6]])
def test_any_prices_give_a_bound_that_holds(prices: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Prices that are wrong give a lower bound, never one above the optimum of 24."""
    monkeypatch.setattr(relaxed, "_prices", lambda *_: prices)
    bound = relaxed_bound(triangle(), Watch(10, None, None), 10)
    assert bound is not None
    assert bound <= 24


def test_no_time_gives_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without prices there is none."""
    monkeypatch.setattr(relaxed, "_prices", lambda *_: None)
    assert relaxed_bound(triangle(), Watch(10, None, None), 10) is None


def test_a_stop_is_heeded() -> None:
    """Once a stop is asked for it returns, with a bound that holds or none."""
    stop = Stop()
    stop.request()
    bound = relaxed_bound(triangle(), Watch(10, None, stop), 10)
    assert bound is None or bound <= 24


@pytest.mark.parametrize("seed", range(40))
def test_it_is_below_the_least_cost(seed: int) -> None:
    """On seeded cohorts the bound of the cost is not above the least cost that the search proves."""
    case = seeded_rota_case(seed)
    model = RotaModel(demands(Cohort.model_validate(case.data), case.pairs))
    watch = Watch(60, None, None)
    if not isinstance(model.cost.expression, cp_model.LinearExpr):
        return
    bound = model.relaxed(model.cost, 0, watch, 10)
    least = model.lower(model.cost, 0, watch, Effort(20))
    assert model.is_proven(model.cost, least)
    assert 0 <= bound <= least


def test_a_large_cohort_has_its_bound_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model counts as large, the floor of the cost is what the relaxation says."""
    from pairmatch.rota import solve
    from tests.rota.helpers import ONE, WEEK, rota_of

    asked: list[Sequence[object]] = []

    def noted(model: RotaModel, *arguments: object) -> int:
        asked.append(arguments)
        return 1

    monkeypatch.setattr(solve, "LARGE", 0)
    monkeypatch.setattr(RotaModel, "relaxed", noted)
    rota = rota_of(WEEK + ONE + "workshops: [{id: w}]")
    assert len(asked) == 1
    assert (rota.proof.cost, rota.proof.bound) == (1, 1)
