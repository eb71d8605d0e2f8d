"""CSV files: as Excel opens them, with nothing that it would run."""

from __future__ import annotations

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.report.csv_tables import csv_bytes, csv_text, guarded, unguarded
from pairmatch.report.tables.pairs import pair_table
from pairmatch.report.tables.plain import plain
from pairmatch.report.tables.table import Table, columns
from tests.report.tables.sample import sample

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)


def _table(*cells: object) -> Table:
    return Table("t", "T", columns(*(f"c{number}" for number in range(len(cells)))), (cells,))  # type: ignore[arg-type]


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_as_excel_opens_it() -> None:
    """UTF-8 with its mark, CRLF, quotes where a comma or a line break is, dates and times as ISO has them."""
    table = _table("Zoë, Lee", "two\nlines", -5, date(2026, 9, 8), time(9, 5), None)
    assert (
        csv_bytes(table)
        == ('\ufeffc0,c1,c2,c3,c4,c5\r\n"Zoë, Lee","two\nlines",-5,2026-09-08,09:05,\r\n').encode()
    )


def test_pairs_file() -> None:
    """The whole table, as it is read back."""
    head, first, second = _read(csv_text(pair_table(sample())))
    assert head[:5] == ["Doctor", "Doctor's site", "Manager", "Manager's site", "Score"]
    assert first[:5] == ["Dr Amara Okafor", "St Thomas' Hospital", "Helen Ward", "St Thomas' Hospital", "872"]
    assert second[7] == "not known"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\uff1d1", "'\uff1d1"),
        ("'quoted'", "''quoted'"),
        ("Dr Amara Okafor", "Dr Amara Okafor"),
        ("O'Brien", "O'Brien"),
        ("", ""),
    ],
)
def test_what_could_be_a_formula_has_an_apostrophe(text: str, safe: str) -> None:
    """As OWASP advises; and the apostrophe can be taken off again, but not one that was typed."""
    assert guarded(text) == safe
    assert unguarded(safe) == text


@given(ANY_TEXT)
def test_the_guard_can_be_undone(text: str) -> None:
    """Whatever was typed comes back, and what is in the file never begins like a formula."""
    assert unguarded(guarded(text)) == text
    assert guarded(text).strip()[:1] not in {"=", "+", "-", "@"}


@given(ANY_TEXT, ANY_TEXT)
def test_any_name_survives(one: str, other: str) -> None:
    """Two cells are read back as they were, but for what no file can hold."""
    (_, row) = _read(csv_text(_table(one, other)))
    assert list(map(unguarded, row)) == [plain(one), plain(other)]
