"""The brute force for replanning against answers worked by hand, and against writing every rest out."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_replan_case
from tests.oracle.naive import best_again_by_writing_out
from tests.oracle.replan import Replanned, best_again
from tests.oracle.replan_cases import with_pins
from tests.oracle.replan_document import ReplanDocument
from tests.oracle.rota import TooLarge, best_rota

ONE = [("d0", "m0")]
FREE = {"avoid_halves": 3, "travel": 0, "same_week": 0, "runs": 0, "balance": 0}
SECOND_WEEK = "2026-09-14"
SEEDS = 150
MOST_NODES = 1500
MEET_AM = [
    {"kind": "meeting", "people": ["d0", "m0"], "date": "2026-09-07", "half": "am"},
    {"kind": "meeting", "people": ["d0", "m0"], "date": "2026-09-14", "half": "am"},
]


def cohort(**more: Any) -> Data:
    """Two weeks of Monday and Tuesday, am and pm; a doctor and a manager, always at work."""
    return {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 2, "days": "mon..tue"},
        "doctors": [{"id": "d0"}],
        "managers": [{"id": "m0"}],
        "scheduling": {"notice_weeks": 1, "soft": FREE},
    } | more


def attended(workshop: str, day: str, *people: str, **more: Any) -> Data:
    """A run of a workshop, in the morning."""
    return {
        "kind": "workshop",
        "workshop": workshop,
        "date": day,
        "half": "am",
        "people": list(people),
    } | more


def replanned(data: Data, old: list[Data], from_date: str = SECOND_WEEK) -> Replanned:
    """The best that can be had for the doctor and the manager of a cohort."""
    best = best_again(data, [(data["doctors"][0]["id"], "m0")], old, from_date)
    assert best is not None
    return best


def test_what_can_stay_stays_at_any_cost() -> None:
    """A meeting on a half-day that has come to be avoided is not moved: the moves go before the cost."""
    data = cohort(meetings={"every_weeks": 1})
    data["doctors"][0]["avoid_halves"] = ["2026-09-14 am"]
    assert replanned(data, MEET_AM).levels == (0, 0, 0, 0, 0, 0, 0, 3)


def test_who_is_away_is_met_at_another_time() -> None:
    """Both have one session moved to another half-day, which counts two for each of them."""
    data = cohort(meetings={"every_weeks": 1})
    data["doctors"][0]["leave"] = ["2026-09-14"]
    assert replanned(data, MEET_AM).levels == (0, 0, 0, 0, 2, 2, 4, 0)


def test_beyond_the_notice_nobody_is_disturbed_soon() -> None:
    """With a notice of no week the same move is none within it; of a week from the start it is not either."""
    data = cohort(meetings={"every_weeks": 1})
    data["doctors"][0]["leave"] = ["2026-09-14"]
    data["scheduling"]["notice_weeks"] = 0
    assert replanned(data, MEET_AM).levels == (0, 0, 0, 0, 0, 2, 4, 0)
    data["scheduling"]["notice_weeks"] = 1
    assert replanned(data, MEET_AM, "2026-09-07").levels == (0, 0, 0, 0, 0, 2, 4, 0)


def test_the_first_block_of_a_new_doctor_is_missed() -> None:
    """Who joins in the second week has missed the first meeting; the partner's old ones are no moves."""
    data = cohort(meetings={"every_weeks": 1})
    data["doctors"] = [{"id": "d9"}]
    best = replanned(data, MEET_AM)
    assert best.levels == (0, 0, 1, 0, 0, 0, 0, 0)
    assert best.sessions[0] == MEET_AM[0]


def test_a_run_of_the_past_is_one_of_those_offered() -> None:
    """The new doctor has the second run alone, as the partner has been to the first; of one there is none."""
    data = cohort(workshops=[{"id": "w", "runs": 2}])
    data["doctors"] = [{"id": "d9"}]
    old = [attended("w", "2026-09-07", "d0", "m0")]
    assert replanned(data, old).levels == (0,) * 8
    data["workshops"][0]["runs"] = 1
    assert replanned(data, old).levels == (1, *(0,) * 7)


def test_nothing_comes_after_what_it_should_come_before() -> None:
    """The first workshop can no more be attended when the second was; the gap counts from the past one."""
    data = cohort(workshops=[{"id": "v"}, {"id": "w"}])
    data["programme"]["weeks"] = 3
    assert replanned(data, [attended("w", "2026-09-07", "d0", "m0")]).levels == (2, *(0,) * 7)
    data["workshops"][1]["gap_weeks"] = 2
    best = replanned(data, [attended("v", "2026-09-07", "d0", "m0")])
    assert best.levels == (0,) * 8
    assert best.sessions[1]["date"] > "2026-09-20"


