"""The layout with names under roles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pairmatch.cohort.people import Doctor
from pairmatch.importing.names import People
from pairmatch.importing.rota.days import Named, named_in
from pairmatch.importing.rota.entries import Layout
from tests.importing.rota.sheets import read, told

PEOPLE = People(
    [Doctor(id="lee", name="Dr James Lee"), Doctor(id="brown", name="Dr William Brown")],
    {"Team A / B": None},
)
HEADINGS = ("Date", "Day", "Long day (08:00-20:30)", "Night", "Notes")
CODES = (("Code", "Start", "Finish"), ("Night", "20:30", "09:00"))
ROWS = (
    HEADINGS,
    ("October 2026",),
    ("Mon 19", "Mon", "James (AM) William (PM)", "Okafor ", "swap agreed"),
    ("Tue 20", "Tue", "James (instead of William)", "Amara & Brown", ""),
    ("Wed 21", "Wed", "James / William", "-", ""),
    (),
    ("November",),
    ("Sun 1", "Sun", "Dr J Lee", "William", ""),
    ("Mon 2", "Mon", "Amara\nOkafor", "James\nWilliam", ""),
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("James (AM) William (PM)", [("James", "am", None), ("William", "pm", None)]),
        ("James am / William pm", [("James", "am", None), ("William", "pm", None)]),
        ("James (instead of William)", [("James", None, None)]),
        ("James (covering William Brown)", [("James", None, None)]),
        ("James / William", [("James", None, None), ("William", None, None)]),
        ("James & William ", [("James", None, None), ("William", None, None)]),
        ("James and William", [("James", None, None), ("William", None, None)]),
        ("James, William", [("James", None, None), ("William", None, None)]),
        ("LEE, James", [("LEE, James", None, None)]),
        ("James\nLee", [("James Lee", None, None)]),
        ("James\r\nWilliam", [("James", None, None), ("William", None, None)]),
        ("James (08:00-13:00)", [("James", None, "08:00-13:00")]),
        ("James (TBC)", [("James (TBC)", None, None)]),
        ("Team A / B", [("Team A / B", None, None)]),
        ("Robert'); DROP", [("Robert')", None, None), ("DROP", None, None)]),
    ],
)
def test_cells(text: str, named: list[tuple[str, str | None, str | None]]) -> None:
    """Who is named in a cell, for which part of the shift; what is not understood stays in the name."""
    found = named_in(text, PEOPLE)
    assert [(one.who, one.half, str(one.time) if one.time else None) for one in found] == named


def test_who_stands_in(tmp_path: Path) -> None:
    """`instead of` means the one works and the other does not."""
    assert named_in("William (instead of James)", PEOPLE) == [Named("William")]


def test_roles(tmp_path: Path) -> None:
    """Names under roles, months as headings; a shared shift is parted where the programme's morning ends."""
    found = read(tmp_path, {"Rota": ROWS, "Codes": CODES})
    assert found.sheets[0].layout is Layout.DAYS
    assert told(found, "lee") == [
        "Long-day 10-19 08:00 to 10-19 13:00",
        "Long-day 10-20 08:00 to 10-20 20:30",
        "Long-day 10-21 08:00 to 10-21 20:30",
        "Long-day 11-01 08:00 to 11-01 20:30",
        "Night 11-02 20:30 to 11-03 09:00",
    ]
    assert told(found, "brown") == [
        "Long-day 10-19 13:00 to 10-19 20:30",
        "Night 10-20 20:30 to 10-21 09:00",
        "Long-day 10-21 08:00 to 10-21 20:30",
        "Night 11-01 20:30 to 11-02 09:00",
        "Night 11-02 20:30 to 11-03 09:00",
    ]
    assert told(found, "okafor") == [
        "Night 10-19 20:30 to 10-20 09:00",
        "Night 10-20 20:30 to 10-21 09:00",
        "Long-day 11-02 08:00 to 11-02 20:30",
    ]
    assert (found.am_ends, found.meant.halved) == (13 * 60, 2)
    assert found.meant.read_as["James"] == ("lee", 4)
    assert found.is_settled
    assert not found.unusable


