"""The workbook of a small programme, read back by openpyxl."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

import pytest

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.report import Change, Conflict, ConflictReport, Repair
from pairmatch.diagnostics import Span
from pairmatch.errors import WrongUsage
from pairmatch.report.xlsx import workbook
from tests.report.tables.sample import sample
from tests.report.xlsx.books import cells_of, part_of, read_book, rows_of

ALL = ("Pairing", "Weeks", "Each person", "Workshops", "Sign-in", "Shadowing", "Meetings", "Conflicts")


@pytest.fixture(scope="module")
def content() -> bytes:
    """The workbook with a pairing, a rota and the people."""
    return workbook(sample(), people=True).content


def test_sheets() -> None:
    """All of them with a rota; without one, those that need it are left out and named."""
    assert workbook(sample()).sheets == ALL
    made = workbook(sample(rota=False))
    assert made.sheets == ("Pairing", "Conflicts")
    assert made.left_out == ALL[1:-1]
    assert workbook(sample(pairing=False)).sheets == ALL


def test_only_texts_numbers_and_dates(content: bytes) -> None:
    """No cell holds a formula, a link, an error or a macro."""
    assert {cell.data_type for cell in cells_of(content)} == {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells_of(content))
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not any("vba" in name or "external" in name for name in names)


def test_pairing(content: bytes) -> None:
    """Title, where it comes from, headings, a row a pair, and who waits below."""
    sheet = read_book(content)["Pairing"]
    assert sheet["A1"].value == "Pairing"
    assert sheet["A2"].value == sample().stamp
    assert [cell.value for cell in sheet[3]][:5] == [
        *("Doctor", "Doctor's site", "Manager", "Manager's site", "Score")
    ]
    assert [cell.value for cell in sheet[4]][4:8] == [872, "Sepsis six", 750, 667]
    assert sheet["A7"].value == "Without a partner (1)"
    assert (sheet["A8"].value, sheet["B8"].value) == ("Ama Osei", "there are 3 managers and 2 doctors")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:L5")
    colored = {str(where.sqref) for where in sheet.conditional_formatting}
    assert "E4:E5" in colored


def test_weeks(content: bytes) -> None:
    """Weeks with their dates above days and halves; a code and a colour for each session; a legend."""
    sheet = read_book(content)["Weeks"]
    assert (sheet["C3"].value, sheet["M3"].value) == (
        *("Week 1, from Mon 7 Sep 2026", "Week 2, from Mon 14 Sep 2026"),
    )
    assert [sheet.cell(4, column).value for column in (3, 5, 11)] == ["Mon 7", "Tue 8", "Fri 11"]
    assert [sheet.cell(5, column).value for column in (3, 4)] == ["am", "pm"]
    assert [sheet.cell(6, column).value for column in (1, 2, 5, 6, 8, 13)] == [
        *("Dr Amara Okafor", "Helen Ward", "W1", "W1", "M", "◄")
    ]
    fills = [sheet.cell(6, column).fill.start_color.rgb for column in (5, 8, 13, 11)]
    assert fills == ["FFA9CCF0", "FFFFE3A3", "FFBFE3C0", "FFD3DADF"]
    legend = [sheet.cell(row, 1).value for row in range(9, 14)]
    assert legend[0] == "W1   How the NHS works"
    assert legend[-1] == "closed, or a public holiday"
    assert sheet.freeze_panes == "C6"


def test_each_person(content: bytes) -> None:
    """Real dates and times; a page for each person; the headings on every page."""
    sheet = read_book(content)["Each person"]
    row = sheet[4]
    assert [cell.value for cell in row][:6] == [
        *("Dr Amara Okafor", 1, datetime(2026, 9, 8), time(9), time(17, 30), "workshop")
    ]
    assert (row[2].number_format, row[3].number_format) == ("ddd d mmm yyyy", "hh:mm")
    assert [pagebreak.id for pagebreak in sheet.row_breaks.brk] == [6, 8, 11, 12]
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.auto_filter.ref == "A3:I13"


def test_lists_to_sign(content: bytes) -> None:
    """Facts of the run above, a high line for each person, two to spare."""
    sheet = read_book(content)["Sign-in"]
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "How the NHS works",
        "Tue 8 Sep 2026, 09:00 to 17:30",
        "Great Hall, guys",
        "Held by Owen Price",
        "3 people, 20 places",
    ]
    assert [cell.value for cell in sheet[7]] == [None, "Name", "Grade or role", "Directorate", "Signature"]
    assert [cell.value for cell in sheet[8]] == [1, "Dr Mei Lee", "F2", None, None]
    assert [sheet.cell(row, 1).value for row in range(8, 14)] == [1, 2, 3, 4, 5, None]
    assert all(sheet.row_dimensions[row].height >= 24 for row in range(8, 13))


def test_print_set_up(content: bytes) -> None:
    """A4; the programme above, its file and page numbers below."""
    for sheet in read_book(content).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddHeader.left.text == "Paired Learning"
        assert sheet.oddHeader.right.text == sheet.title
        assert "Page &P of &N" in sheet.oddFooter.right.text


def test_addresses_are_in_the_sheets_of_people_alone(content: bytes) -> None:
    """Nothing of an e-mail address unless the people are asked for."""
    assert "@" not in part_of(workbook(sample()).content, "xl/sharedStrings.xml")
    where = {cell.parent.title for cell in cells_of(content) if "@" in str(cell.value)}
    assert where == {"Doctors", "Managers"}


def test_people_begin_in_the_first_row(content: bytes) -> None:
    """So that they can be taken back as a table."""
    rows = rows_of(content, "Doctors", first=1)
    assert rows[0][:4] == ("id", "name", "email", "grade")
    assert rows[1][:3] == ("okafor", "Dr Amara Okafor", "amara.okafor@example.nhs.uk")


def test_nothing_missed_is_said() -> None:
    """An empty sheet of conflicts would leave it open."""
    outcome = sample(rota=False)
    assert outcome.pairing is not None
    served = outcome.pairing.model_copy(update={"unmatched": ()})
    content = workbook(type(outcome)(outcome.cohort, served, None)).content
    assert rows_of(content, "Conflicts", 5)[0][0] == "Nobody is without a partner."


def test_causes_and_repairs() -> None:
    """Where they were looked for: the lines that cannot all hold, and the changes that are enough."""
    span = Span("cohort.yaml", 7, 1, 7, 9)
    fact = Fact(Kind.WORKSHOP, "okafor attends Money", (span,), ("okafor",))
    change = Change("hold Money a second time", (), 10, span, ("  runs: 1",), ("  runs: 2",))
    report = ConflictReport(
        file="cohort.yaml",
        conflicts=(Conflict((fact,), (fact,), "okafor misses Money", True, background="all are at work"),),
        repairs=(Repair((change,), 10, "optimal", True),),
        missed=1,
        complete=True,
    )
    content = workbook(sample(), report=report).content
    assert rows_of(content, "Causes") == [
        (1, "okafor misses Money", "Dr Amara Okafor", "okafor attends Money", "cohort.yaml, line 7"),
        (1, "okafor misses Money", "Dr Amara Okafor", "beside these, all are at work", None),
    ]
    assert rows_of(content, "Repairs") == [
        (1, "hold Money a second time", "cohort.yaml, line 7", "runs: 1", "runs: 2", 10, "yes")
    ]


def test_same_input_same_bytes(content: bytes) -> None:
    """Neither the clock nor chance has a part in the file."""
    assert workbook(sample(), people=True).content == content
    assert read_book(content).properties.created == datetime(2026, 9, 7)
    assert read_book(content).properties.creator == "pairmatch"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    monkeypatch.setattr("pairmatch.report.xlsx.book.find_spec", lambda name: None)
    with pytest.raises(WrongUsage, match=r"pip install 'pairmatch\[office\]'"):
        workbook(sample())
