"""`match`: what it refuses, when it stops, and that the same file gives the same pairing."""

from __future__ import annotations

import time
from random import Random

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, NoAnswerInTime, ResultRefused
from pairmatch.matching import match
from pairmatch.matching.codes import LOCK_CLASH, LOCKS_OVER_PLACES
from pairmatch.progress import Progress, Stop
from pairmatch.report.document import to_yaml
from tests.cohort.helpers import cohort
from tests.matching.helpers import ids, unchecked
from tests.oracle.cohorts import seeded_pairing_cohort

TWO = "doctors: [{id: a}, {id: b}]\nmanagers: [{id: k}, {id: l}]\n"


def refusal(of: Cohort) -> CohortError:
    """The error with which a pairing is refused."""
    with pytest.raises(CohortError) as caught:
        match(of)
    return caught.value


def test_fair_and_total_give_different_pairs() -> None:
    """Total: 1000 + 0; fair: twice 333, whose worst pair is better and whose total is less."""
    text = """
doctors: [{id: a, interests: [x, y]}, {id: b, interests: [x, z, u]}]
managers: [{id: k, interests: [x, y]}, {id: l, interests: [y, v, w, s]}]
matching: {objective: OBJECTIVE, criteria: {interests: 1}}
"""
    # a–k 1000, a–l 2·1/6 = 333, b–k 2·1/5 = 400, b–l 0.
    total, fair = (match(cohort(text.replace("OBJECTIVE", name))) for name in ("total", "fair"))
    assert ids(total) == [("a", "k"), ("b", "l")]
    assert (total.proof.worst, total.proof.total, total.proof.objective) == (0, 1000, "total")
    assert ids(fair) == [("a", "l"), ("b", "k")]
    assert (fair.proof.worst, fair.proof.total, fair.proof.objective) == (333, 733, "fair")


def test_the_proof_counts_pairs_and_people() -> None:
    """With two partners for one manager there are two pairs and three people."""
    found = match(cohort("doctors: [{id: a}, {id: b}]\nmanagers: [{id: k, pairs: 2}]"))
    assert (found.proof.placed, found.proof.people, found.proof.bound) == (2, 3, 0)
    assert found.proof.status == "optimal"
    assert found.partners == {"a": ("k",), "b": ("k",), "k": ("a", "b")}


def test_nobody_can_be_paired() -> None:
    """A pairing without pairs is still a proven one, and everybody waits."""
    found = match(cohort("doctors: [{id: a, refuses: [k]}]\nmanagers: [{id: k}]"))
    assert (found.pairs, found.proof.placed, found.proof.worst, found.proof.total) == ((), 0, 0, 0)
    assert [one.person for one in found.unmatched] == ["a", "k"]


def test_unknown_criteria_are_written_as_such() -> None:
    """A criterion that is not known stands in the document as `not known`, in file order."""
    (pair,) = match(cohort("matching: {criteria: {site: 1, availability: 2, interests: 0}}")).pairs
    assert list(pair.criteria.items()) == [
        ("site", "not known"),
        ("availability", 1000),
        ("interests", "not known"),
    ]


CLASHES = [
    ("doctors: [{id: a, refuses: [k]}]\nmanagers: [{id: k}]", "a refuses k"),
    ("doctors: [{id: a}]\nmanagers: [{id: k, line_manages: [a]}]", "k manages a"),
    ("doctors: [{id: a, site: n}]\nmanagers: [{id: k, site: s}]\nsites: {n: {}, s: {}}", "`same: site`"),
]


@pytest.mark.parametrize(("people", "reason"), CLASHES)
def test_a_lock_that_something_forbids(people: str, reason: str) -> None:
    """A pair that must be and must not be is refused, with both sentences."""
    rules = "\nmatching: {rules: [{together: [a, k]}" + (", {same: site}" if "site" in reason else "") + "]}"
    found = refusal(unchecked(people + rules))
    assert [(d.code, d.message) for d in found.diagnostics] == [
        (LOCK_CLASH, f"a and k have to be together, but are forbidden: {reason}")
    ]


