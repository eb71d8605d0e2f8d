"""`rota_conflicts`: the facts that stand in the way, no more and no fewer, each cause told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.fact import Kind
from pairmatch.conflicts.rota import layers, rota_conflicts
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.layers import ALL_VARIANTS
from pairmatch.conflicts.rota.missed import missed_of
from pairmatch.conflicts.rota.prober import Prober
from pairmatch.progress import Progress, Stop, Watch
from tests.conflicts.rota.helpers import TWO, WEEKS, conflicts_of, loaded, told
from tests.oracle.cohorts import seeded_rota_case
from tests.rota.helpers import cohort_of

AWAY = "leave: [2026-09-07..2026-09-20]"


def test_nothing_missed_nothing_told() -> None:
    """A cohort that can be served has no conflict."""
    assert conflicts_of(WEEKS + TWO + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}\n") == ()


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the search for the fewest facts the time that it takes on a machine that is busy."""
    monkeypatch.setattr(layers, "FEWEST_SECONDS", 20.0)


@pytest.mark.parametrize(
    ("fragment", "facts"),
    [
        (
            "doctors: [{id: d0, works: {mon: am}}]\n"
            "managers: [{id: m0, works: {mon: pm}}]\nworkshops: [{id: w}]\n",
            [
                "d0 and m0 attend w",
                "d0 works Monday am",
                "m0 works Monday pm",
                "the two of a pair attend the same run",
            ],
        ),
        (
            f"doctors: [{{id: d0, {AWAY}}}]\nmanagers: [{{id: m0}}]\nworkshops: [{{id: w}}]\n",
            ["d0 and m0 attend w", "d0 is on leave from 7 to 20 September"],
        ),
        (
            "doctors: [{id: d0, leave: [2026-09-14..2026-09-20]}]\nmanagers: [{id: m0}]\n"
            "workshops: [{id: w, weeks: 2}]\n",
            ["d0 and m0 attend w", "d0 is on leave from 14 to 20 September", "w is held in week 2"],
        ),
        (
            "doctors: [{id: d0, works: {mon: am, tue: pm}}]\n"
            "managers: [{id: m0}]\nworkshops: [{id: w, length: 2}]\n",
            ["d0 and m0 attend w", "d0 works Monday am, Tuesday pm", "w takes 2 half-days of one day"],
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\nworkshops: [{id: a, weeks: 2}, {id: b, weeks: 1}]\n",
            [
                "d0 and m0 attend a",
                "d0 and m0 attend b",
                "a is held in week 2",
                "b is held in week 1",
                "b comes after a, in the order of the file",
            ],
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\nworkshops: [{id: a}, {id: b, gap_weeks: 2}]\n",
            [
                "d0 and m0 attend a",
                "d0 and m0 attend b",
                "b comes 2 weeks or more after the workshop before it",
            ],
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\n"
            "rooms: [{id: r, open: {mon: am}, closed: [2026-09-07..2026-09-20]}]\n"
            "workshops: [{id: w, rooms: [r]}]\n",
            ["d0 and m0 attend w", "the room r is closed from 7 to 20 September", "w is held in r"],
        ),
        (
            "doctors: [{id: d0, commitments: {mon am: {attend: false}}}]\nmanagers: [{id: m0}]\n"
            "facilitators: [{id: f, works: {mon: am}}]\nworkshops: [{id: w, facilitators: [f]}]\n",
            [
                "d0 and m0 attend w",
                "d0 has a commitment every Monday am",
                "w is led by f",
                "f works Monday am",
            ],
        ),
        (
            "doctors: [{id: d0, leave: [2026-09-09]}]\nmanagers: [{id: m0}]\n"
            'workshops: [{id: w, dates: ["2026-09-08 am", "2026-09-09 am"]}]\nCLOSED',
            [
                "d0 and m0 attend w",
                "d0 is on leave on 9 September",
                "the programme is closed on 8 September",
                "w is held only on 2026-09-08 am or 2026-09-09 am",
            ],
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\nshadowing: {each_way: 2, gap_weeks: 1}\n",
            [
                "d0 shadows m0 for 2 half-days",
                "m0 shadows d0 for 2 half-days",
                "a pair's half-days of shadowing are at least a week apart",
            ],
        ),
        (
            TWO + "workshops: [{id: w, capacity: 3}]\n",
            ["d0 and m0 attend w", "d1 and m1 attend w", "w is held once", "w has 3 places a run"],
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\nmeetings: {every_weeks: 1, weeks: 1}\n"
            "workshops: [{id: a, weeks: 1}]\nscheduling: {max_per_week: 1}\n",
            [
                "d0 and m0 attend a",
                "d0 and m0 meet in week 1",
                "a is held in week 1",
                "nobody has more than 1 half-day a week",
            ],
        ),
    ],
)
def test_facts_of_one_conflict(fragment: str, facts: list[str]) -> None:
    """The facts that cannot all hold are told, and nothing else."""
    weeks = WEEKS
    if fragment.endswith("CLOSED"):
        fragment, weeks = fragment.removesuffix("CLOSED"), WEEKS.replace("}", ", closed: [2026-09-08]}")
    (conflict,) = conflicts_of(weeks + fragment)
    assert sorted(told(conflict)) == sorted(facts)
    assert conflict.is_minimal
    assert conflict.is_smallest


