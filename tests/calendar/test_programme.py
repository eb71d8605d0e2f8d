"""The half-days of a programme: their order, weeks, and the ways to hold a workshop in them."""

from __future__ import annotations

from datetime import date

import pytest

from pairmatch.calendar import ProgrammeTime, programme_time
from pairmatch.calendar.needs import clipped, meeting_blocks, needed_half_days
from pairmatch.calendar.public_holidays import public_holidays
from pairmatch.cohort.values import HalfDay, WeekRange
from tests.cohort.helpers import cohort

THREE_HALVES = 'halves: {am: "09:00-13:00", pm: "13:30-17:30", eve: "17:45-20:00"}'


def time_of(programme: str) -> ProgrammeTime:
    """The half-days of a programme."""
    return programme_time(cohort(f"programme: {{start: 2026-09-07, {programme}}}"))


def starts(workshop: str, programme: str = "weeks: 2") -> list[list[str]]:
    """The half-days of each way to hold a workshop."""
    made = cohort(f"programme: {{start: 2026-09-07, {programme}}}\nworkshops: [{{id: w, {workshop}}}]")
    time = programme_time(made)
    return [[str(time.slots[t]) for t in stretch] for stretch in time.starts(made.workshops[0])]


def test_slots_in_time_order() -> None:
    """Half-days are counted in time order, with their week and the number of their date."""
    slots = time_of("weeks: 2, days: mon..wed").slots
    assert [str(slot) for slot in slots[:3]] == ["2026-09-07 am", "2026-09-07 pm", "2026-09-08 am"]
    assert [slot.week for slot in slots] == [1] * 6 + [2] * 6
    assert [slot.day for slot in slots] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert list(slots) == sorted(slots, key=lambda slot: (slot.date, slot.half_index))


def test_days_may_have_gaps() -> None:
    """`days` can be a list with gaps, as `mon wed sat`."""
    dates = dict.fromkeys(slot.date for slot in time_of("weeks: 1, days: mon wed sat").slots)
    assert list(dates) == [date(2026, 9, 7), date(2026, 9, 9), date(2026, 9, 12)]


def test_index_of() -> None:
    """A half-day is found by date and half; one that the programme does not have is None."""
    time = time_of("weeks: 1")
    assert time.index_of(HalfDay(date(2026, 9, 8), "pm")) == 3
    assert time.index_of(HalfDay(date(2026, 9, 12), "am")) is None
    assert time.index_of(HalfDay(date(2026, 9, 14), "am")) is None


def test_within() -> None:
    """The half-days of a window are a range of indices."""
    time = time_of("weeks: 3")
    assert time.within(WeekRange(2, 2)) == range(10, 20)
    assert time.within(None) == range(30)
    assert len(time.within(WeekRange(4, 9))) == 0


def test_two_halves_of_one_day() -> None:
    """A workshop of two half-days starts where the next half is of the same day."""
    assert starts("length: 2", "weeks: 1, days: mon..tue") == [
        ["2026-09-07 am", "2026-09-07 pm"],
        ["2026-09-08 am", "2026-09-08 pm"],
    ]


def test_two_of_three_halves() -> None:
    """In a day of three halves, a workshop of two can be the first two or the last two."""
    assert starts("length: 2", f"weeks: 1, days: mon, {THREE_HALVES}") == [
        ["2026-09-07 am", "2026-09-07 pm"],
        ["2026-09-07 pm", "2026-09-07 eve"],
    ]


def test_closed_half_stops_a_long_workshop() -> None:
    """A workshop of two half-days needs both of them open."""
    assert starts("length: 2", "weeks: 1, days: mon..tue, closed: [2026-09-07 pm]") == [
        ["2026-09-08 am", "2026-09-08 pm"]
    ]


def test_dates_name_the_first_half() -> None:
    """`dates` name the half-day on which a workshop starts, within its weeks."""
    assert starts("length: 2, weeks: 1, dates: [2026-09-08 am, 2026-09-09 pm, 2026-09-15 am]") == [
        ["2026-09-08 am", "2026-09-08 pm"]
    ]


def test_break() -> None:
    """The break between two halves runs from the end of one to the start of the other."""
    time = time_of(f"weeks: 1, {THREE_HALVES}")
    assert time.break_minutes(0, 1) == 30
    assert time.break_minutes(1, 2) == 15
    assert time.break_minutes(0, 2) == 285


def test_why_closed() -> None:
    """A closed half-day says why: the holiday's name, or that the programme closes it."""
    time = programme_time(
        cohort("programme: {start: 2026-08-31, weeks: 1, country: GB-ENG, closed: [2026-09-01 am]}")
    )
    assert "Bank Holiday" in time.closed[0]
    assert time.closed[2] == "closed by the programme"
    assert 3 not in time.closed


@pytest.mark.parametrize(
    "country", ["", "England", "gb-eng", "GB-XYZ", "utils", "__name__", "../x", "financial"]
)
def test_unknown_countries(country: str) -> None:
    """A country without public holidays is refused by name, whatever the package makes of the word."""
    with pytest.raises(ValueError, match="no public holidays are known"):
        public_holidays(country, date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("window", "weeks", "rest"),
    [
        (None, 12, WeekRange(1, 12)),
        (WeekRange(2, 11), 12, WeekRange(2, 11)),
        (WeekRange(2, 14), 12, WeekRange(2, 12)),
        (WeekRange(13, 14), 12, None),
    ],
)
def test_clipped(window: WeekRange | None, weeks: int, rest: WeekRange | None) -> None:
    """A window is cut to the programme, and None when nothing is left of it."""
    assert clipped(window, weeks) == rest


@pytest.mark.parametrize(
    ("meetings", "blocks"),
    [
        ("every_weeks: 2", ["1..2", "3..4", "5..6"]),
        ("every_weeks: 4", ["1..4"]),
        ("every_weeks: 2, weeks: 2..6", ["2..3", "4..5"]),
        ("every_weeks: 1, weeks: 5..9", ["5", "6", "7"]),
        ("every_weeks: 8", []),
    ],
)
def test_meeting_blocks(meetings: str, blocks: list[str]) -> None:
    """Blocks start with the window and are whole: a last shorter one has no meeting."""
    made = cohort(f"programme: {{start: 2026-09-07, weeks: 7}}\nmeetings: {{{meetings}}}")
    assert [str(block) for block in meeting_blocks(made, 7)] == blocks


def test_needed_half_days() -> None:
    """A pair needs its required workshops' halves, both ways of shadowing and its meetings."""
    made = cohort(
        "programme: {start: 2026-09-07, weeks: 7}\n"
        "workshops: [{id: a, length: 2}, {id: b, required: false}, {id: c}]\n"
        "shadowing: {each_way: 2}\nmeetings: {every_weeks: 3}"
    )
    assert needed_half_days(made, 7) == 2 + 1 + 4 + 2
