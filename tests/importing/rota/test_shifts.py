"""Duty lists of one row a shift, and finding out the layout."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from pairmatch.errors import WrongUsage
from pairmatch.importing.rota.entries import Layout
from tests.importing.rota.sheets import CODES, days, leave, read, told


def test_list(tmp_path: Path) -> None:
    """Times as Excel holds them, as text and as a range; nights go over midnight and the clock change."""
    rows = (
        ("Duty list",),
        ("Name", "Date", "Start", "End", "Shift"),
        ("Amara Okafor", datetime(2026, 10, 24), time(20), time(8, 30), "N"),
        ("Lee, James", "19/10/2026", "0800", "8.30pm", "LD"),
        ("William Brown", "20.10.26", "20:00-08:30", "", ""),
        ("Name", "Date", "Start", "End", "Shift"),
        ("Lee", "26/10/2026", "", "", "AL"),
        ("Lee", "27/10/2026", "", "", "AL"),
    )
    found = read(tmp_path, {"Rota": rows})
    assert found.sheets[0].layout is Layout.SHIFTS
    assert told(found, "okafor") == ["N 10-24 20:00 to 10-25 08:30"]
    assert told(found, "lee") == ["LD 10-19 08:00 to 10-19 20:30"]
    assert told(found, "brown") == ["2000-0830 10-20 20:00 to 10-21 08:30"]
    assert leave(found, "lee") == ["2026-10-26..2026-10-27"]
    assert not found.unusable


def test_moments(tmp_path: Path) -> None:
    """Start and end may hold their dates; a column of dates is not needed then."""
    rows = (
        ("Staff name", "Shift start", "Shift end"),
        ("Amara Okafor", datetime(2026, 10, 24, 20), datetime(2026, 10, 25, 8, 30)),
        ("James Lee", "24/10/2026 08:00", "24/10/2026 20:30"),
        ("James Lee", "25/10/2026 08:00", "27/10/2026 20:30"),
    )
    found = read(tmp_path, {"Rota": rows})
    assert told(found, "okafor") == ["2000-0830 10-24 20:00 to 10-25 08:30"]
    assert told(found, "lee") == ["0800-2030 10-24 08:00 to 10-24 20:30"]
    assert [(one.place, one.why) for one in found.unusable] == [
        ("Rota!C4", "it would end 60.5 hours after its start")
    ]


def test_dates_apart_from_times(tmp_path: Path) -> None:
    """Start date, start time, end date and end time in columns of their own; leave needs no times."""
    rows = (
        ("First name", "Surname", "Start date", "Start time", "End date", "End time", "Shift type"),
        ("Amara", "Okafor", "19/10/2026", "20:00", "20/10/2026", "08:30", "N"),
        ("James", "Lee", datetime(2026, 10, 26), None, datetime(2026, 10, 28), None, "Annual Leave"),
    )
    found = read(tmp_path, {"Rota": rows})
    assert told(found, "okafor") == ["N 10-19 20:00 to 10-20 08:30"]
    assert leave(found, "lee") == ["2026-10-26..2026-10-28"]


def test_codes_without_times(tmp_path: Path) -> None:
    """A list of codes only takes its times from the sheet of codes."""
    rows = (("Doctor", "Date", "Duty"), ("Okafor", "19/10/2026", "LD"), ("Okafor", "20/10/2026", "Q"))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES})
    assert told(found, "okafor") == ["LD 10-19 08:00 to 10-19 20:30"]
    assert [one.written for one in found.meant.unknown_codes] == ["Q"]


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        (("Okafor", "31/11/2026", "08:00", "17:00"), "Rota!B2", "not a day of the calendar"),
        (("Okafor", "soon", "08:00", "17:00"), "Rota!B2", "not a date"),
        (("Okafor", "", "08:00", "17:00"), "Rota!C2", "not a date"),
        (("", "19/10/2026", "08:00", "17:00"), "Rota!A2", "no name"),
        (("Okafor", "19/10/2026", "8", "17:00"), "Rota!C2", "not a time of day"),
        (("Okafor", "19/10/2026", "08:00", ""), "Rota!D2", "one of the times is missing"),
        (("Okafor", "19/10/2026", "", ""), "Rota!B2", "neither times nor a code"),
    ],
)
def test_rows_that_cannot_be_used(tmp_path: Path, row: tuple[str, ...], place: str, why: str) -> None:
    """What is wrong with a row is told with its cell; the other rows are read."""
    rows = (("Name", "Date", "Start", "End"), row, ("James Lee", "19/10/2026", "08:00", "17:00"))
    found = read(tmp_path, {"Rota": rows})
    (unusable,) = found.unusable
    assert unusable.place == place
    assert why in unusable.why
    assert told(found, "lee") == ["0800-1700 10-19 08:00 to 10-19 17:00"]


def test_hostile_names_and_codes(tmp_path: Path) -> None:
    """Formulas, quotes and line breaks in names and codes are text, and codes become safe words."""
    rows = (
        ("Name", "Date", "Start", "End", "Shift"),
        ("=1+1", "19/10/2026", "08:00", "17:00", "LD"),
        ("Robert'); DROP TABLE", "19/10/2026", "08:00", "17:00", "LD"),
        ("Amara\nOkafor", "19/10/2026", "08:00", "17:00", "=cmd|' /C calc'!A0"),
        ("Amara Okafor", "20/10/2026", "08:00", "17:00", "N\r\nEND:VEVENT"),
    )
    found = read(tmp_path, {"Rota": rows}, ignore_unmatched=True)
    assert list(found.meant.not_taking_part) == ["=1+1", "Robert'); DROP TABLE"]
    assert list(found.meant.codes) == ["cmd-/C-calc-A0", "N-END-VEVENT"]
    (content,) = found.changes.files.values()
    assert content.count(b"BEGIN:VEVENT") == content.count(b"END:VEVENT\r\n") == 2


def test_layout_in_doubt(tmp_path: Path) -> None:
    """Where nobody of the cohort is seen, the layout is asked for; without dates, they are."""
    rows = (("Date", "Someone", "Else"), ("19/10/2026", "A", "B"), ("20/10/2026", "B", "A"))
    with pytest.raises(WrongUsage, match=r"sheet Rota: the layout is not clear.*--layout grid"):
        read(tmp_path, {"Rota": rows})
    assert read(tmp_path, {"Rota": rows}, layout=Layout.GRID).meant.unknown_names
    with pytest.raises(WrongUsage, match="no dates were found"):
        read(tmp_path, {"Rota": (("a", "b"), ("c", "d"))})
    with pytest.raises(WrongUsage, match="no duty list"):
        read(tmp_path, {"Rota": rows}, layout=Layout.SHIFTS)


def test_several_sheets(tmp_path: Path) -> None:
    """A sheet a month: all that are named are read together, to the last date, which is a day off here."""
    october = (("Name", *days(date(2026, 10, 26), 3)), ("Okafor", "LD", "LD", "AL"))
    november = (("Name", *days(date(2026, 10, 29), 3)), ("Okafor", "AL", "N", ""))
    sheets = {"Oct": october, "Nov": november, "Codes": CODES}
    found = read(tmp_path, sheets, sheets=("oct", "nov"))
    assert told(found, "okafor")[-1] == "N 10-30 20:00 to 10-31 08:30"
    assert leave(found, "okafor") == ["2026-10-28..2026-10-29"]
    assert (found.first, found.last) == (date(2026, 10, 26), date(2026, 10, 31))


def test_csv(tmp_path: Path) -> None:
    """A CSV file is read like a sheet; its codes then come from elsewhere."""
    from pairmatch.importing.rota.read import Request, read_rota
    from pairmatch.importing.tables import read_book
    from tests.importing.rota.sheets import cohort_of

    (tmp_path / "codes.yaml").write_text('LD: {time: "08:00-20:30", attend: true}\n')
    (tmp_path / "rota.csv").write_text("Name;19/10/2026;20/10/2026;21/10/2026\r\nOkafor;LD;;OFF\r\n")
    request = Request(
        read_book(tmp_path / "rota.csv"), cohort_of(tmp_path), codes_from=(str(tmp_path / "codes.yaml"),)
    )
    found = read_rota(request)
    assert told(found, "okafor") == ["LD 10-19 08:00 to 10-19 20:30"]
    assert found.meant.codes["LD"].shift.attend