def test_the_past_days_of_a_week_fill_it() -> None:
    """One half-day a week, had on Monday: the meeting of that week is missed."""
    data = cohort(workshops=[{"id": "w"}], meetings={"every_weeks": 1})
    data["scheduling"]["max_per_week"] = 1
    old = [attended("w", "2026-09-07", "d0", "m0")]
    assert replanned(data, old, "2026-09-08").levels == (0, 0, 1, 0, 0, 0, 0, 0)


def test_another_room_at_the_same_time_counts_one() -> None:
    """The room is lost, the other takes the run at its half-day: one for each of the two."""
    data = cohort(workshops=[{"id": "w", "rooms": ["r0", "r1"]}], rooms=[{"id": "r0"}, {"id": "r1"}])
    data["rooms"][0]["closed"] = ["2026-09-14..2026-09-20"]
    old = [attended("w", "2026-09-15", "d0", "m0", room="r0")]
    assert replanned(data, old).levels == (0, 0, 0, 0, 2, 2, 2, 0)
    data["rooms"][1]["closed"] = ["2026-09-15"]
    assert replanned(data, old).levels == (0, 0, 0, 0, 2, 2, 4, 0)


def test_a_facilitator_has_a_session_moved_too() -> None:
    """Another leads at the same time: one for each of the pair, two for the one who leads no more."""
    data = cohort(
        workshops=[{"id": "w", "facilitators": ["f0", "f1"]}],
        facilitators=[{"id": "f0", "leave": ["2026-09-14..2026-09-20"]}, {"id": "f1"}],
    )
    old = [attended("w", "2026-09-15", "d0", "m0", facilitators=["f0"])]
    assert replanned(data, old).levels == (0, 0, 0, 0, 3, 3, 4, 0)


def test_what_is_pinned_stays_or_there_is_no_plan() -> None:
    """A pin is kept although it makes another demand miss; with someone away then, nothing can be done."""
    data = cohort(meetings={"every_weeks": 2}, workshops=[{"id": "w", "dates": ["2026-09-15 am"]}])
    meeting = {"kind": "meeting", "people": ["d0", "m0"], "date": "2026-09-15", "half": "am"}
    assert replanned(data, [meeting]).levels == (0, 0, 0, 0, 2, 2, 4, 0)
    assert replanned(data, [meeting | {"pin": True}]).levels == (2, *(0,) * 7)
    data["managers"][0]["leave"] = ["2026-09-15"]
    assert best_again(data, ONE, [meeting | {"pin": True}], SECOND_WEEK) is None


def compare_with_writing_out(seeds: range, most: int) -> int:
    """How many cases are minute; on each the search reaches what writing out every rest reaches."""
    compared = 0
    for seed in seeds:
        case = seeded_replan_case(seed)
        try:
            old = with_pins(Random(seed), best_rota(*case.old, max_nodes=MOST_NODES).sessions, case.from_date)
            best = best_again(*case.new, old, case.from_date, max_nodes=MOST_NODES)
        except TooLarge:
            continue
        if best:
            document = ReplanDocument(*case.new, old, case.from_date, best.sessions)
            assert document.broken() == set(), seed
            assert document.levels() == best.levels, seed
        if estimate(case.new.data, len({p for pair in case.new.pairs for p in pair})) > 4 * most:
            continue
        levels = best_again_by_writing_out(*case.new, old, case.from_date, most)
        if levels is not None:
            compared += 1
            assert levels == (best.levels if best else ()), seed
    return compared


def estimate(data: Data, people: int) -> int:
    """A bound on the runs of one workshop to write out."""
    half_days = data["programme"]["weeks"] * 9
    return max(((1 + w["runs"]) ** people * half_days ** w["runs"] for w in data["workshops"]), default=1)


@pytest.mark.slow
def test_search_finds_what_writing_out_finds() -> None:
    """On minute cases the search and the writing out of every rest have the same optimum."""
    assert compare_with_writing_out(range(SEEDS), 40) >= 15


@pytest.mark.slow
def test_search_finds_what_writing_out_finds_on_many() -> None:
    """The same on many more, and on larger ones."""
    assert compare_with_writing_out(range(SEEDS, 400), 600) >= 60
