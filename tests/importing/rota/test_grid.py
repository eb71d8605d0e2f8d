"""The layouts whose headings are people: a code a day, and a code a week."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pairmatch.importing.rota.entries import Layout
from tests.importing.rota.sheets import CODES, days, leave, read, told

MONDAY = date(2026, 10, 19)
GRID = (
    ("ICU rota",),
    ("Name", "Grade", *days(MONDAY, 7)),
    (None, None, "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("Amara Okafor", "ST4", "LD", "ld ", "OFF", "N", "N", "N", None),
    ("ST5 doctors",),
    ("Lee, James", "ST5", "SD", "SD", "AL", "A/L", "AL", ".", "-"),
)
OKAFOR = [
    "LD 10-19 08:00 to 10-19 20:30",
    "LD 10-20 08:00 to 10-20 20:30",
    "N 10-22 20:00 to 10-23 08:30",
    "N 10-23 20:00 to 10-24 08:30",
    "N 10-24 20:00 to 10-25 08:30",
]
LEE = ["SD 10-19 08:00 to 10-19 17:00", "SD 10-20 08:00 to 10-20 17:00"]


def test_people_in_rows(tmp_path: Path) -> None:
    """A person × date grid: codes are shifts, leave becomes ranges, what is off is nothing."""
    found = read(tmp_path, {"Rota": GRID, "Codes": CODES})
    assert found.sheets[0].layout is Layout.GRID
    assert told(found, "okafor") == OKAFOR
    assert told(found, "lee") == LEE
    assert leave(found, "lee") == ["2026-10-21..2026-10-23"]
    assert found.is_settled
    assert not found.unusable


def test_people_without_shifts_and_twice(tmp_path: Path) -> None:
    """Somebody whose row is empty is told, and somebody who has two rows on one date."""
    rows = (
        ("Name", *days(MONDAY, 3)),
        ("Amara Okafor", "LD", None, "N"),
        ("Lee, James", None, None, None),
        ("Dr Okafor", None, "LD", "LD"),
    )
    found = read(tmp_path, {"Rota": rows, "Codes": CODES})
    assert found.sheets[0].notes == (
        "Rota!A3: nothing is written for lee, and nothing is changed there",
        "Rota!A2 and Rota!A4: both are okafor on the same date, and both are taken",
    )


def test_people_in_columns(tmp_path: Path) -> None:
    """The same grid turned, with dates as text in four forms."""
    written = ("Mon 19 Oct", "20/10/2026", "21.10.26", "22-Oct-26", "23 Oct", "24/10", "Sunday 25th October")
    rows = [row for row in GRID if row[0] in ("Amara Okafor", "Lee, James")]
    turned = [
        ("Date", *(row[0] for row in rows)),
        ("", *(row[1] for row in rows)),
        *((day, *(row[2 + at] for row in rows)) for at, day in enumerate(written)),
    ]
    found = read(tmp_path, {"Rota": turned, "Codes": CODES})
    assert found.sheets[0].why == "dates down a column, and 2 of 2 columns are headed by people"
    assert (told(found, "okafor"), told(found, "lee")) == (OKAFOR, LEE)


def test_blocks_by_month(tmp_path: Path) -> None:
    """A row of days under its month may come again; each day has the month above it."""
    rows = (
        ("", "October 2026", None, None, "November 2026", None),
        ("Name", 30, 31, None, 1, 2),
        ("Okafor", "LD", "N", None, "N", ""),
        (),
        ("", "November 2026"),
        ("Name", 3, 4, 5),
        ("Okafor", "SD", "", "LD"),
    )
    found = read(tmp_path, {"Rota": rows, "Codes": CODES})
    assert told(found, "okafor") == [
        "LD 10-30 08:00 to 10-30 20:30",
        "N 10-31 20:00 to 11-01 08:30",
        "N 11-01 20:00 to 11-02 08:30",
        "SD 11-03 08:00 to 11-03 17:00",
        "LD 11-05 08:00 to 11-05 20:30",
    ]


def test_surname_and_first_name_apart(tmp_path: Path) -> None:
    """A name in two columns is put together; a grade beside it is no part of it."""
    rows = (("Surname", "First name", "Grade", *days(MONDAY, 3)), ("Okafor", "Amara", "ST4", "LD", "", "N"))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES})
    assert told(found, "okafor") == [OKAFOR[0], "N 10-21 20:00 to 10-22 08:30"]


def test_merged_leave(tmp_path: Path) -> None:
    """Leave written once over merged cells is leave on each of the dates."""

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:D2")

    rows = (("Name", *days(MONDAY, 4)), ("Amara Okafor", "Annual leave", None, None, "LD"))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES}, change=merge)
    assert leave(found, "okafor") == ["2026-10-19..2026-10-21"]


def test_hidden_rows_and_columns(tmp_path: Path) -> None:
    """Hidden rows and columns are not read, and counted; on wish they are."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[6].hidden = True
        sheet.column_dimensions["C"].hidden = True

    found = read(tmp_path, {"Rota": GRID, "Codes": CODES}, change=hide)
    assert list(found.meant.people) == ["okafor"]
    assert told(found, "okafor") == OKAFOR[1:]
    assert [note.partition(":")[0] for note in found.sheets[0].notes] == ["row 6", "column C"]
    every = read(tmp_path, {"Rota": GRID, "Codes": CODES}, change=hide, include_hidden=True)
    assert told(every, "lee") == LEE


