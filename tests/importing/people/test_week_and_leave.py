"""Half-days and dates are read as people write them, or refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.cohort.values import DAY_NAMES, DAYS
from pairmatch.importing.dates import DateReader
from pairmatch.importing.people.leave import leave_of
from pairmatch.importing.people.week import works_by_day, works_of

READER = DateReader(date(2026, 9, 7), date(2026, 11, 29))
BOTH = ("am", "pm")


def week(*answers: str) -> str:
    """The half-days of some answers, on one line."""
    return "; ".join(f"{day} {' '.join(halves)}" for day, halves in works_of(answers, BOTH).items())


@pytest.mark.parametrize(
    ("answers", "meant"),
    [
        (["Mon AM", "Tue PM"], "mon am; tue pm"),
        (["Monday AM", "Monday PM"], "mon am pm"),
        (["Mon, Tues am, Thur"], "mon am; tue am; thu am pm"),
        (["Mon-Wed"], "mon am pm; tue am pm; wed am pm"),
        (["Monday to Tuesday mornings"], "mon am; tue am"),
        (["all day Wed"], "wed am pm"),
        (["Mon a.m. & Thurs p.m."], "mon am; thu pm"),
        (["Mon AM/PM"], "mon am pm"),
        (["Fri - not working", "Mon"], "mon am pm"),
        (["weekdays am"], "mon am; tue am; wed am; thu am; fri am"),
        (["mon: am pm"], "mon am pm"),
    ],
)
def test_half_days(answers: list[str], meant: str) -> None:
    """Halves speak of the days before them; a day alone is the whole day."""
    assert week(*answers) == meant


@pytest.mark.parametrize("answer", ["full time", "9-5", "monthly", "Wed-Mon", "Mon eve", "am", "Mon 09:00"])
def test_no_half_days(answer: str) -> None:
    """What is not understood is refused, not guessed."""
    with pytest.raises(ValueError, match="`"):
        week(answer)


@given(st.dictionaries(st.sampled_from(range(5)), st.sampled_from([("am",), ("pm",), BOTH]), min_size=1))
def test_however_a_week_is_written(days: dict[int, tuple[str, ...]]) -> None:
    """Names of days, long or short, and halves in one cell or in a column a day mean the same."""
    short = [f"{DAYS[day]} {' '.join(halves)}" for day, halves in sorted(days.items())]
    long = [f"{DAY_NAMES[day]} {half.upper()}" for day, halves in days.items() for half in halves]
    columns = {DAYS[day]: "both" if halves == BOTH else halves[0] for day, halves in days.items()}
    assert works_of(short, BOTH) == works_of(long, BOTH) == works_by_day(columns, BOTH)


def test_columns_of_days() -> None:
    """A column a day says `am`, `both`, `yes` or nothing."""
    answers = {"mon": "AM", "tue": "both", "wed": "", "thu": "Not working", "fri": "x"}
    assert works_by_day(answers, BOTH) == {"mon": ("am",), "tue": BOTH, "fri": BOTH}


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("05/10/2026", "2026-10-05"),
        ("5.10.26", "2026-10-05"),
        ("2026-10-05", "2026-10-05"),
        ("5 Oct", "2026-10-05"),
        ("12/10/2026 - 16/10/2026", "2026-10-12..2026-10-16"),
        ("12/10/26-16/10/26", "2026-10-12..2026-10-16"),
        ("12-16/10/2026", "2026-10-12..2026-10-16"),
        ("from 12 Oct to 16 October 2026", "2026-10-12..2026-10-16"),
        ("12/10 – 16/10", "2026-10-12..2026-10-16"),
        ("28 Dec - 3 Jan 2027", "2026-12-28..2027-01-03"),
        ("2026-10-12..2026-10-16", "2026-10-12..2026-10-16"),
        ("12/10/2026 and 2/11/26", "2026-10-12 2026-11-02"),
    ],
)
def test_dates(answer: str, meant: str) -> None:
    """The day comes before the month; ranges are read with their year once."""
    assert " ".join(leave_of([answer], READER)) == meant


def test_dates_of_cells_and_repeats() -> None:
    """Dates of a spreadsheet are dates; each period is told once, in order."""
    assert leave_of([date(2026, 11, 2), "05/10/2026", "2/11/26"], READER) == ["2026-10-05", "2026-11-02"]


@pytest.mark.parametrize(
    "answer", ["half term", "10/31/2026", "31/02/2026", "16/10/2026 - 12/10/2026", "12/10/2026 am", "46307"]
)
def test_no_dates(answer: str) -> None:
    """What is no date, or ends before it starts, is refused."""
    with pytest.raises(ValueError, match="`"):
        leave_of([answer], READER)


@given(st.dates(date(2026, 9, 7), date(2026, 11, 29)), st.dates(date(2026, 9, 7), date(2026, 11, 29)))
def test_however_dates_are_written(one: date, other: date) -> None:
    """Any two dates, as a British coordinator writes them, are read back."""
    first, last = sorted((one, other))
    meant = [str(first)] if first == last else [f"{first}..{last}"]
    for form in ("%d/%m/%Y", "%d.%m.%y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d", "%d/%m"):
        for between in (" - ", " to ", " – "):
            assert leave_of([f"{first:{form}}{between}{last:{form}}"], READER) == meant
