"""Pairings that can be held, small enough to be worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import NoAnswerInTime, WrongUsage
from pairmatch.matching import match
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import Stop
from pairmatch.rota import schedule
from pairmatch.rota.joint import HeldPairing, match_with_rota
from pairmatch.verify import statement, verify_pairing

LAST_DAY = "2026-09-15"


def data(**more: Any) -> dict[str, Any]:
    """Two Tuesdays; one visitor at a time in surgery, where Ward and Kay can be visited in the mornings.

    Okafor and Lee are away on the second Tuesday, so only one of the two can visit surgery. By the
    scores they go to Ward and Kay (1000 each) and Osei to Reid (500): 2,500 in all.
    """
    surgery = {"directorate": "surgery", "site": "guys", "commitments": {"tue pm": {"host": False}}}
    return {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 2, "days": "tue..tue"},
        "sites": {"guys": {}},
        "doctors": [
            {"id": "okafor", "interests": ["data", "safety"], "leave": [LAST_DAY]},
            {"id": "lee", "interests": ["finance", "people"], "leave": [LAST_DAY]},
            {"id": "osei", "interests": ["estates", "finance"]},
        ],
        "managers": [
            {"id": "ward", "interests": ["data", "safety"], **surgery},
            {"id": "kay", "interests": ["finance", "people"], **surgery},
            {"id": "reid", "interests": ["estates", "people"]},
        ],
        "matching": {"objective": "total", "criteria": {"interests": 1}},
        "shadowing": {"each_way": 1, "gap_weeks": 0, "area_visitors": 1},
    } | more


def held(wishes: Wishes = Wishes(), **more: Any) -> HeldPairing:
    """The answer for the cohort above."""
    return match_with_rota(Cohort.model_validate(data(**more)), wishes)


def ids(answer: HeldPairing) -> list[tuple[str, str]]:
    """The pairs."""
    return [pair.ids for pair in answer.pairing.pairs]


def test_another_pairing_is_found_that_can_be_held() -> None:
    """Lee and Osei change managers, for 500 points, and nothing is missed."""
    answer = held()
    assert ids(answer) == [("okafor", "ward"), ("lee", "reid"), ("osei", "kay")]
    proof = answer.pairing.proof
    assert (proof.status, proof.total, proof.worst) == ("optimal", 2000, 500)
    assert proof.rota is not None
    assert (proof.rota.missed, proof.rota.bound) == ((0, 0, 0, 0), (0, 0, 0, 0))
    assert proof.rota.alone is not None
    assert (proof.rota.alone.total, proof.rota.alone.missed) == (2500, (0, 1, 0, 0))
    rota = schedule(Cohort.model_validate(data()), answer.pairing)
    assert rota.missed == ()


def test_it_says_why() -> None:
    """Okafor with Ward and Lee with Kay must miss one shadowing together, and the rota's miss is told."""
    answer = held()
    assert answer.alone is not None
    assert [pair.ids for pair in answer.alone.pairs] == [("okafor", "ward"), ("lee", "kay"), ("osei", "reid")]
    assert [(reason.pairs, reason.people, reason.misses) for reason in answer.reasons] == [
        ((("okafor", "ward"), ("lee", "kay")), (), (0, 1, 0, 0))
    ]
    assert [one.kind for one in answer.missed_alone] == ["shadowing"]


def test_the_usual_case_is_the_pairing_of_match_with_its_prices() -> None:
    """Where that can be held, the pairs are those of `match`, and so are the prices that prove them."""
    easy: dict[str, Any] = {"shadowing": {"each_way": 1, "gap_weeks": 0}}
    answer, alone = held(**easy), match(Cohort.model_validate(data(**easy)))
    assert answer.alone is None
    assert (answer.pairing.pairs, answer.pairing.prices) == (alone.pairs, alone.prices)
    assert answer.pairing.proof.rota is not None
    assert answer.pairing.proof.status == "optimal"


def test_a_miss_that_no_pairing_avoids_is_proven() -> None:
    """Shut out of surgery, whoever is with Ward and Kay misses a visit: the pairs of `match` stand."""
    closed = {"each_way": 1, "gap_weeks": 0, "area_visitors": 0}
    answer = held(shadowing=closed, matching=data()["matching"] | {"schedulable": False})
    rota = answer.pairing.proof.rota
    assert answer.alone is None
    assert rota is not None
    assert (rota.missed, rota.bound) == ((0, 2, 0, 0), (0, 2, 0, 0))


def test_locks_hold() -> None:
    """Both in surgery by a lock: the visit is missed, and that is the least under the locks."""
    answer = held(Wishes(lock=(("okafor", "ward"), ("lee", "kay"))))
    rota = answer.pairing.proof.rota
    assert rota is not None
    assert (rota.missed, rota.bound, answer.alone) == ((0, 1, 0, 0), (0, 1, 0, 0), None)


def test_what_is_missed_comes_before_old_pairs() -> None:
    """An old pair that cannot be held is given up, but not against `changes`."""
    old = (("okafor", "ward"), ("lee", "kay"), ("osei", "reid"))
    assert ids(held(Wishes(keep=old))) == [("okafor", "ward"), ("lee", "reid"), ("osei", "kay")]
    assert ids(held(Wishes(keep=old, changes=0))) == list(old)


def test_placement_free_is_refused() -> None:
    """Where people need not be placed, the fewest misses are those of no pairs at all."""
    matching = {"objective": "rank", "placement": "free"}
    with pytest.raises(WrongUsage, match="placement: first"):
        held(matching=matching)


def test_a_stop_before_anything_is_no_answer() -> None:
    """Asked to stop at once, it has nothing to give."""
    stop = Stop()
    stop.request()
    with pytest.raises(NoAnswerInTime):
        match_with_rota(Cohort.model_validate(data()), stop=stop)


def test_stopped_on_the_way_it_gives_what_it_has_unproven() -> None:
    """Stopped while it learns why, it gives the pairs of `match`, and says that less may be missed."""
    stop = Stop()
    answer = match_with_rota(
        Cohort.model_validate(data()),
        stop=stop,
        on_progress=lambda now: stop.request() if "held together" in now.stage else None,
    )
    rota = answer.pairing.proof.rota
    assert rota is not None
    assert (rota.missed, rota.bound) == ((0, 1, 0, 0), (0, 0, 0, 0))
    assert answer.pairing.proof.status == "feasible"


def test_verify_accepts_it_and_says_what_it_cannot_show() -> None:
    """No fault is found in the document, and the proof is told to be the solver's word."""
    cohort = Cohort.model_validate(data())
    answer = match_with_rota(cohort)
    assert verify_pairing(cohort, answer.pairing) == ()
    assert "what the rota misses comes before the score" in statement(cohort, answer.pairing)