def test_leave_on_a_day_off_is_kept_by_both() -> None:
    """Where leave lies on a day that the person does not work, both have to give way, and one is told."""
    fragment = (
        "doctors: [{id: d0, works: {mon: am}, leave: [2026-09-07, 2026-09-14]}]\nmanagers: [{id: m0}]\n"
        "workshops: [{id: w}]\n"
    )
    (conflict,) = conflicts_of(WEEKS + fragment)
    kinds = [fact.kind for fact in conflict.facts]
    assert kinds == [Kind.WORKSHOP, Kind.WORKS, Kind.LEAVE, Kind.LEAVE]


def test_one_cause_is_told_once() -> None:
    """Four people who miss a workshop because its room is closed are one conflict."""
    fragment = (
        TWO
        + "rooms: [{id: r, closed: [2026-09-07..2026-09-20]}]\n"
        + "workshops: [{id: w, title: Finance, rooms: [r]}]\n"
    )
    (conflict,) = conflicts_of(WEEKS + fragment)
    assert conflict.headline == "4 people miss Finance"
    assert len(conflict.hits) == 2


def test_two_causes_are_told_apart() -> None:
    """Two doctors on leave are two conflicts."""
    fragment = (
        f"doctors: [{{id: d0, {AWAY}}}, {{id: d1, {AWAY}}}]\nmanagers: [{{id: m0}}, {{id: m1}}]\n"
        "workshops: [{id: w, runs: 2}]\n"
    )
    headlines = [conflict.headline for conflict in conflicts_of(WEEKS + fragment)]
    assert headlines == ["d0 and m0 miss w", "d1 and m1 miss w"]


def test_who_makes_up_the_least_number() -> None:
    """A pair that is too few for a run is told why the others are not there."""
    fragment = (
        f"doctors: [{{id: d0, {AWAY}}}, {{id: d1}}]\nmanagers: [{{id: m0}}, {{id: m1}}]\n"
        "workshops: [{id: w, min_size: 3}]\n"
    )
    away, alone = conflicts_of(WEEKS + fragment)
    assert told(away) == ["d0 and m0 attend w", "d0 is on leave from 7 to 20 September"]
    assert told(alone) == [
        "d1 and m1 attend w",
        "d0 is on leave from 7 to 20 September",
        "w is not held for fewer than 3 people",
        "the two of a pair attend the same run",
    ]


def test_counting_is_told_without_calendars() -> None:
    """Six pairs for two runs of four people: five of them are too many, whenever they are free."""
    doctors = ", ".join(f"{{id: d{k}, works: {{mon: am pm, tue: am}}}}" for k in range(6))
    managers = ", ".join(f"{{id: m{k}}}" for k in range(6))
    fragment = f"doctors: [{doctors}]\nmanagers: [{managers}]\nworkshops: [{{id: w, capacity: 4, runs: 2}}]\n"
    (conflict,) = conflicts_of(WEEKS + fragment)
    asked = [fact for fact in conflict.facts if fact.is_asked]
    assert len(asked) == 5
    assert told(conflict)[5:] == ["w is held at most 2 times", "w has 4 places a run"]
    assert conflict.headline == "4 people miss w"


def test_many_calendars_are_folded() -> None:
    """Five doctors who are each free on another half-day, and four runs: their calendars are a line each."""
    days = ["mon: am", "mon: pm", "tue: am", "tue: pm", "wed: am"]
    doctors = ", ".join(f"{{id: d{k}, works: {{{day}}}}}" for k, day in enumerate(days))
    managers = ", ".join(f"{{id: m{k}}}" for k in range(5))
    fragment = f"doctors: [{doctors}]\nmanagers: [{managers}]\nworkshops: [{{id: w, runs: 4, weeks: 1}}]\n"
    (conflict,) = conflicts_of(WEEKS + fragment)
    calendars = [fact.sentence for fact in conflict.facts if fact.kind is Kind.CALENDAR]
    assert calendars[0] == "d0 is free on 1 of the 10 half-days on which w can be"
    assert len(calendars) == 5
    assert [fact.kind for fact in conflict.unfolded] == [Kind.WORKS] * 5


