"""The small written forms: what each reads, and what it says of anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.cohort.values import (
    HalfDay,
    Period,
    TimeRange,
    Weekdays,
    WeeklyHalf,
    WeekRange,
    monday_of,
    parse_date,
)
from tests.cohort.helpers import cohort

DATES = st.dates(date(2000, 1, 1), date(2100, 12, 31))
HALVES = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)


@pytest.mark.parametrize(
    ("parse", "text", "said"),
    [
        (parse_date, "2026-9-7", "is not a date"),
        (parse_date, "07/09/2026", "is not a date"),
        (parse_date, "2026-02-29", "is not a day of the calendar"),
        (parse_date, "1999-12-31", "outside the years"),
        (parse_date, "٢٠٢٦-٠٩-٠٧", "is not"),
        (HalfDay.parse, "2026-09-08", "is not a half-day"),
        (HalfDay.parse, "2026-09-08 am pm", "is not a half-day"),
        (HalfDay.parse, "2026-09-08 AM", "is not a half-day"),
        (WeeklyHalf.parse, "monday am", "is not a half-day of the week"),
        (Period.parse, "2026-10-16..2026-10-12", "ends before it starts"),
        (Period.parse, "2026-10-12..", "is not a date"),
        (Period.parse, "2026-10-12...2026-10-16", "is not a date"),
        (WeekRange.parse, "0", "weeks count from 1"),
        (WeekRange.parse, "4..2", "ends before it starts"),
        (WeekRange.parse, "2-11", "is not a week range"),
        (HalfDay.parse, "2026-09-08 AM", "write `2026-09-08 am`"),
        (WeeklyHalf.parse, "monday am", "write `mon am`"),
        (WeeklyHalf.parse, "Tues PM", "write `tue pm`"),
        (WeeklyHalf.parse, "Mon", "a day and a half, as `mon am`"),
        (WeeklyHalf.parse, "soon", "a day and a half, as `tue am`"),
        (Weekdays.parse, "Monday .. Fri", "write `mon..fri`"),
        (Weekdays.parse, "Mon, Wed", "write `mon wed`"),
        (TimeRange.parse, "9-17", "is not a time range"),
        (TimeRange.parse, "08:00-24:30", "is not a time range"),
        (TimeRange.parse, "24:00-08:00", "is not a time range"),
        (TimeRange.parse, "08:60-09:00", "is not a time range"),
        (Weekdays.parse, "fri..mon", "names no days"),
        (Weekdays.parse, "weekdays", "names no days"),
        (Weekdays.parse, "", "names no days"),
    ],
)
def test_refused(parse: Callable[[str], Any], text: str, said: str) -> None:
    """A text of another form is refused in a sentence that quotes it or says what is meant."""
    with pytest.raises(ValueError, match=said):
        parse(text)


@given(DATES, HALVES)
def test_half_day_round_trip(day: date, half: str) -> None:
    """A half-day reads back what it writes."""
    assert HalfDay.parse(str(HalfDay(day, half))) == HalfDay(day, half)


@given(DATES, st.integers(0, 400))
def test_period_round_trip(first: date, days: int) -> None:
    """A period reads back what it writes, and holds its two ends and nothing beyond them."""
    last = min(first + timedelta(days=days), date(2100, 12, 31))
    period = Period.parse(str(Period(first, last)))
    assert period == Period(first, last)
    assert period.holds(first, "am") and period.holds(last, "pm")
    assert not period.holds(last + timedelta(days=1), "am")
    assert not period.holds(first - timedelta(days=1), "pm")


def test_spaces_round_the_dots() -> None:
    """Ranges of dates, weeks and days may have spaces round their dots."""
    assert Period.parse("2026-09-14 .. 2026-09-18") == Period.parse("2026-09-14..2026-09-18")
    assert WeekRange.parse("2 ..11") == WeekRange(2, 11)
    assert Weekdays.parse("mon .. wed").days == (0, 1, 2)


def test_half_day_as_period() -> None:
    """A closed half-day holds that half of that date only."""
    period = Period.parse("2026-11-04 am")
    assert period.holds(date(2026, 11, 4), "am")
    assert not period.holds(date(2026, 11, 4), "pm")
    assert not period.holds(date(2026, 11, 5), "am")


@given(st.integers(1, 999), st.integers(0, 50))
def test_week_range_round_trip(first: int, more: int) -> None:
    """A week range reads back what it writes, and holds both its ends."""
    weeks = WeekRange(first, min(first + more, 999))
    assert WeekRange.parse(str(weeks)) == weeks
    assert weeks.first in weeks and weeks.last in weeks and weeks.last + 1 not in weeks


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("08:00-17:30", 570), ("20:00-08:30", 750), ("08:00-08:00", 1440), ("00:00-24:00", 1440)],
)
def test_time_range(text: str, minutes: int) -> None:
    """An end that is not after the start lies on the next day; `24:00` is the end of a day."""
    assert TimeRange.parse(text).minutes == minutes
    assert str(TimeRange.parse(text)) == text


@given(DATES)
def test_monday_of(day: date) -> None:
    """The Monday of a week is a Monday at most six days before each of its days."""
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days <= 6


@pytest.mark.parametrize(
    ("written", "days"),
    [("mon..fri", (0, 1, 2, 3, 4)), ("mon wed", (0, 2)), ("[sat, mon]", (0, 5)), ("tue", (1,))],
)
def test_days_of_a_programme(written: str, days: tuple[int, ...]) -> None:
    """Days are a range or a list, in week order whatever the order written."""
    programme = cohort(f"programme: {{start: 2026-09-07, days: {written}}}").programme
    assert tuple(programme.days) == days


@pytest.mark.parametrize("written", ["3e1", "0123", "1", "0x1f", "1.0e"])
def test_ids_that_look_like_numbers(written: str) -> None:
    """An id is the text as it was written, though YAML takes it for a number."""
    if "." in written:
        return
    made = cohort(f"doctors: [{{id: {written}}}]\nmanagers: [{{id: ward, prefers: [{written}]}}]")
    assert made.doctors[0].id == written


@pytest.mark.parametrize(("band", "text"), [("7", "7"), ('"7"', "7"), ("8a", "8a")])
def test_band_as_number_or_text(band: str, text: str) -> None:
    """`band: 7` and `band: "7"` are the same."""
    assert cohort(f"managers: [{{id: ward, band: {band}}}]").managers[0].band == text
