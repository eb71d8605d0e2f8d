"""A rota that is made again: nothing moves that need not, the nearest last, nobody for the cost's sake."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange
from pairmatch.errors import WrongUsage
from pairmatch.rota import Keep, schedule
from pairmatch.rota.rota import MissedMeeting, Moved
from pairmatch.verify import levels
from tests.oracle.cohorts import seeded_rota_case
from tests.rota.helpers import ONE, cohort_of
from tests.rota.replanned import MONDAYS, NOBODY, made_again, meet, old, run, visit
from tests.rota.test_oracle import hand_made

MEETINGS = "programme: {start: 2026-09-07, weeks: 3, days: mon..mon}\nmeetings: {every_weeks: 1}\n"
"""One meeting a week, on two half-days."""
TWO_PAIRS = "doctors: [{id: a}, {id: b}]\nmanagers: [{id: m}, {id: n}]\n"
A_M, B_N = ("a", "m"), ("b", "n")
OF_BOTH = [meeting for week in (1, 2, 3) for meeting in (meet(week, "am", *A_M), meet(week, "pm", *B_N))]


def test_nothing_changed_nothing_moves() -> None:
    """The same file gives the same sessions, those before the day and those after it."""
    again = made_again(MEETINGS + TWO_PAIRS, OF_BOTH, first=2)
    assert again.sessions == tuple(OF_BOTH)
    assert (again.proof.moved, again.proof.status) == (NOBODY, "optimal")
    assert again.frozen_before == MONDAYS[1]


def test_nobody_moves_for_the_cost() -> None:
    """A half-day that someone has come to avoid is kept: a lower cost is worth no move."""
    again = made_again(
        MEETINGS + "doctors: [{id: d, avoid_halves: [mon am]}]\nmanagers: [{id: m}]", map(meet, (1, 2, 3))
    )
    assert again.sessions == (meet(1), meet(2), meet(3))
    assert again.proof.cost == 3 * 3 + 4 * 3


def test_resigned_and_replaced() -> None:
    """b has left in week 2 and c takes b's place: nobody else moves, and c's first week is over."""
    people = "doctors: [{id: a}, {id: c}]\nmanagers: [{id: m}, {id: n}]\n"
    again = made_again(MEETINGS + people, old(OF_BOTH, [A_M, B_N]), 2, [A_M, ("c", "n")])
    of_c = [one for one in again.sessions if "c" in one.everyone]
    assert [one for one in again.sessions if "c" not in one.everyone] == [
        OF_BOTH[0],
        OF_BOTH[1],
        *OF_BOTH[2::2],
    ]
    assert len(of_c) == 2
    why = "week 1 lies before 14 September"
    assert again.missed == (MissedMeeting(people=("c", "n"), weeks=WeekRange(1, 1), why=why),)
    assert again.proof.moved == NOBODY


def test_sick_manager() -> None:
    """m is away on one half-day of week 2: that meeting moves to the afternoon, and no other."""
    sick = TWO_PAIRS.replace("{id: m}", '{id: m, leave: ["2026-09-14 am"]}')
    again = made_again(MEETINGS + sick, OF_BOTH)
    expected = [*OF_BOTH[:2], meet(2, "pm", *A_M), meet(2, "pm", *B_N), *OF_BOTH[4:]]
    assert sorted(again.sessions, key=str) == sorted(expected, key=str)
    assert again.proof.moved == Moved(within_notice=2, people=2, points=4)


def test_room_lost() -> None:
    """Where the room is closed the run stays on its half-day, in the other room: a point a person."""
    workshop = (
        "rooms: [{id: hall, closed: [2026-09-14]}, {id: den}]\nworkshops: [{id: w, rooms: [hall, den]}]\n"
    )
    again = made_again(MEETINGS.partition("meetings")[0] + ONE + workshop, [run(2, "d", "m", room="hall")])
    assert again.sessions == (run(2, "d", "m", room="den"),)
    assert again.proof.moved == Moved(within_notice=2, people=2, points=2)


def test_other_duty_pattern_from_a_changeover() -> None:
    """From week 2 on d works afternoons: the mornings move from then on, and the first stays."""
    rotas = (
        "rotas:\n"
        "  early: {anchor: 2026-09-07, shifts: {X: {time: '08:00-13:00'}}, cycle: X X X X X X X}\n"
        "  late: {anchor: 2026-09-07, shifts: {X: {time: '13:00-20:00'}}, cycle: X X X X X X X}\n"
    )
    doctor = (
        "doctors: [{id: d, posts: [{until: 2026-09-13, rota: {pattern: early, row: 1}},"
        " {from: 2026-09-14, rota: {pattern: late, row: 1}}]}]\nmanagers: [{id: m}]"
    )
    again = made_again(MEETINGS + rotas + doctor, map(meet, (1, 2, 3)))
    assert again.sessions == (meet(1), meet(2, "pm"), meet(3, "pm"))
    assert again.proof.moved == Moved(within_notice=2, people=2, points=8)


FOUR_WEEKS = "programme: {start: 2026-09-07, weeks: 4, days: mon..mon, halves: {am: '09:00-13:00'}}\n"
APART = FOUR_WEEKS + ONE + "shadowing: {each_way: 1, gap_weeks: 2}\n"
"""One half-day a week; the visits of weeks 2 and 3 are now too near: 1 and 3, 2 and 4, or 1 and 4 will do."""
VISITS = (visit(2, "d", "m"), visit(3, "m", "d"))


def test_within_the_notice_moves_last() -> None:
    """Of two that could give way the one beyond the notice does."""
    again = made_again(APART + "scheduling: {notice_weeks: 2}", VISITS)
    assert again.sessions == (VISITS[0], visit(4, "m", "d"))
    assert again.proof.moved == Moved(within_notice=0, people=2, points=4)


def test_pinned_beyond_the_notice_stays() -> None:
    """A pin holds the one that would give way, and is in the new document too."""
    pinned = visit(3, "m", "d", pin=True)
    again = made_again(APART + "scheduling: {notice_weeks: 2}", (VISITS[0], pinned))
    assert again.sessions == (visit(1, "d", "m"), pinned)
    assert again.proof.moved == Moved(within_notice=2, people=2, points=4)


def test_least_missed_comes_before_moves() -> None:
    """A visit that was missed is held, though another has to move for it."""
    again = made_again(APART, [visit(2, "d", "m")], first=2)
    assert sorted(one.date for one in again.sessions) == [MONDAYS[1], MONDAYS[3]]
    stuck = APART.replace("{id: d}", "{id: d, leave: [2026-09-28]}")
    again = made_again(stuck, [visit(2, "d", "m")])
    assert sorted(one.date for one in again.sessions) == [MONDAYS[0], MONDAYS[2]]
    assert again.proof.moved == Moved(within_notice=2, people=2, points=4)


def test_facilitators_count() -> None:
    """Another facilitator is a point for each who attends, and two for the one who is away."""
    workshop = (
        "facilitators: [{id: f, leave: [2026-09-14]}, {id: g}]\nworkshops: [{id: w, facilitators: [f, g]}]\n"
    )
    again = made_again(FOUR_WEEKS + ONE + workshop, [run(2, "d", "m", facilitators=("f",))])
    assert again.sessions == (run(2, "d", "m", facilitators=("g",)),)
    assert again.proof.moved == Moved(within_notice=3, people=3, points=4)


def test_what_it_was_made_with() -> None:
    """The document says from when, and of which rota; another rota has another fingerprint."""
    one, other = (
        made_again(MEETINGS + ONE, sessions, first=2).made.options
        for sessions in ([meet(1)], [meet(1, "pm")])
    )
    assert one["from"] == "2026-09-14"
    assert set(one) == {"keep", "from"}
    assert one["keep"] != other["keep"]


def keep_from(first: date | None, frozen_before: date | None = None) -> date:
    """The day that a rota may change from."""
    return Keep(old([], frozen_before=frozen_before), first).starts(cohort_of(MEETINGS + ONE))


def test_the_first_day_to_come() -> None:
    """Without a day it is the programme's first, or the one from which the older rota could change."""
    assert keep_from(None) == MONDAYS[0]
    assert keep_from(None, frozen_before=MONDAYS[1]) == MONDAYS[1]
    assert keep_from(MONDAYS[2], frozen_before=MONDAYS[1]) == MONDAYS[2]


