"""Workbooks and CSV files are read cell by cell, with the place of each."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from pairmatch.errors import UnreadableFile, WrongUsage
from pairmatch.importing.tables import letters, read_book


def _workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sign-ups"
    sheet.append(["Name", "Grade", "Start"])
    sheet.append(["  Amara\xa0Okafor ", 7, datetime(2026, 9, 7)])
    sheet.append(["Hidden", 7.5, "=1+1"])
    sheet.append([None, None, None])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A5:B6")
    sheet["A5"] = "Theatres"
    book.create_sheet("Codes").sheet_state = "hidden"
    book.save(path)
    return path


def test_workbook(tmp_path: Path) -> None:
    """Values keep their kind, and every cell says where it stands."""
    sheet = read_book(_workbook(tmp_path / "a.xlsx")).sheets[0]
    name, grade, start = sheet.rows[1].cells
    assert (name.text, name.place) == ("Amara Okafor", "Sign-ups!A2")
    assert (grade.value, grade.text) == (7, "7")
    assert (start.value, start.text) == (datetime(2026, 9, 7), "2026-09-07")


def test_formula_has_no_value(tmp_path: Path) -> None:
    """A formula is read as what was saved for it, here nothing, and never as its text."""
    assert read_book(_workbook(tmp_path / "a.xlsx")).sheets[0].rows[2].cells[2].value is None


def test_hidden(tmp_path: Path) -> None:
    """Hidden rows, columns and sheets are told as such."""
    shown, codes = read_book(_workbook(tmp_path / "a.xlsx")).sheets
    assert [row.number for row in shown.rows if row.hidden] == [3]
    assert shown.hidden_columns == {2}
    assert (shown.hidden, codes.hidden) == (False, True)


def test_merged(tmp_path: Path) -> None:
    """What is written in a merged block stands in each of its cells, marked."""
    rows = read_book(_workbook(tmp_path / "a.xlsx")).sheets[0].rows
    block = [cell for row in rows[4:6] for cell in row.cells[:2]]
    assert [(cell.text, cell.is_merged) for cell in block] == [
        ("Theatres", False),
        ("Theatres", True),
        ("Theatres", True),
        ("Theatres", True),
    ]


def test_named_sheet(tmp_path: Path) -> None:
    """A sheet is found by its name in any case; one that is not there is refused with those that are."""
    book = read_book(_workbook(tmp_path / "a.xlsx"))
    assert book.sheet(" codes ").name == "Codes"
    with pytest.raises(WrongUsage, match="Sign-ups, Codes"):
        book.sheet("rota")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """The encodings and delimiters of Excel are found out; short rows are filled."""
    path = tmp_path / "a.csv"
    lines = [f"Name{delimiter}Grade{delimiter}Themes", f'Zoë{delimiter}"ST4{delimiter} ""old"""', ""]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    rows = read_book(path).sheet(None).rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Name", "Grade", "Themes"],
        ["Zoë", f'ST4{delimiter.strip()} "old"' if delimiter != "\t" else 'ST4 "old"', ""],
    ]


def test_title_above_a_csv(tmp_path: Path) -> None:
    """Commas within the quotes of a title, or a line without any, do not say what separates the cells."""
    (tmp_path / "a.csv").write_text('"Sign-ups, theatres, 2027"\n\nName;Grade\nA Bell;ST4\n', "utf-8")
    rows = read_book(tmp_path / "a.csv").sheet(None).rows
    assert [cell.text for cell in rows[-1].cells] == ["A Bell", "ST4"]


def test_guard_of_exported_text(tmp_path: Path) -> None:
    """The apostrophe that `export csv` puts before what could be a formula is taken off again."""
    (tmp_path / "a.csv").write_text("Name\r\n'=1+1\r\n''quoted\r\n'tis\r\n", "utf-8")
    rows = read_book(tmp_path / "a.csv").sheet(None).rows
    assert [row.cells[0].text for row in rows[1:]] == ["=1+1", "'quoted", "'tis"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"", "before 2007"),
        ("a.ods", b"", "LibreOffice"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0...", "locked by a password"),
        ("a.xlsx", b"PK nothing", "is not a workbook"),
        ("a.pdf", b"%PDF", "from a .xlsx or .csv"),
        ("a.csv", b"a\0b", "not a text file"),
        ("a.csv", b"," * 1_000_001, "more than 1,000,000 cells"),
        ("a.csv", b'Name,Site\nA Bell,"old\ntown"\nC Dee,"north\nE Fox,south\n', "line 4: a quote"),
    ],
)
def test_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """What cannot be read as a table is refused in plain words."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        read_book(tmp_path / name)


def test_not_there(tmp_path: Path) -> None:
    """A file that is not there, or a folder, is refused."""
    with pytest.raises(UnreadableFile, match="No such file"):
        read_book(tmp_path / "a.csv")
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_book(tmp_path)


def test_bomb(tmp_path: Path) -> None:
    """A workbook that unpacks to more than it may is refused before it is unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_001)
    (tmp_path / "a.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(UnreadableFile, match="unpacks to"):
        read_book(tmp_path / "a.xlsx")


def test_far_corner(tmp_path: Path) -> None:
    """One word in the last corner of a sheet does not make a billion cells."""
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "here"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFile, match="Delete the empty rows"):
        read_book(tmp_path / "a.xlsx")


def test_letters() -> None:
    """Columns are named as spreadsheets name them."""
    assert [letters(column) for column in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
