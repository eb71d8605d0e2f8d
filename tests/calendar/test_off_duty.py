"""Sessions off duty: which half-days `off_duty: allowed` opens, on cases small enough to check by hand."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.calendar import availability
from pairmatch.calendar.off_duty import HOUR, WEEK, Roster
from pairmatch.calendar.shifts import Worked
from pairmatch.cohort.schema import Cohort
from tests.cohort.helpers import cohort

HALVES = 'am: "09:00-13:00", pm: "13:30-17:30", eve: "18:00-21:00"'
FREE = ". . . . . . ."


def on_rota(
    *rows: str, fields: str = "", day: str = "08:00-17:30", halves: str = HALVES, start: str = "2026-09-07"
) -> Cohort:
    """A cohort whose one doctor starts on row 1 of this cycle in the first week."""
    cycle = "".join(f"\n      {row}" for row in rows)
    return cohort(
        f"programme: {{start: {start}, weeks: {len(rows)}, days: mon..sun, halves: {{{halves}}}}}\n"
        f"rotas:\n  icu:\n    anchor: {start}\n    shifts:\n      D: {{time: '{day}'}}\n"
        "      L: {time: '08:00-20:30'}\n      N: {time: '20:00-08:30', attend: false, host: false}\n"
        f"    cycle: |{cycle}\n"
        f"doctors: [{{id: okafor, rota: {{pattern: icu, row: 1}}{fields}}}]\n"
        "scheduling: {off_duty: allowed}"
    )


def attends(made: Cohort, day: str, person: str = "okafor") -> str:
    """The halves of a date on which someone can attend."""
    when = availability(made)
    on_day = [slot for slot in when.time.slots if slot.date.isoformat() == day]
    return " ".join(slot.half for slot in on_day if when.can_attend(person, slot.index))


def test_a_day_off_can_be_attended_and_not_hosted() -> None:
    """Between two shifts that end at 17:30 and start at 08:00, all of the day between has its 11 h."""
    made = on_rota("D . D . . . .", FREE)
    when = availability(made)
    assert attends(made, "2026-09-08") == "am pm eve"
    assert not any(when.can_host("okafor", slot.index) for slot in when.time.slots[3:6])


def test_never_leaves_days_off_alone() -> None:
    """Without `off_duty: allowed` nobody can attend on a day off."""
    made = on_rota("D . D . . . .", FREE)
    never = made.model_copy(update={"scheduling": made.scheduling.model_copy(update={"off_duty": "never"})})
    assert attends(never, "2026-09-08") == ""


def test_eleven_hours_to_the_shift_after() -> None:
    """From 21:00 to a shift at 07:30 are 10.5 h, so the evening before it is closed."""
    assert attends(on_rota("D . D . . . .", FREE, day="07:30-17:30"), "2026-09-08") == "am pm"


def test_eleven_hours_from_the_shift_before() -> None:
    """From 22:30 to 09:00 are 10.5 h, so the morning after is closed."""
    assert attends(on_rota("D . . . . . .", FREE, day="14:00-22:30"), "2026-09-08") == "pm eve"


def test_what_is_left_of_a_working_day_is_no_day_off() -> None:
    """The evening after a shift has not its 11 h."""
    assert attends(on_rota("D . . . . . .", FREE), "2026-09-07") == "am pm"


@pytest.mark.parametrize(
    ("row", "closed", "opened"), [("N N . . . . .", "10", "11"), ("N . . . . . .", "09", "10")]
)
def test_46_hours_after_the_last_of_a_run_of_nights(row: str, closed: str, opened: str) -> None:
    """A run of nights that ends at 08:30 closes that day and the next, be it of one or of two."""
    made = on_rota(row, FREE)
    assert [attends(made, f"2026-09-{day}") for day in (closed, opened)] == ["", "am pm eve"]


@pytest.mark.parametrize(("begins", "opened"), [("06:30", "am"), ("06:29", "")])
def test_46_hours_to_the_minute(begins: str, opened: str) -> None:
    """From the end of a night at 08:30 to 06:30 two days later are 46 h, and a minute less is too little."""
    assert attends(on_rota("N . . . . . .", FREE, halves=f'am: "{begins}-09:00"'), "2026-09-10") == opened


def test_rest_is_time_that_passes() -> None:
    """From 20:30 to 06:30 are 11 h where the clocks go back, and to 07:30 are 10 where they go forward."""
    row = ". . . . . L ."
    back = on_rota(row, halves='am: "06:30-10:00"', start="2026-10-19")
    forward = on_rota(row, halves='am: "07:30-11:00"', start="2027-03-22")
    assert (attends(back, "2026-10-25"), attends(forward, "2027-03-28")) == ("am", "")


def test_commitments_leave_and_extra() -> None:
    """Commitments do not touch a day off, leave takes it away, and `extra` has the last word."""
    fields = (
        ", commitments: {tue am: {attend: false, host: true}}, leave: [2026-09-09], "
        "extra: {2026-09-09 pm: {attend: true}, 2026-09-10 am: {attend: false}}"
    )
    made = on_rota("D . . . D . .", FREE, fields=fields)
    days = ("2026-09-08", "2026-09-09", "2026-09-10")
    assert [attends(made, day) for day in days] == ["am pm eve", "pm", "pm eve"]


def test_days_outside_every_post_stay_closed() -> None:
    """A day off after the last post is not opened."""
    made = on_rota("D . . . D . .", FREE, fields=", posts: [{until: 2026-09-08}]")
    assert [attends(made, day) for day in ("2026-09-08", "2026-09-09")] == ["am pm eve", ""]


def test_someone_with_works_gains_nothing() -> None:
    """Whoever goes by `works` has no days off that are known by the hour."""
    made = on_rota("D . . . D . .", FREE)
    assert attends(made, "2026-09-12", person="ward") == ""


def test_rest_before_a_changeover() -> None:
    """The first day of the next post is a shift as well, so the evening before it needs its 11 h."""
    posts = ", posts: [{until: 2026-09-08}, {from: 2026-09-09, rota: {pattern: icu, row: 1}}]"
    made = on_rota("D . D . . . .", FREE, day="07:30-17:30", fields=posts)
    assert attends(made, "2026-09-08") == "am pm"


def test_48_hours_a_week_on_average_leave() -> None:
    """Five shifts of 9.5 h leave half an hour of a week's 48, which is not enough; leave buys none."""
    made = on_rota("D D D D D . .")
    away = on_rota("D D D D D . .", fields=", leave: [2026-09-07..2026-09-10]")
    assert [attends(one, "2026-09-12") for one in (made, away)] == ["", ""]