def test_unknown_codes_and_rows_without_a_name(tmp_path: Path) -> None:
    """Codes that nobody said, and cells without a name, are listed with their places; nothing is guessed."""
    rows = (("Name", *days(MONDAY, 3)), ("Amara Okafor", "X1", "LD", "X1"), (None, "LD", "", ""))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES})
    assert [(one.written, one.places) for one in found.meant.unknown_codes] == [
        ("X1", ("Rota!B2", "Rota!D2"))
    ]
    assert [(one.place, one.why) for one in found.unusable] == [("Rota!B3", "there is no name to its row")]
    assert not found.is_settled


def test_times_by_weekday(tmp_path: Path) -> None:
    """A code's times may differ by day; on a day without any, it is listed."""
    codes = (
        ("Shift", "Description", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        ("D", "Day", *["08:00-17:00"] * 5, "09:00-13:00", "OFF"),
    )
    rows = (("Name", *days(date(2026, 10, 23), 3)), ("Amara Okafor", "D", "day", "D"))
    found = read(tmp_path, {"Rota": rows, "Codes": codes})
    assert told(found, "okafor") == ["D 10-23 08:00 to 10-23 17:00", "D 10-24 09:00 to 10-24 13:00"]
    assert [(one.place, one.why) for one in found.unusable] == [
        ("Rota!D2", "the sheet Codes has no times for it on a Sunday")
    ]
    assert str(found.meant.codes["D"].shift.time) == "08:00-17:00"


WEEK_CODES = (
    ("Code", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("Nights", "20:30-09:00", "2030-0900", "OFF", "OFF", "20:30–09:00", "20:30–09:00", "20:30–09:00"),
    ("LD wk", "LD", "LD", "LD", "LD", "OFF", None, None),
    ("LD", *["08:00-20:30"] * 7),
    ("N", *["20:00-08:30"] * 7),
    ("SD", *["08:00-17:00"] * 5, "OFF", "OFF"),
)


def test_weeks(tmp_path: Path) -> None:
    """Codes for whole weeks are looked up day by day; a day may name another code; leave is seven days."""
    rows = (
        ("Week commencing", "Dr Okafor", "Dr Lee", "Dr Brown"),
        ("w/c 19/10/2026", "Nights", "SD SD SD SD SD . .", "NNNN..."),
        ("26.10.26", "LD wk", "AL", "SD"),
    )
    found = read(tmp_path, {"Rota": rows, "Codes": WEEK_CODES})
    assert found.sheets[0].layout is Layout.WEEKS
    assert told(found, "okafor") == [
        "Nights 10-19 20:30 to 10-20 09:00",
        "Nights 10-20 20:30 to 10-21 09:00",
        "Nights 10-23 20:30 to 10-24 09:00",
        "Nights 10-24 20:30 to 10-25 09:00",
        "Nights 10-25 20:30 to 10-26 09:00",
        *(f"LD 10-{day} 08:00 to 10-{day} 20:30" for day in (26, 27, 28, 29)),
    ]
    assert told(found, "lee") == [f"SD 10-{day} 08:00 to 10-{day} 17:00" for day in (19, 20, 21, 22, 23)]
    assert leave(found, "lee") == ["2026-10-26..2026-11-01"]
    assert told(found, "brown") == [
        *(f"N 10-{day} 20:00 to 10-{day + 1} 08:30" for day in (19, 20, 21, 22)),
        *(f"SD 10-{day} 08:00 to 10-{day} 17:00" for day in (26, 27, 28, 29, 30)),
    ]


def test_week_code_without_days(tmp_path: Path) -> None:
    """A code with a start and an end, but no days of the week, is asked about, never spread over seven."""
    rows = (("w/c", "Dr Okafor"), ("19/10/2026", "LD"), ("26/10/2026", "LD"))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES})
    (unknown,) = found.meant.unknown_codes
    assert (unknown.written, unknown.why) == ("LD", "on which days of the week?")


@pytest.mark.parametrize("layout", [Layout.AUTO, Layout.WEEKS])
def test_weeks_along_a_row(tmp_path: Path, layout: Layout) -> None:
    """Weeks may run along a row as well."""
    rows = (("Doctor", *(f"{day}/10/2026" for day in (12, 19, 26))), ("Okafor", "", "LD wk", "AL"))
    found = read(tmp_path, {"Rota": rows, "Codes": WEEK_CODES}, layout=layout)
    assert told(found, "okafor") == [f"LD 10-{day} 08:00 to 10-{day} 20:30" for day in (19, 20, 21, 22)]


def test_dates_kept_as_numbers(tmp_path: Path) -> None:
    """A number as which Excel keeps a date is not taken for one, and what to do is told."""
    rows = [
        ("Date", "Amara Okafor"),
        *((day, "D") for day in days(MONDAY, 3)),
        (46317, "D"),
        *((day, "D") for day in days(date(2026, 10, 23), 2)),
    ]
    found = read(tmp_path, {"Rota": rows, "Codes": (("Code", "Start", "Finish"), ("D", "08:00", "17:00"))})
    (lost,) = found.unusable
    assert (lost.place, lost.text) == ("Rota!A5", "46317")
    assert lost.why == "a number: format the column as dates in the spreadsheet"
