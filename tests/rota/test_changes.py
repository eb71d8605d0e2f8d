"""What differs between two rotas: moves, places, runs, misses, and who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pairmatch.cohort.document import CohortStamp
from pairmatch.rota.attendance import At
from pairmatch.rota.changes import RotaChanges, rota_changes
from pairmatch.rota.rota import (
    MissedMeeting,
    MissedShadowing,
    MissedWorkshop,
    RotaProof,
)
from tests.report.samples import cohort_of, rota_of, some_missed
from tests.rota.sessions import PAIRS, START, THU, TUE, meeting, rota, run, shadowing


def told(changes: RotaChanges) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each change of a pair's session: what became of it, its kind, and for whom."""
    return [(one.change, one.kind, one.people) for one in changes.sessions]


def test_a_session_on_another_day_is_one_move() -> None:
    """From Tuesday to Thursday is one move, told to both, not a removal and an addition."""
    changes = rota_changes(rota([meeting(TUE)]), rota([meeting(THU)]))
    assert told(changes) == [("moved", "meeting", ("okafor", "ward"))]
    assert changes.sessions[0].before == At(TUE, "am")
    assert changes.sessions[0].after == At(THU, "am")
    assert [one.person for one in changes.people] == ["okafor", "ward"]
    assert not changes.is_same


def test_another_site_on_the_same_half_day_is_a_place() -> None:
    """A host who is elsewhere that day is a change of place, not a move."""
    changes = rota_changes(rota([shadowing(TUE)]), rota([shadowing(TUE, site="kings")]))
    assert told(changes) == [("place", "shadowing", ("okafor", "ward"))]


@pytest.mark.parametrize("other", [{"room": "lounge"}, {"room": None}, {"facilitators": ("fox", "price")}])
def test_another_room_or_team_is_a_place(other: dict[str, Any]) -> None:
    """Those who attend, and who hold it before and after, are told; the run has not moved."""
    changes = rota_changes(rota([run(TUE, ("okafor", "lee"))]), rota([run(TUE, ("okafor", "lee"), **other)]))
    assert told(changes) == [("place", "workshop", ("okafor", "lee"))]
    holdings = [(one.change, one.people) for one in changes.holdings]
    assert holdings == [*([("new", ("fox",))] if "facilitators" in other else []), ("place", ("price",))]
    assert changes.runs == ()


def test_facilitators_in_another_order_are_the_same() -> None:
    """The order in which a document lists a team, or a pair of a meeting, says nothing."""
    first = rota([run(TUE, ("okafor",), facilitators=("price", "fox")), meeting(TUE)])
    second = rota(
        [run(TUE, ("okafor",), facilitators=("fox", "price")), meeting(TUE, people=("ward", "okafor"))]
    )
    assert rota_changes(first, second).is_same


def test_a_run_that_moved_is_one_row_for_all_who_go_with_it() -> None:
    """Those of a run that moves are told in one change, its facilitator in another."""
    everyone = ("okafor", "lee", "ward", "kay")
    changes = rota_changes(rota([run(TUE, everyone)]), rota([run(THU, everyone)]))
    assert told(changes) == [("moved", "workshop", everyone)]
    assert [(one.change, one.people) for one in changes.holdings] == [("moved", ("price",))]
    (moved,) = changes.runs
    assert (moved.change, moved.before, moved.after, moved.people) == (
        "moved",
        At(TUE, "am", "hall", ("price",)),
        At(THU, "am", "hall", ("price",)),
        4,
    )
    assert [one.person for one in changes.people] == [*everyone, "price"]


def test_people_who_change_runs_move_and_the_runs_do_not() -> None:
    """Two pairs that swap runs are two moves, and both runs stay where they are."""
    first = rota([run(TUE, PAIRS[0]), run(THU, PAIRS[1])])
    second = rota([run(TUE, PAIRS[1]), run(THU, PAIRS[0])])
    changes = rota_changes(first, second)
    assert told(changes) == [("moved", "workshop", PAIRS[0]), ("moved", "workshop", PAIRS[1])]
    assert (changes.runs, changes.holdings) == ((), ())


