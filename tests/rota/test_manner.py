"""`--gap`, `--workers` and `--seed`: how a rota is searched for."""

from __future__ import annotations

from typing import Any

import pytest

from pairmatch.errors import WrongUsage
from pairmatch.rota import solve
from pairmatch.rota.search import Effort, Manner
from tests.rota.helpers import ONE, WEEK, rota_of

FRAGMENT = WEEK + ONE + "workshops: [{id: w}]\nshadowing: {each_way: 1, gap_weeks: 0}"


@pytest.mark.parametrize(
    "wrong", [{"workers": 0}, {"workers": 65}, {"gap": -0.1}, {"gap": 1.0}, {"seed": -1}]
)
def test_what_there_cannot_be(wrong: dict[str, Any]) -> None:
    """A search of no workers, a gap of all or less than none, a negative seed: wrong usage."""
    with pytest.raises(WrongUsage):
        rota_of(FRAGMENT, **wrong)


def test_the_document_says_what_was_asked_for() -> None:
    """Only what differs from the default is under `made.options`."""
    assert rota_of(FRAGMENT).made.options == {}
    asked = rota_of(FRAGMENT, gap=0.5, workers=1, seed=7).made.options
    assert {name: asked[name] for name in ("gap", "workers", "seed")} == {"gap": 0.5, "workers": 1, "seed": 7}


def efforts_of(manner: Manner) -> list[Effort]:
    """The efforts at a level of ten seconds, for as long as nothing is proven."""
    search = solve._Search.__new__(solve._Search)
    search._manner, search._is_large = manner, False
    return list(search._efforts(10.0, manner.gap))


def test_one_worker_and_then_eight() -> None:
    """Unless told otherwise, one worker has half the time, and eight the rest."""
    found = efforts_of(Manner())
    assert [(effort.seconds, effort.workers) for effort in found] == [(5.0, 1), (5.0, 8)]


def test_as_many_workers_as_asked_for() -> None:
    """Two workers have all the time, and stop at the gap."""
    assert efforts_of(Manner(workers=2, gap=0.02)) == [Effort(10.0, workers=2, gap=0.02)]


@pytest.mark.parametrize(("gap", "near"), [(0.0, False), (0.09, False), (0.1, True), (0.5, True)])
def test_near_enough(gap: float, near: bool) -> None:
    """A cost of 10 with a bound of 9 is within 10 %, and not within 9 %."""

    class Reached:
        def is_proven(self, level: object, bound: int) -> bool:
            return False

        values = (0,)

        def value_of(self, level: object) -> int:
            return 10

    search = solve._Search.__new__(solve._Search)
    search._model = Reached()  # type: ignore[assignment]
    assert search._is_near(None, 9, gap) is near  # type: ignore[arg-type]


def test_another_seed_is_as_good() -> None:
    """The seed changes nothing of what is proven."""
    first, second = rota_of(FRAGMENT), rota_of(FRAGMENT, seed=1)
    assert first.proof == second.proof
    assert first.proof.status == "optimal"
