"""Dates and times as sheets hold them; the day always comes first."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.importing.dates import DateReader, NotADate, is_day_word, month_of
from pairmatch.importing.tables import Value
from pairmatch.importing.times import clock, hours, hours_within

READER = DateReader(date(2026, 9, 7), date(2026, 11, 29))
SEVENTH = date(2026, 9, 7)


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 9, 7),
        date(2026, 9, 7),
        "07/09/2026",
        "7/9/26",
        "07.09.26",
        "07-09-2026",
        "2026-09-07",
        "2026-09-07 00:00:00",
        "7-Sep-26",
        "7 Sep",
        "Mon 7 Sep",
        "Monday 7th September 2026",
        "Mon, 7 Sept 2026",
        "w/c 07/09/2026",
        "W/C Mon 7 Sep",
        "week commencing 7.9.26",
        "7/9",
        " 07/09/2026\xa0",
    ],
)
def test_dates(value: Value) -> None:
    """Every way of writing 7 September 2026 is read as that."""
    assert READER.read(value) == SEVENTH


@pytest.mark.parametrize("value", ["Mon 7", "7", "7th", 7, 7.0])
def test_under_a_month(value: Value) -> None:
    """A day of the month is a date only under a heading that says the month."""
    assert READER.read(value, (9, 2026)) == SEVENTH
    assert READER.read(value, (9, None)) == SEVENTH
    assert READER.read(value) is None


@pytest.mark.parametrize(
    "value", ["", None, "LD", "Sunday Adeyemi", "May", 46272, True, time(8), "7 Sep (Mon)"]
)
def test_no_dates(value: Value) -> None:
    """Other values are no dates, and no faults either."""
    assert READER.read(value) is None


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("09/13/2026", "there is no month 13"),
        ("31/11/2026", "not a day of the calendar"),
        ("Tue 7 Sep", "07/09/2026 is a Monday, not a Tue"),
        ("07/09/1926", "outside the years"),
        ("30 Feb", "not a day of the calendar"),
    ],
)
def test_impossible(value: str, why: str) -> None:
    """What looks like a date and is none says why; it is never turned round."""
    with pytest.raises(NotADate, match=why):
        READER.read(value)


def test_years() -> None:
    """A date without a year lies nearest to the programme, or in the year that is said, or is in doubt."""
    assert READER.read("3 Jan") == date(2027, 1, 3)
    assert READER.read("1 Aug") == date(2026, 8, 1)
    assert DateReader(READER.first, READER.last, 2025).read("7 Sep") == date(2025, 9, 7)
    with pytest.raises(NotADate, match="twice: give --year"):
        DateReader(date(2026, 9, 7), date(2027, 10, 1)).read("8 Sep")


def test_months() -> None:
    """Headings say months; names that begin like one do not."""
    assert [month_of(text) for text in ("September 2026", "SEPT", "Sep-26", "oct '26")] == [
        (9, 2026),
        (9, None),
        (9, 2026),
        (10, 2026),
    ]
    assert [month_of(text) for text in ("Maya", "Sepsis", "", None, "7 Sep")] == [None] * 5


def test_day_words() -> None:
    """Days of the week and their letters are known, as rows of them are passed over."""
    assert all(map(is_day_word, ("Mon", "Tuesday", "thurs", "W", "Sa")))
    assert not any(map(is_day_word, ("LD", "Monday rota", "N")))


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("08:00", 480),
        ("0800", 480),
        ("8am", 480),
        ("8.30pm", 1230),
        ("20.30", 1230),
        ("2030hrs", 1230),
        ("12am", 0),
        ("12 pm", 720),
        ("24:00", 1440),
        (time(20, 30), 1230),
        (datetime(2026, 9, 7, 20, 30), 1230),
        ("8", None),
        ("25:00", None),
        ("13pm", None),
        ("LD", None),
        (8, None),
        (None, None),
    ],
)
def test_clock(value: Value, minutes: int | None) -> None:
    """Times of day in their many forms; a bare hour is none, as nobody knows which half of the day."""
    assert clock(value) == minutes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("08:00-20:30", "08:00-20:30"),
        ("0800–2030", "08:00-20:30"),
        ("8am - 8.30pm", "08:00-20:30"),
        ("20:30 to 09:00", "20:30-09:00"),
        ("(2000-0830hrs)", "20:00-08:30"),
        ("18:00-00:00", "18:00-24:00"),
        ("9-5", "None"),
        ("08:00", "None"),
        ("01/09-02/09", "None"),
    ],
)
def test_hours(text: str, shown: str) -> None:
    """From when to when, over midnight too."""
    assert str(hours(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown", "rest"),
    [
        ("Long day (0800-2030)", "08:00-20:30", "Long day"),
        ("Night 20:30–09:00", "20:30-09:00", "Night"),
        ("Long day", "None", "Long day"),
    ],
)
def test_hours_in_a_heading(text: str, shown: str, rest: str) -> None:
    """The times of a heading, and the heading without them."""
    found, left = hours_within(text)
    assert (str(found), left) == (shown, rest)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(("%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y")))
def test_round_trip(day: date, form: str) -> None:
    """Any date written day first is read as itself, wherever the programme is."""
    assert READER.read(day.strftime(form)) == day


@given(st.text(max_size=20))
def test_any_text(text: str) -> None:
    """Any text is a date, none, or says why it is none."""
    with suppress(NotADate):
        assert isinstance(READER.read(text, (2, None)), date | None)
    hours_within(text)
    clock(text)