def test_a_lock_that_the_calendar_forbids_is_quoted_with_its_line() -> None:
    """What only the calendar tells is refused here, at the line of the lock."""
    text = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}}, {id: b}]
managers: [{id: k, works: {tue: am}}, {id: l}]
meetings: {every_weeks: 1}
matching:
  rules:
    - {together: [a, k]}
"""
    (found,) = refusal(cohort(text)).diagnostics
    assert found.code == LOCK_CLASH
    assert "no half-day for a meeting in weeks 1" in found.message
    assert found.span is not None
    assert text.splitlines()[found.span.line - 1] == "    - {together: [a, k]}"


def test_a_lock_below_the_lowest_score() -> None:
    """A lock that a `score` rule forbids is a clash too, with a note at the rule."""
    text = (
        TWO + "matching:\n  criteria: {interests: 1}\n  rules:\n    - {together: [a, k]}\n    - {score: 1}\n"
    )
    (found,) = refusal(cohort(text)).diagnostics
    assert found.message == "a and k have to be together, but are forbidden: `score: 1`"
    assert [note.span and note.span.line for note in found.notes] == [
        text.splitlines().index("    - {score: 1}") + 1
    ]


def test_more_locks_than_places() -> None:
    """Someone locked to more partners than they take is refused, both sides alike."""
    found = refusal(unchecked(TWO + "matching: {rules: [{together: [a, k, l]}]}"))
    assert [(d.code, d.message, d.help) for d in found.diagnostics] == [
        (LOCKS_OVER_PLACES, "a takes 1, but has to be together with 2", "set `pairs: 2`")
    ]


def test_a_stop_ends_it() -> None:
    """A stop asked for before the start, or while it runs, ends it without an answer."""
    stop = Stop()
    stages: list[str] = []

    def heard(progress: Progress) -> None:
        stages.append(progress.stage)
        stop.request()

    with pytest.raises(NoAnswerInTime):
        match(cohort(TWO), on_progress=heard, stop=stop)
    assert stages == ["who may be paired with whom"]
    with pytest.raises(NoAnswerInTime):
        match(cohort(TWO), stop=stop)


def test_the_time_limit_ends_it() -> None:
    """No stage is begun once the time is up, and the message names the option."""

    def slow(_: Progress) -> None:
        time.sleep(0.05)

    with pytest.raises(NoAnswerInTime, match="--time-limit"):
        match(cohort(TWO), time_limit=0.02, on_progress=slow)


def test_each_stage_is_told() -> None:
    """Progress names three stages, in order, with the seconds so far."""
    told: list[Progress] = []
    match(cohort(TWO), on_progress=told.append)
    assert [one.stage for one in told] == [
        "who may be paired with whom",
        "the best pairing",
        "projects and reasons",
    ]
    assert sorted(one.seconds for one in told) == [one.seconds for one in told]


def test_a_result_that_the_check_refuses_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the independent check finds a fault, the answer is an error that says whose defect it is."""
    clash = refusal(unchecked(TWO + "matching: {rules: [{together: [a, k, l]}]}")).diagnostics
    monkeypatch.setattr("pairmatch.verify.verify_pairing", lambda *_: clash)
    with pytest.raises(ResultRefused, match="defect of pairmatch"):
        match(cohort(TWO))


@pytest.mark.parametrize("seed", range(12))
def test_two_runs_give_equal_documents(seed: int) -> None:
    """The same cohort gives the same document, to the byte."""
    data = seeded_pairing_cohort(seed)
    assert to_yaml(match(Cohort.model_validate(data))) == to_yaml(match(Cohort.model_validate(data)))


@pytest.mark.parametrize("objective", ["fair", "total"])
@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_the_file_changes_no_optimum(seed: int, objective: str) -> None:
    """With the people in another order, as many are placed, as well in the worst pair and in total."""
    data = seeded_pairing_cohort(seed)
    data = data | {"matching": data["matching"] | {"objective": objective}}
    rng = Random(seed)
    other = data | {side: rng.sample(data[side], len(data[side])) for side in ("doctors", "managers")}
    one, two = (match(Cohort.model_validate(each)).proof for each in (data, other))
    assert (one.people, one.worst, one.total) == (two.people, two.worst, two.total)
