"""What is written from a sheet is read back by the cohort as the very same shifts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.calendar.shifts import worked_shifts
from pairmatch.cohort.schema import Cohort
from pairmatch.importing.calendar_text import changed_text
from pairmatch.importing.calendar_trial import tried, write_all
from pairmatch.importing.rota.read import RotaImport
from tests.importing.rota.sheets import CODES, COHORT, days, read

TIMES = {"LD": (8 * 60, 20 * 60 + 30), "SD": (8 * 60, 17 * 60), "N": (20 * 60, 32 * 60 + 30)}
"""By hand from CODES: minutes after the midnight before."""


def imported(folder: Path, found: RotaImport) -> Cohort:
    """The cohort once it is all written."""
    path = folder / "cohort.yaml"
    before = path.read_bytes()
    text = changed_text(before.decode(), found.changes.edits)
    write_all(path, before, text, found.changes.files, force=False)
    return Cohort.load(path)


def shown(cohort: Cohort, person: str) -> list[tuple[datetime, datetime]]:
    """The shifts that somebody works, by the clock."""
    return [one.shown for one in worked_shifts(cohort, cohort.person(person))]


def test_over_the_clock_change(tmp_path: Path) -> None:
    """The night of 24 October 2026 is 13.5 h long, those around it 12.5 h; days are as on the sheet."""
    rows = (("Name", *days(date(2026, 10, 23), 5)), ("Amara Okafor", "N", "N", "N", "OFF", "LD"))
    cohort = imported(tmp_path, read(tmp_path, {"Rota": rows, "Codes": CODES}))
    worked = worked_shifts(cohort, cohort.person("okafor"))
    assert [one.shown for one in worked] == [
        (datetime(2026, 10, 23, 20), datetime(2026, 10, 24, 8, 30)),
        (datetime(2026, 10, 24, 20), datetime(2026, 10, 25, 8, 30)),
        (datetime(2026, 10, 25, 20), datetime(2026, 10, 26, 8, 30)),
        (datetime(2026, 10, 27, 8), datetime(2026, 10, 27, 20, 30)),
    ]
    assert [one.minutes for one in worked] == [750, 810, 750, 750]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(("LD", "SD", "N", "OFF", "AL", "")), min_size=14, max_size=14))
def test_any_fortnight(tmp_path_factory: pytest.TempPathFactory, codes: list[str]) -> None:
    """Any two weeks of codes come back as the shifts that they stand for, and the leave as ranges."""
    folder = tmp_path_factory.mktemp("rota")
    first = date(2026, 10, 19)
    rows = (("Name", *days(first, 14)), ("Amara Okafor", *codes))
    cohort = imported(folder, read(folder, {"Rota": rows, "Codes": CODES}))
    expected = []
    for number, code in enumerate(codes):
        if code in TIMES:
            midnight = datetime(2026, 10, 19) + timedelta(days=number)
            start, end = TIMES[code]
            expected.append((midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)))
    assert shown(cohort, "okafor") == expected
    away = {
        one.first + timedelta(days=number)
        for one in cohort.person("okafor").leave
        for number in range((one.last - one.first).days + 1)
    }
    assert away == {first + timedelta(days=number) for number, code in enumerate(codes) if code == "AL"}


def test_same_bytes(tmp_path: Path) -> None:
    """The same sheet gives the same files, and a second import has nothing to change."""
    rows = (("Name", *days(date(2026, 10, 23), 3)), ("Amara Okafor", "N", "AL", "LD"))
    sheets = {"Rota": rows, "Codes": CODES}
    first = read(tmp_path, sheets)
    cohort = imported(tmp_path, first)
    again = read(tmp_path, sheets, text=cohort.text)
    assert again.changes.files == first.changes.files
    assert again.changes.edits == ()


def test_a_second_import_replaces_the_first(tmp_path: Path) -> None:
    """Leave that the first one made goes with it; leave typed by hand stays, as do comments."""
    name = ("Name", *days(date(2026, 10, 26), 7))
    first = read(
        tmp_path, {"Rota": (name, ("James Lee", "AL", "AL", "", "", "AL", "", "LD")), "Codes": CODES}
    )
    cohort = imported(tmp_path, first)
    assert list(map(str, cohort.person("lee").leave)) == ["2026-10-30", "2026-10-26..2026-10-27"]
    second = read(
        tmp_path,
        {"Rota": (name, ("James Lee", "LD", "AL", "AL", "", "", "", "")), "Codes": CODES},
        text=cohort.text,
    )
    cohort = imported(tmp_path, second)
    assert list(map(str, cohort.person("lee").leave)) == ["2026-10-30", "2026-10-27..2026-10-28"]
    assert shown(cohort, "lee") == [(datetime(2026, 10, 26, 8), datetime(2026, 10, 26, 20, 30))]
    assert "leave: [2026-10-30, 2026-10-27..2026-10-28]  # typed by hand" in cohort.text
    third = read(tmp_path, {"Rota": (name, ("James Lee", "LD")), "Codes": CODES}, text=cohort.text)
    cohort = imported(tmp_path, third)
    assert list(map(str, cohort.person("lee").leave)) == ["2026-10-30"]


def test_other_dates_are_not_lost_in_silence(tmp_path: Path) -> None:
    """A sheet of another month replaces the earlier one, and says so; both are imported as two sheets."""
    rows = (("Name", *days(date(2026, 10, 19), 3)), ("Brown", "LD", "LD", ""))
    cohort = imported(tmp_path, read(tmp_path, {"Rota": rows, "Codes": CODES}))
    rows = (("Name", *days(date(2026, 10, 26), 3)), ("Brown", "LD", "LD", ""))
    second = read(tmp_path, {"Rota": rows, "Codes": CODES}, text=cohort.text)
    assert [(one.person, one.field, one.value) for one in second.changes.replaced] == [
        ("brown", "the shifts of an earlier import", "2026-10-19 to 2026-10-20")
    ]


def test_posts(tmp_path: Path) -> None:
    """Of someone who changes post, the calendar is that of the posts that the sheet falls into."""
    text = COHORT.replace(
        "name: Dr William Brown\n",
        "name: Dr William Brown\n    posts:\n"
        "      - {until: 2026-10-20, works: {mon: am}}\n"
        "      - {from: 2026-10-21, works: {tue: am}}\n",
    )
    rows = (("Name", *days(date(2026, 10, 22), 3)), ("Brown", "LD", "", "LD"))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES}, text=text)
    assert [(one.loc, one.value) for one in found.changes.edits][:2] == [
        (("doctors", 2, "posts", 1, "works"), None),
        (("doctors", 2, "posts", 1, "calendar"), "rotas/brown.ics"),
    ]
    assert len(shown(imported(tmp_path, found), "brown")) == 2


def test_codes_that_are_there_stay(tmp_path: Path) -> None:
    """A code of the cohort file keeps what was typed for it, but for what a file of codes says."""
    text = COHORT + 'calendar_shifts:\n  LD: {time: "08:00-20:30", attend: true}  # agreed\n'
    rows = (("Name", *days(date(2026, 10, 22), 3)), ("Okafor", "LD", "SD", ""))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES}, text=text)
    assert found.changes.new_codes == ("SD",)
    assert found.changes.codes["LD"].attend
    assert "# agreed" in imported(tmp_path, found).text


def test_codes_that_others_go_by_stay_known(tmp_path: Path) -> None:
    """Once `calendar_shifts` has codes, D, L and N are written there for those who went by them unsaid."""
    text = COHORT.replace("works: {mon: am pm}  # until the rota comes", "calendar: lee.ics")
    rows = (("Name", *days(date(2026, 10, 22), 3)), ("Okafor", "LD", "", ""))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES}, text=text)
    assert found.changes.new_codes == ("LD", "D", "L", "N")


def test_tried_before_it_is_written(tmp_path: Path) -> None:
    """The check sees the new files as if they were there, names the cohort, and leaves nothing behind."""
    rows = (("Name", *days(date(2026, 10, 22), 3)), ("Okafor", "LD", "", ""))
    found = read(tmp_path, {"Rota": rows, "Codes": CODES})
    path = tmp_path / "cohort.yaml"
    text = changed_text(path.read_text(), found.changes.edits)
    before = sorted(tmp_path.rglob("*"))
    reading = tried(path, text, found.changes.files)
    assert reading.cohort is not None
    assert sorted(tmp_path.rglob("*")) == before
    broken = tried(path, text, dict.fromkeys(found.changes.files, b"BEGIN:VCALENDAR\r\n"))
    assert broken.cohort is None
    (error,) = [one for one in broken.diagnostics if one.is_error]
    assert error.code == "PM365"
    assert error.span is not None
    assert error.span.file == str(path)
    assert [note.span and note.span.file for note in error.notes] == [str(tmp_path / "rotas" / "okafor.ics")]
