"""What is over is never checked and never changes, but it counts for what is to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pairmatch.rota import Keep, schedule
from pairmatch.rota.rota import AnySession, MeetingSession, WorkshopSession
from tests.rota.helpers import ONE, cohort_of, in_file_order
from tests.rota.replanned import MONDAYS, made_again, meet, old, run, visit
from tests.rota.test_oracle import hand_made

FOUR = "programme: {start: 2026-09-07, weeks: 4, days: mon..mon}\n"
"""Two half-days a week."""
TWO_DAYS = "programme: {start: 2026-09-07, weeks: 1, days: mon..tue}\n"


def whys(fragment: str, *sessions: object, first: int = 2) -> list[str]:
    """The reasons for all that is missed."""
    return [one.why for one in made_again(fragment, sessions, first).missed]  # type: ignore[arg-type]


def test_history_is_of_another_file() -> None:
    """People, rooms, halves and workshops that the file has no more stay in the document, word for word."""
    gone = (
        run(1, "x", "y", half="night", workshop="gone", room="cellar", facilitators=("nobody",)),
        meet(1, "am", "x", "y", pin=True),
        visit(1, "x", "m", site="moon"),
    )
    again = made_again(FOUR + ONE + "meetings: {every_weeks: 4}", [*gone, meet(2)], first=2)
    assert again.sessions == (*gone, meet(2))


def test_attended_is_attended() -> None:
    """A workshop that both attended is no demand any more; it is neither held again nor missed."""
    again = made_again(FOUR + ONE + "workshops: [{id: w}]", [run(1, "d", "m")], first=2)
    assert (again.sessions, again.missed) == ((run(1, "d", "m"),), ())


def test_a_new_partner_attends_alone() -> None:
    """m attended with someone who has left: d attends the next run without m, and both the next workshop."""
    again = made_again(FOUR + ONE + "workshops: [{id: w, runs: 2}, {id: v}]", [run(1, "x", "m")], first=2)
    attended = {one.workshop: one.people for one in again.sessions if one.date > MONDAYS[0]}  # type: ignore[union-attr]
    assert attended == {"w": ("d",), "v": ("d", "m")}


def test_runs_are_used_up() -> None:
    """The one run of a workshop was held: who was not there misses it."""
    assert whys(FOUR + ONE + "workshops: [{id: w, runs: 1}]", run(1, "x", "m")) == [
        "its one run is held at another time (on all 6 half-days possible)"
    ]


def test_order_and_gap_count_from_history() -> None:
    """Two whole weeks after week 1 the next workshop can be in week 3 at the soonest."""
    workshops = "workshops: [{id: w}, {id: v, gap_weeks: 2, weeks: 1..3}]"
    again = made_again(FOUR + ONE + workshops, [run(1, "d", "m")], first=2)
    assert again.sessions[-1].date == MONDAYS[2]
    assert whys(FOUR + ONE + workshops.replace("1..3", "1..2"), run(1, "d", "m")) == [
        "by the order of workshops it can be from week 3 on, and it is in weeks 1..2"
    ]


def test_no_way_back_in_the_order() -> None:
    """Who has attended the later workshop cannot attend the earlier one any more."""
    assert whys(FOUR + ONE + "workshops: [{id: w}, {id: v}]", run(1, "d", "m", workshop="v")) == [
        "d has attended v already, which comes after it"
    ]


def test_shadowing_done_counts() -> None:
    """One of two visits is done: one is left, and not within the gap of the one that was."""
    shadowing = "shadowing: {each_way: 1, gap_weeks: 3}"
    again = made_again(FOUR + ONE + shadowing, [visit(1, "d", "m")], first=2)
    assert [(one.date, one.everyone) for one in again.sessions[1:]] == [(MONDAYS[3], ("m", "d"))]


def test_shadowing_a_former_partner_does_not_count() -> None:
    """What d saw with another manager is no visit at m's."""
    again = made_again(FOUR + ONE + "shadowing: {each_way: 1, gap_weeks: 0}", [visit(1, "d", "x")], first=2)
    assert sorted(one.everyone for one in again.sessions[1:]) == [("d", "m"), ("m", "d")]


