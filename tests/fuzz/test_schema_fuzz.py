"""Files made from the JSON Schema, and our own files damaged at random: every one gets a sound answer."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.answers import SEEDS, answer
from tests.fuzz.schema_documents import ODD, WORDS, files

QUICK = settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=4000)
_LARGEST = 40_000

TEXTS = [path.read_bytes() for path in SEEDS if path.stat().st_size <= _LARGEST]
PIECES = st.sampled_from(
    [*ODD, *WORDS, "\t", "\r", "\n", "\x00", "\u2028", "'", '"', "{", "]", ": ", "|\n"]
).map(str.encode) | st.binary(min_size=1, max_size=4)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of ours after a few deletions, insertions, repetitions and exchanges of lines with another."""
    content = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 40)))
        how = draw(st.sampled_from(["delete", "insert", "repeat", "lines", "splice"]))
        if how == "delete":
            content = content[:at] + content[end:]
        elif how == "insert":
            content = content[:at] + draw(PIECES) + content[at:]
        elif how == "repeat":
            content = content[:end] + content[at:end] * draw(st.integers(1, 5)) + content[end:]
        else:
            content = _with_lines(draw, content, draw(st.sampled_from(TEXTS)) if how == "splice" else content)
    return content


def _with_lines(draw: st.DrawFn, content: bytes, other: bytes) -> bytes:
    """The content with some lines of the other file in place of some of its own."""
    lines, others = content.splitlines(keepends=True), other.splitlines(keepends=True)
    at, first = draw(st.integers(0, len(lines))), draw(st.integers(0, len(others)))
    taken = others[first : first + draw(st.integers(0, 6))]
    return b"".join([*lines[:at], *taken, *lines[at + draw(st.integers(0, 6)) :]])


@QUICK
@given(files())
def test_files_made_from_the_schema(content: bytes) -> None:
    """What the schema allows, with a wrong value now and then, gets an answer with places in the file."""
    answer(content)


@QUICK
@given(damaged())
def test_damaged_files(content: bytes) -> None:
    """A file that was cut, mixed up or put together wrongly gets an answer with places in the file."""
    answer(content)


@pytest.mark.slow
@LONG
@given(files())
def test_very_many_files_made_from_the_schema(content: bytes) -> None:
    """As above, of thousands."""
    answer(content)


@pytest.mark.slow
@LONG
@given(damaged())
def test_very_many_damaged_files(content: bytes) -> None:
    """As above, of thousands."""
    answer(content)


def test_the_schema_leads_somewhere() -> None:
    """Files made from the schema reach the rules on names and on what can be held, not the form alone."""
    reached = Counter[str]()

    @seed(1)
    @settings(QUICK, max_examples=150)
    @given(files())
    def look(content: bytes) -> None:
        reached.update({one.code[:3] for one in answer(content)})

    look()
    assert {"PM1", "PM2", "PM3"} <= set(reached), reached
