"""One slip in a good file gives exactly the code and the place that the slip is at, and nothing else.

The expected places are worked out from the text alone: `mutants.py` marks them with `«`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from pairmatch.calendar import rules as calendar_rules
from pairmatch.calendar.check import check_bytes
from pairmatch.cohort import rules as cohort_rules
from pairmatch.diagnostics import CODES
from tests.cohort.mutants import FILES, GOOD, MARK, NOT_BY_TEXT, ROWS, TINY, Row

NAME = "cohort.yaml"
Place = tuple[str, str, int, int]
"""A code, and the file, line and column it is at, counted from 1."""
ONE_A_CODE = [row for code, row in {row[0]: row for row in ROWS}.items() if code != "PM001"]
"""A row for each code, or codes; without bytes that are no character."""


def mutant(row: Row) -> tuple[str, list[int]]:
    """The text of the file with the slip, and where in it the marks stand, in the order of the row."""
    _, old, new, *elsewhere = row
    assert GOOD.count(old) == 1, "what is replaced stands once in the file"
    start = GOOD.index(old)
    text = GOOD[:start] + new.replace(MARK, "") + GOOD[start + len(old) :]
    marks = [start + at for at in _marks(new)]
    for piece in elsewhere:
        bare = piece.replace(MARK, "")
        assert text.count(bare) == 1, "a marked piece stands once in the mutant"
        marks += [text.index(bare) + at for at in _marks(piece)]
    return text, marks


def _marks(piece: str) -> Iterator[int]:
    """Where the marks of a piece would stand in it without the marks."""
    found = -1
    for before in count():
        found = piece.find(MARK, found + 1)
        if found < 0:
            return
        yield found - before


def place(code: str, text: str, at: int, file: str = NAME) -> Place:
    """The line and column of the character at `at`, by the line ends before it."""
    before = text[:at]
    return code, file, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def expected(row: Row) -> list[Place]:
    """What the row says the mutant gives, in the order of the file."""
    text, marks = mutant(row)
    codes = row[0].split()
    assert len(codes) == len(marks), "a mark for each code"
    return sorted(place(code, text, at) for code, at in zip(codes, marks, strict=True))


def given(text: str, path: Path | None = None) -> list[Place]:
    """What pairmatch says of a text."""
    found = check_bytes(written(text), NAME, path).diagnostics
    spans = [(one.code, one.span) for one in found if one.span]
    assert len(spans) == len(found), "a fault without a place"
    return sorted((code, Path(span.file).name, span.line, span.column) for code, span in spans)


def written(text: str) -> bytes:
    """The bytes of a text; `\\udc80` to `\\udcff` in it stand for bytes that are no character."""
    return text.encode("utf-8", "surrogateescape")


def numbered(rows: Sequence[Row]) -> list[str]:
    """The names of the rows as tests: their numbers, and their codes."""
    return [f"{at}-{row[0].replace(' ', '-')}" for at, row in enumerate(rows)]


def test_the_good_file() -> None:
    """The file that the slips are made in, and the tiny one, give nothing at all."""
    assert given(GOOD) == given(TINY) == []


@pytest.mark.parametrize("row", ROWS, ids=numbered(ROWS))
def test_one_slip(row: Row) -> None:
    """The mutant gives the codes of its row at the places marked there, and nothing more."""
    assert given(mutant(row)[0]) == expected(row)


@pytest.mark.parametrize("row", ONE_A_CODE, ids=numbered(ONE_A_CODE))
def test_one_slip_with_other_line_ends(row: Row) -> None:
    """A byte-order mark and the line ends of Windows move no fault."""
    assert given("\ufeff" + mutant(row)[0].replace("\n", "\r\n")) == expected(row)


@pytest.mark.parametrize("row", FILES, ids=numbered(FILES))
def test_one_slip_beside(row: Row, tmp_path: Path) -> None:
    """A slip in, or in the name of, a file beside the cohort file gives its code, in the file where it is."""
    codes, old, new, name, content = row
    text, marks = mutant((codes, old, new))
    beside = content.replace(MARK, "")
    (tmp_path / name).write_bytes(written(beside))
    places = [(text, at, NAME) for at in marks] + [(beside, at, name) for at in _marks(content)]
    wanted = [place(code, *at) for code, at in zip(codes.split(), places, strict=True)]
    assert given(text, tmp_path / NAME) == sorted(wanted)


def test_the_table() -> None:
    """There are at least 200 rows, none twice, and every code that text can bring about is in one of them."""
    rows = [*ROWS, *FILES]
    assert len(set(rows)) == len(rows) >= 200
    covered = {code for row in rows for code in row[0].split()}
    codes = {*CODES, *(rule.CODE for rule in (*cohort_rules.ALL, *calendar_rules.ALL))}
    assert codes - covered == set(NOT_BY_TEXT)
