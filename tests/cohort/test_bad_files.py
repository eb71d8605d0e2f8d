"""Every file of tests/bad gives exactly the diagnostics that it announces, and never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pairmatch.calendar.check import read_and_check
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import CohortError

BAD = Path(__file__).parents[1] / "bad"
FILES = sorted(BAD.glob("*.yaml"))

WITHOUT_COMMENTS = {
    "empty.yaml": ["PM009 1:1"],
    "escape-byte.yaml": ["PM002 2:19"],
    "latin-1.yaml": ["PM001 2:22"],
    "nul-byte.yaml": ["PM002 2:20"],
    "utf-16.yaml": ["PM001 1:1"],
}
"""What is expected of files that cannot say it themselves."""


def expected(path: Path) -> list[str]:
    """The diagnostics that a file announces in its first lines."""
    if path.name in WITHOUT_COMMENTS:
        return WITHOUT_COMMENTS[path.name]
    return re.findall(r"^# expect: (.+)$", path.read_text(), re.MULTILINE)


def put(diagnostic: Diagnostic) -> str:
    """A diagnostic in the words of an `expect` line."""
    span = diagnostic.span
    place = f"{span.line}:{span.column}" if span else "-"
    return f"{'' if diagnostic.is_error else 'warning '}{diagnostic.code} {place}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_announced_diagnostics(path: Path) -> None:
    """A bad file gives the diagnostics it announces, in file order, and no others."""
    assert [put(diagnostic) for diagnostic in read_and_check(path).diagnostics] == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_errors_and_warnings(path: Path) -> None:
    """A file with an error gives no cohort; one with warnings only does, and the cohort has them."""
    reading = read_and_check(path)
    if any(not words.startswith("warning") for words in expected(path)):
        assert reading.cohort is None
        with pytest.raises(CohortError) as caught:
            Cohort.load(path)
        assert caught.value.diagnostics == reading.diagnostics
    else:
        assert reading.cohort is not None
        assert Cohort.load(path).warnings == reading.diagnostics != ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spans_lie_in_the_file(path: Path) -> None:
    """Every place quoted, also in a note, is a place of the file."""
    lines = path.read_bytes().decode("utf-8", "replace").splitlines() or [""]
    for diagnostic in read_and_check(path).diagnostics:
        for span in (diagnostic.span, *(note.span for note in diagnostic.notes)):
            if span is not None:
                assert 1 <= span.line <= len(lines) + 1
                assert span.column >= 1
                assert (span.line, span.column) < (span.end_line, span.end_column)


def test_there_are_enough() -> None:
    """The folder holds files, so that the tests above test something, and each announces a fault."""
    assert len(FILES) > 120
    assert all(expected(path) for path in FILES)