def test_a_run_is_matched_by_who_attends_it() -> None:
    """Of two runs that moved, each is matched with the one that most of its people are in."""
    days = [START + timedelta(days=day) for day in (1, 2, 15, 16)]
    first = rota([run(days[0], PAIRS[0]), run(days[1], PAIRS[1])])
    second = rota([run(days[2], PAIRS[1]), run(days[3], PAIRS[0])])
    found = {
        one.before.date: one.after.date
        for one in rota_changes(first, second).runs
        if one.before and one.after
    }
    assert found == {days[0]: days[3], days[1]: days[2]}


def test_a_run_less_and_a_run_more_are_told() -> None:
    """What has no counterpart is gone, or new, with how many people it is for."""
    first, second = rota([run(TUE, PAIRS[0])]), rota()
    assert [(one.change, one.people) for one in rota_changes(first, second).runs] == [("gone", 2)]
    assert [(one.change, one.people) for one in rota_changes(second, first).runs] == [("new", 2)]


def test_what_stays_on_its_half_day_is_kept_before_the_rest_is_matched() -> None:
    """Of three meetings, and then two, the one on its day stays, the first moves, and the last goes."""
    days = [START + timedelta(days=day) for day in (1, 8, 15, 22)]
    changes = rota_changes(rota(map(meeting, days[:3])), rota([meeting(days[1]), meeting(days[3])]))
    moves = [
        (one.change, one.before and one.before.date, one.after and one.after.date) for one in changes.sessions
    ]
    assert moves == [("moved", days[0], days[3]), ("gone", days[2], None)]


def test_halves_come_in_the_order_of_the_day() -> None:
    """Sessions of one date are matched from its first half on, an added evening after the afternoon."""
    first = rota([meeting(TUE, "pm"), meeting(TUE, "eve")])
    second = rota([meeting(THU, "am"), meeting(THU, "eve")])
    changes = rota_changes(first, second, ("am", "pm", "eve"))
    assert [(one.before and one.before.half, one.after and one.after.half) for one in changes.sessions] == [
        ("pm", "am"),
        ("eve", "eve"),
    ]


def test_misses_are_told_for_those_alone_whom_they_concern() -> None:
    """A workshop that one more person misses is told to that person; a reason that differs to nobody."""
    first = [MissedWorkshop(workshop="kickoff", people=("okafor",), why="full")]
    second = [MissedWorkshop(workshop="kickoff", people=PAIRS[0], why="no room")]
    changes = rota_changes(rota(missed=first), rota(missed=second))
    assert [one.everyone for one in changes.newly_missed] == [("ward",)]
    assert changes.no_longer_missed == ()
    assert [one.person for one in changes.people] == ["ward"]


def test_misses_are_counted() -> None:
    """Of two shadowings of one pair missed before and one now, one is no longer missed."""
    one = MissedShadowing(guest="okafor", host="ward", why="leave")
    changes = rota_changes(rota(missed=[one, one]), rota(missed=[one]))
    assert (changes.missed.before, changes.missed.after) == (2, 1)
    assert (changes.newly_missed, changes.no_longer_missed) == ((), (one,))
    other = MissedMeeting(people=("ward", "okafor"), why="leave")
    assert rota_changes(rota(missed=[other]), rota(missed=[other])).is_same


@pytest.mark.parametrize(
    "facts",
    [
        {"weeks": 5},
        {"pairs": PAIRS[:1]},
        {"proof": RotaProof(status="optimal", missed=0, cost=6, bound=6)},
        {"proof": RotaProof(status="feasible", missed=0, cost=5, bound=4)},
    ],
)
def test_facts_of_the_whole_are_differences(facts: dict[str, Any]) -> None:
    """Other weeks, pairs, cost or proof are a difference, though nobody has to be told."""
    changes = rota_changes(rota(), rota(**facts))
    assert not changes.is_same
    assert changes.people == ()


def test_another_cohort_file_alone_is_no_difference() -> None:
    """A document made from another version of the file, and otherwise the same, is the same."""
    other = rota([meeting(TUE)], cohort=CohortStamp(file="cohort.yaml", sha256="1"))
    changes = rota_changes(rota([meeting(TUE)]), other)
    assert changes.is_same
    assert not changes.cohort.is_same


def test_a_rota_does_not_differ_from_itself() -> None:
    """Compared with itself, a rota with sessions and misses of every kind has no difference."""
    cohort = cohort_of(4)
    one = rota_of(cohort, some_missed(cohort))
    assert rota_changes(one, one).is_same