@pytest.mark.parametrize("first", [MONDAYS[0], date(2026, 9, 28)])
def test_a_day_that_cannot_be(first: date) -> None:
    """What is past already, and what lies after the programme, cannot be the first day to come."""
    with pytest.raises(WrongUsage, match=str(first)):
        keep_from(first, frozen_before=MONDAYS[1])


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 400), st.integers(0, 2), st.data())
def test_any_cohort_made_again(seed: int, weeks_over: int, data: st.DataObject) -> None:
    """Unchanged, nobody moves from any day on; with someone away as much is held as from nothing."""
    case = seeded_rota_case(seed)
    cohort = Cohort.model_validate(case.data)
    pairing = hand_made(cohort, case.pairs)
    before = schedule(cohort, pairing)
    days = sorted({one.date for one in before.sessions})
    first = days[min(weeks_over, len(days) - 1)] if days else cohort.programme.start
    again = schedule(cohort, pairing, keep=Keep(before, first))
    assert (again.sessions, again.proof.moved) == (before.sessions, NOBODY)
    if days:
        away = data.draw(st.sampled_from(days)).isoformat()
        plain = copy.deepcopy(case.data)
        plain["managers"][0]["leave"] = [*plain["managers"][0].get("leave", []), away]
        changed = Cohort.model_validate(plain)
        mended = schedule(changed, pairing, keep=Keep(before, cohort.programme.start))
        assert levels(changed, mended)[:4] == levels(changed, schedule(changed, pairing))[:4]