def test_lines_of_facts(tmp_path: Path) -> None:
    """Each fact stands on the line on which it was written; a default has none."""
    cohort = loaded(
        tmp_path,
        "programme: {start: 2026-09-07, weeks: 2}\n"  # line 2
        "rotas:\n  icu:\n    anchor: 2026-09-07\n"
        '    shifts: {N: {time: "20:00-08:30", attend: false, host: false}}\n'
        "    cycle: |\n      N N N N . . .\n      . . . . . . .\n"  # lines 8 and 9
        "doctors:\n  - id: d0\n    rota: {pattern: icu, row: 1}\n"
        "managers:\n  - id: m0\n"
        "workshops:\n  - id: w\n",  # line 16
    )
    ((conflict,), complete) = rota_conflicts(cohort, [("d0", "m0")])
    assert complete
    lines = {fact.sentence: [span.line for span in fact.spans] for fact in conflict.facts}
    first = "d0 is on N (20:00-08:30) from 7 to 10 September and off duty on 11 September (row 1 of icu)"
    assert lines == {
        "d0 and m0 attend w": [16],
        first: [8],
        "d0 is off duty from 14 to 18 September (row 2 of icu)": [9],
    }


@pytest.mark.parametrize("seed", range(40))
def test_every_conflict_is_needed_in_whole(seed: int) -> None:
    """Every miss of a tiny cohort has a conflict, whose facts contradict each other, and no part of them."""
    data, pairs = seeded_rota_case(seed)
    cohort = Cohort.model_validate(data)
    ground, watch = Ground.of(cohort, pairs), Watch(60, None, None)
    found, complete = rota_conflicts(cohort, pairs)
    missed, _ = missed_of(ground, None, watch)
    assert complete
    assert {hit for conflict in found for hit in conflict.hits} == {asked.fact for asked in missed}
    for conflict in found:
        facts = list(conflict.facts)
        asked = [ground.asked_by_fact[fact] for fact in facts if fact.is_asked]
        prober = Prober(ground, asked, watch, variants=ALL_VARIANTS, others_fill=False)
        if all(fact in prober.facts for fact in facts):
            assert prober.core(facts) is not None
            assert all(prober.core([one for one in facts if one != fact]) is None for fact in facts)


def test_progress_and_stop() -> None:
    """A listener hears what is looked at, and a stop leaves what was found, said to be incomplete."""
    cohort = cohort_of(WEEKS + TWO.replace("{id: d0}", f"{{id: d0, {AWAY}}}") + "workshops: [{id: w}]\n")
    heard: list[Progress] = []
    rota_conflicts(cohort, [("d0", "m0"), ("d1", "m1")], on_progress=heard.append)
    assert "what stands in the way" in {progress.stage for progress in heard}
    stop = Stop()
    stop.request()
    assert rota_conflicts(cohort, [("d0", "m0"), ("d1", "m1")], stop=stop) == ((), False)


def test_a_facilitator_at_one_run() -> None:
    """Two runs at once need two to lead them."""
    fragment = TWO + (
        "facilitators: [{id: f, works: {mon: am}}]\n"
        "workshops: [{id: w, capacity: 2, runs: 2, weeks: 1, facilitators: [f]}]\n"
    )
    (conflict,) = conflicts_of(WEEKS + fragment)
    assert sorted(told(conflict)) == [
        "d0 and m0 attend w",
        "d1 and m1 attend w",
        "f works Monday am",
        "w has 2 places a run",
        "w is held in week 1",
        "w is led by f",
    ]


def test_hours_of_sessions_off_duty() -> None:
    """Five shifts of 13 hours leave 7 of the 72 in a week: one half-day of four, not two."""
    fragment = (
        "scheduling: {off_duty: allowed}\n"
        "rotas:\n  w:\n    anchor: 2026-09-07\n    shifts: {X: {time: '08:00-21:00', attend: false}}\n"
        "    cycle: |\n      . X X X X X .\n      . . . . . . .\n"
        "doctors: [{id: d0, rota: {pattern: w, row: 1}}]\nmanagers: [{id: m0}]\n"
        "workshops: [{id: w, weeks: 1}]\nmeetings: {every_weeks: 1, weeks: 1}\n"
    )
    (conflict,) = conflicts_of(WEEKS + fragment)
    assert told(conflict) == [
        "d0 and m0 attend w",
        "d0 and m0 meet in week 1",
        "d0 is off duty on 7 September and on X (08:00-21:00) from 8 to 11 September (row 1 of w)",
        "shifts and sessions off duty are at most 72 h in 168 h, and 48 h a week on average",
        "w is held in week 1",
    ]