def test_night_is_parted_in_its_middle(tmp_path: Path) -> None:
    """A shift without the end of the morning in it is parted in its middle."""
    rows = (HEADINGS[:4], ("19/10/2026", "", "", "James (AM) William (PM)"))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES}, layout=Layout.DAYS)
    assert told(found, "lee") == ["Night 10-19 20:30 to 10-20 02:45"]
    assert told(found, "brown") == ["Night 10-20 02:45 to 10-20 09:00"]


def test_unmatched(tmp_path: Path) -> None:
    """Misspelt and unknown names are listed with cell and nearest; only those near nobody can be ignored."""
    rows = (
        HEADINGS[:3],
        ("19/10/2026", "", "Okafr"),
        ("20/10/2026", "", "=1+1"),
        ("21/10/2026", "", "James"),
        ("22/10/2026", "", "William (TBC)"),
        ("23/10/2026", "", "Helen"),
    )
    found = read(tmp_path, {"Rota": rows})
    assert [(one.written, one.places, one.nearest) for one in found.meant.unknown_names] == [
        ("Okafr", ("Rota!C2",), ("okafor",)),
        ("=1", ("Rota!C3",), ()),
        ("1", ("Rota!C3",), ()),
        ("William (TBC)", ("Rota!C5",), ("brown",)),
        ("Helen", ("Rota!C6",), ("ward",)),  # a manager, whose first name alone is not enough here
    ]
    again = read(tmp_path, {"Rota": rows}, ignore_unmatched=True)
    assert [one.written for one in again.meant.unknown_names] == ["Okafr", "William (TBC)", "Helen"]
    assert dict(again.meant.not_taking_part) == {"=1": 1, "1": 1}
    names = {"Okafr": "okafor", "William (TBC)": None, "helen": None, "=1+1": None}
    settled = read(tmp_path, {"Rota": rows}, names=names)
    assert settled.is_settled
    assert told(settled, "okafor") == ["Long-day 10-19 08:00 to 10-19 20:30"]


def test_hidden_rows(tmp_path: Path) -> None:
    """Five hundred hidden rows of last year are counted in a note."""

    def hide(sheet: Worksheet) -> None:
        for number in range(2, 502):
            sheet.row_dimensions[number].hidden = True

    old = [
        (f"{date.fromordinal(date(2025, 1, 1).toordinal() + at):%d/%m/%Y}", "", "Gone") for at in range(500)
    ]
    rows = (HEADINGS[:3], *old, ("19/10/2026", "", "James"))
    found = read(tmp_path, {"Rota": rows}, change=hide)
    assert told(found, "lee") == ["Long-day 10-19 08:00 to 10-19 20:30"]
    assert found.is_settled
    assert found.sheets[0].notes[-1].startswith("500 rows (2 to 501): hidden, not read")


def test_impossible_dates(tmp_path: Path) -> None:
    """A row whose date is none, or that has no date, is listed; the others are read."""
    rows = (
        HEADINGS[:3],
        ("19/10/2026", "", "James"),
        ("10/20/2026", "", "James"),
        (None, "", "William", "Amara"),
        ("Tue 22/10/2026", "", "James"),
        ("23/10/2026", "", "James"),
        ("LD is a long day", ""),
    )
    found = read(tmp_path, {"Rota": rows})
    assert len(told(found, "lee")) == 2
    assert [one.place for one in found.unusable] == ["Rota!A3", "Rota!C4", "Rota!A5"]
    assert "no month 20" in found.unusable[0].why
    assert found.unusable[2].why == "22/10/2026 is a Thursday, not a Tue"
    assert "row 7: below the last date, not read" in found.sheets[0].notes


def test_role_without_times(tmp_path: Path) -> None:
    """A role that nobody said the times of is a code that is not known."""
    rows = (("Date", "Long day"), ("19/10/2026", "James"), ("20/10/2026", "Amara"))
    found = read(tmp_path, {"Rota": rows})
    assert [one.written for one in found.meant.unknown_codes] == ["Long day"]


def test_column_of_leave(tmp_path: Path) -> None:
    """A role may be leave."""
    rows = (("Date", "Annual leave"), ("19/10/2026", "James, William"), ("20/10/2026", "James"))
    found = read(tmp_path, {"Rota": rows})
    assert [str(day) for day in found.meant.people["lee"].leave] == ["2026-10-19", "2026-10-20"]
    assert [str(day) for day in found.meant.people["brown"].leave] == ["2026-10-19"]