@pytest.mark.parametrize(("row", "sunday"), [("L L L L L D .", ""), ("L L L L L . .", "am pm eve")])
def test_72_hours_in_168(row: str, sunday: str) -> None:
    """Five long shifts and a short one are 72 h, which leaves none; without the short one 9.5 h are left."""
    assert attends(on_rota(row, FREE), "2026-09-13") == sunday


def test_a_night_is_at_least_three_hours_between_23_and_6() -> None:
    """Until 02:00 is a night, until 01:59 is not, and from 03:00 is one again."""

    def is_night(first: str, last: str) -> bool:
        shown = (datetime.fromisoformat(f"2026-09-0{first}"), datetime.fromisoformat(f"2026-09-0{last}"))
        return Worked(shown, 0, 0).is_night

    assert is_night("7 16:00", "8 02:00") and is_night("8 03:00", "8 12:00")
    assert not is_night("7 16:00", "8 01:59") and not is_night("8 03:01", "8 12:00")


HOURS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)), max_size=12)


@settings(max_examples=200, deadline=None)
@given(
    shifts=HOURS, sessions=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 8)), min_size=1, max_size=4)
)
def test_hours_are_those_counted_one_by_one(
    shifts: list[tuple[int, int]], sessions: list[tuple[int, int]]
) -> None:
    """What sessions add, and whether any 168 h hold over 72 h, is as counting every hour says."""
    moment = datetime(2026, 9, 7)
    rostered = tuple(
        Worked((moment, moment), start * HOUR, (start + length) * HOUR) for start, length in sorted(shifts)
    )
    roster = Roster(rostered, (0, 10**6), 10**4)
    worked = {hour for start, length in shifts for hour in range(start, start + length)}
    more = {hour for start, length in sessions for hour in range(start, start + length)} - worked
    pieces = [
        piece for start, length in sessions for piece in roster.added((start * HOUR, (start + length) * HOUR))
    ]
    apart = sum(end - start for start, end in pieces) == len(more) * HOUR
    windows = [set(range(since, since + WEEK // HOUR)) for since in range(-170, 440)]
    over = any(len((worked | more) & window) > 72 for window in windows if more & window)
    assert {start // HOUR for start, _ in pieces} <= more
    assert not apart or roster.is_too_much(pieces) == over