def test_a_block_that_has_begun() -> None:
    """They have met in the block of weeks 1 and 2; what is left is the block of 3 and 4."""
    again = made_again(FOUR + ONE + "meetings: {every_weeks: 2}", [meet(1)], first=2)
    assert [one.date >= MONDAYS[2] for one in again.sessions[1:]] == [True]


def test_a_week_that_is_half_over() -> None:
    """What was held on Monday takes the one half-day of the week, though more than allowed was held."""
    monday = [meet(1), meet(1, "pm", "d", "x")]
    cohort = cohort_of(TWO_DAYS + ONE + "shadowing: {each_way: 1}\nscheduling: {max_per_week: 1}")
    tuesday = MONDAYS[0] + timedelta(days=1)
    pairing = hand_made(cohort, in_file_order(cohort))
    again = schedule(cohort, pairing, keep=Keep(old(monday), tuesday))
    assert again.sessions == tuple(monday)
    whole_week = " has 1 sessions in that week (on all 2 half-days possible)"
    assert [one.why[1:] for one in again.missed] == [whole_week] * 2


def test_cost_of_history() -> None:
    """A run held, two half-days avoided, one beyond the first of a week; another's sessions cost nothing."""
    people = "doctors: [{id: d, avoid_halves: [mon am]}]\nmanagers: [{id: m}]\n"
    history: list[AnySession] = [
        run(1, "d", "x"),
        meet(1, "pm", "d", "x"),
        meet(1, "am", "x", "y"),
        meet(2, "am", "d", "x"),
    ]
    again = made_again(FOUR + people, history, first=3)
    cost = 3 * 2 + 1 * 1 + 1 * 1 + 4 * 2
    assert (again.proof.cost, again.proof.bound, again.proof.status) == (cost, cost, "optimal")


def test_history_before_a_later_start() -> None:
    """A programme that now starts later keeps what was held before."""
    sessions: list[AnySession] = [
        MeetingSession(people=("d", "m"), date=date(2026, 8, 31), half="am"),
        WorkshopSession(workshop="w", date=date(2026, 8, 31), half="pm", people=("d", "m")),
    ]
    again = made_again(FOUR + ONE + "workshops: [{id: w}]\nmeetings: {every_weeks: 4}", sessions)
    assert again.sessions[:2] == tuple(sessions)
    assert [one.kind for one in again.sessions[2:]] == ["meeting"]
    assert again.frozen_before == MONDAYS[0]


@pytest.mark.parametrize(
    ("history", "half"), [(meet(1, "am", "d", "x"), "pm"), (meet(1, "pm", "x", "m"), "am")]
)
def test_history_in_the_cost_of_what_is_to_come(history: AnySession, half: str) -> None:
    """A meeting is put where it evens the burden: one of the two has had a session on an avoided half-day."""
    people = "doctors: [{id: d, avoid_halves: [mon am]}]\nmanagers: [{id: m, avoid_halves: [mon pm]}]\n"
    again = made_again(FOUR + people + "meetings: {every_weeks: 4, weeks: 1..4}", [history], 2)
    assert [one.half for one in again.sessions[1:]] == [half]
    assert (again.proof.cost, again.proof.bound) == (3 * 2 + 4 * 1, 3 * 2 + 4 * 1)


def test_another_session_of_a_week_that_is_half_over() -> None:
    """Tuesday's session is beyond the first of the week of both, as Monday's was."""
    cohort = cohort_of(TWO_DAYS + ONE + "shadowing: {each_way: 1, gap_weeks: 0}\nmeetings: {every_weeks: 1}")
    tuesday = MONDAYS[0] + timedelta(days=1)
    keep = Keep(old([visit(1, "d", "m"), visit(1, "m", "d", "pm")]), tuesday)
    again = schedule(cohort, hand_made(cohort, in_file_order(cohort)), keep=keep)
    assert (len(again.sessions), again.proof.cost, again.proof.bound) == (3, 4, 4)
