"""Workbooks are looked at as zips first: how large they are, and which formulas nobody worked out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pairmatch.errors import UnreadableFile
from pairmatch.importing.tables import read_book

_PART = "xl/worksheets/sheet1.xml"


def _workbook(path: Path, pattern: bytes = b"(?!)", new: bytes = b"") -> Path:
    """A workbook of a plain sheet and one of three formulas without results, whose XML is then changed."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sign-ups"
    sheet.append(["Name", "=1+1", None, "=A1", "=B1"])
    book.create_sheet("Plain").append(["Name"])
    book.save(path)
    with zipfile.ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    contents[_PART] = re.sub(pattern, new, contents[_PART])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in contents.items():
            parts.writestr(name, content)
    return path


def test_formulas_without_results(tmp_path: Path) -> None:
    """A sheet with formulas that were never worked out is refused with their places; others are read."""
    book = read_book(_workbook(tmp_path / "a.xlsx"))
    assert book.sheet("Plain").rows[0].cells[0].text == "Name"
    with pytest.raises(UnreadableFile, match=r"Sign-ups!B1, Sign-ups!D1 and Sign-ups!E1. Open .* in Excel"):
        book.sheet(None)


def test_formulas_with_results(tmp_path: Path) -> None:
    """A result is read, and one that is an empty text is nothing that is missing."""
    path = _workbook(tmp_path / "a.xlsx", rb"<f>1\+1</f><v(></v>| ?/>)", b"<f>1+1</f><v>2</v>")
    assert read_book(path).sheets[0].unsaved == ("D1", "E1")
    path = _workbook(tmp_path / "b.xlsx", b'<c r="D1">', b'<c r="D1" t="str">')
    assert read_book(path).sheets[0].unsaved == ("B1", "E1")


def test_formatted_to_the_last_row(tmp_path: Path) -> None:
    """A million rows that are only formatted are refused at once, before they are read one by one."""
    path = _workbook(tmp_path / "a.xlsx", b"</sheetData>", b'<row r="9"/>' * 1_000_001 + b"</sheetData>")
    with pytest.raises(UnreadableFile, match="Delete the empty rows"):
        read_book(path)
