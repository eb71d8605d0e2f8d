"""One run of the solver: what it gives back, what it tells, and when it ends."""

from __future__ import annotations

import threading

import pytest
from ortools.sat.python import cp_model

from pairmatch.progress import Progress, Stop, Watch
from pairmatch.rota.search import Effort, Outcome, minimise


def watch(seconds: float = 10.0) -> Watch:
    """Nobody is told, and nobody stops it."""
    return Watch(seconds, None, None)


def small() -> cp_model.CpModel:
    """2x + 3y is least, with x + y ≥ 4 and x ≤ 3: x = 3, y = 1, together 9."""
    model = cp_model.CpModel()
    x, y = model.new_int_var(0, 3, "x"), model.new_int_var(0, 9, "y")
    model.add(x + y >= 4)
    model.minimize(2 * x + 3 * y)
    return model


def endless() -> cp_model.CpModel:
    """A quadratic assignment of twelve: solutions at once, and no proof for long."""
    model, size = cp_model.CpModel(), 12
    place = [model.new_int_var(0, size - 1, f"p{i}") for i in range(size)]
    model.add_all_different(place)
    costs = []
    for i in range(size):
        for j in range(i):
            apart = model.new_int_var(0, size, "")
            model.add_abs_equality(apart, place[i] - place[j])
            costs.append((i * 7 + j * 13) % 11 * apart)
    model.minimize(sum(costs))
    return model


def test_the_optimum_with_its_values() -> None:
    """A proven optimum comes with its value, the same bound, and the value of every variable."""
    found = minimise(small(), "small", watch(), Effort(10))
    assert found == Outcome(cp_model.OPTIMAL, 9, 9, (3, 1), by_the_clock=False)
    assert found.status == cp_model.OPTIMAL
    assert found.status != cp_model.INFEASIBLE


def test_no_solution_at_all() -> None:
    """A model without a solution is told from one for which none was found."""
    model = small()
    model.add(model.get_int_var_from_proto_index(1) == 0)
    found = minimise(model, "none", watch(), Effort(10))
    assert found.status == cp_model.INFEASIBLE
    assert found.status != cp_model.OPTIMAL
    assert (found.value, found.values) == (None, None)


def test_no_time_at_all() -> None:
    """Without any time there is neither a solution nor a claim."""
    found = minimise(endless(), "none", watch(), Effort(0.0))
    assert found.status != cp_model.OPTIMAL
    assert found.status != cp_model.INFEASIBLE
    assert found.bound >= 0


def test_cut_short_by_the_clock() -> None:
    """After its seconds the best found so far is given, if there is one, with a bound below it."""
    found = minimise(endless(), "short", watch(), Effort(0.5, steps=20))
    assert found.by_the_clock
    assert found.status != cp_model.OPTIMAL
    assert found.value is None or found.bound < found.value


def test_cut_short_by_steps_it_is_the_same_every_time() -> None:
    """Deterministic time cuts two runs of one worker at the same place."""
    one, two = (minimise(endless(), "steps", watch(), Effort(30, steps=0.2)) for _ in range(2))
    assert one.status != cp_model.OPTIMAL
    assert one == two


def test_several_workers() -> None:
    """Several workers find the same optimum value."""
    assert minimise(small(), "small", watch(), Effort(10, workers=4)).value == 9


def test_a_stop_from_another_thread() -> None:
    """A stop ends the search before its steps are used up, with what was found."""
    stop = Stop()
    threading.Timer(0.4, stop.request).start()
    found = minimise(endless(), "stopped", Watch(60, None, stop), Effort(60, steps=20))
    assert found.by_the_clock
    assert found.status != cp_model.OPTIMAL


def test_progress_has_the_best_and_the_bound() -> None:
    """While it searches the stage, the best value and the bound are told."""
    told: list[Progress] = []
    stop = Stop()

    def tell(progress: Progress) -> None:
        told.append(progress)
        if progress.best is not None:
            stop.request()

    minimise(endless(), "the stage", Watch(60, tell, stop), Effort(60))
    assert {one.stage for one in told} == {"the stage"}
    assert told[0].best is None
    last = told[-1]
    assert last.best is not None
    assert last.bound is not None
    assert last.bound <= last.best
    assert last.gap is not None
    assert 0 <= last.gap <= 1


def test_what_is_left_of_the_time() -> None:
    """Time runs down to nothing and not below, and a stop takes all that is left."""
    stop = Stop()
    assert 9 < Watch(10, None, stop).left <= 10
    assert Watch(0, None, stop).left == 0
    stop.request()
    stopped = Watch(10, None, stop)
    assert stopped.stopped
    assert stopped.left == 0


@pytest.mark.parametrize("offset", [0, 3])
def test_a_bound_is_never_below_nothing(offset: int) -> None:
    """No level of a rota is below 0, and a level of a constant is proven at once."""
    model = cp_model.CpModel()
    model.new_bool_var("x")
    model.minimize(model.get_int_var_from_proto_index(0) + offset)
    assert minimise(model, "constant", watch(), Effort(5)).bound == offset
