"""A workbook as the zip of XML parts that it is: is it safe to open, and which formulas have no result?

openpyxl tells neither: it reads a sheet whole before it says how large it is, and a formula that was never
worked out looks like an empty cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from pairmatch.errors import UnreadableFile

MAX_BYTES = 100_000_000
"""Of a file, and of a workbook unpacked."""
MAX_CELLS = 1_000_000
_SHEETS = "xl/worksheets/"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FILLED = re.compile(rb"<c ([^>]*[^/])>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]+\d+)"')
_FORMULA, _RESULT = re.compile(rb"<f[ >/]"), re.compile(rb"<v[^>/]*>[^<]")


def too_many_cells(path: Path) -> UnreadableFile:
    """What is said of a table that is too large."""
    return UnreadableFile(
        f"{path}: more than {MAX_CELLS:,} cells. Delete the empty rows and columns beyond the table"
    )


def unsaved_formulas(path: Path, content: bytes) -> Mapping[str, tuple[str, ...]]:
    """By the name of each sheet, the cells whose formula has no saved result.

    Raises
    ------
    UnreadableFile
        When it is no workbook, or unpacks to more than can be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_large(path, parts)
            return dict(_unsaved(parts))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError, EOFError):
        raise UnreadableFile(f"{path} is not a workbook, or is broken: open it and save it again") from None


def _refuse_large(path: Path, parts: zipfile.ZipFile) -> None:
    """A zip tells how large its parts are, and nobody unpacks one further than it tells."""
    size = sum(part.file_size for part in parts.infolist())
    if size > MAX_BYTES:
        raise UnreadableFile(f"{path} unpacks to {size / 1e6:,.0f} MB, more than {MAX_BYTES // 1_000_000} MB")
    sheets = (parts.read(name) for name in parts.namelist() if name.startswith(_SHEETS))
    if sum(max(sheet.count(b"<c "), sheet.count(b"<row ")) for sheet in sheets) > MAX_CELLS:
        raise too_many_cells(path)


def _unsaved(parts: zipfile.ZipFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, part in _sheets(parts):
        content = parts.read(part)
        if _FORMULA.search(content):
            yield name, tuple(_without_result(content))


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and of the part that it is in."""
    there = set(parts.namelist())
    if not {_BOOK, _RELATIONS} <= there:
        return
    try:
        relations = ElementTree.fromstring(parts.read(_RELATIONS))
        book = ElementTree.fromstring(parts.read(_BOOK))
    except ElementTree.ParseError:  # openpyxl says what is wrong with it
        return
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in book.iter():
        target = targets.get(sheet.get(_RELATION), "") if sheet.tag.endswith("}sheet") else ""
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in there:
            yield sheet.get("name", ""), part


def _without_result(content: bytes) -> Iterator[str]:
    """The formulas that nobody worked out; one whose result is an empty text says that it is text."""
    for found in _FILLED.finditer(content):
        attributes, inside = found[1], found[2]
        place = _PLACE.search(attributes)
        is_open = _FORMULA.search(inside) and not _RESULT.search(inside) and b't="str"' not in attributes
        if is_open and place:
            yield place[1].decode()
