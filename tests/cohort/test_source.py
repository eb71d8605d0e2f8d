"""YAML text → plain data and places."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.cohort.source import Source, parse
from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import CohortError


def source(text: str) -> Source:
    """The parsed text."""
    return parse(text.encode(), "x.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *[
            (word, word)
            for word in ("no", "on", "off", "yes", "y", "NO", "12:30", "08:00-17:30", "2026-09-07")
        ],
        *[
            (word, word)
            for word in ("1_000", "0b11", "1.2.3", "<", "=", "tRUE", "nUll", "08:00", ".", "-", "1e")
        ],
        *[("true", True), ("True", True), ("FALSE", False), ("null", None), ("~", None), ("", None)],
        *[("0123", 123), ("0o17", 15), ("0x1F", 31), ("-7", -7), ("+7", 7), ("3e1", 30.0), (".5", 0.5)],
        *[("'12'", "12"), ('"true"', "true"), ("!!str 12", "12"), ("! 12", "12")],
    ],
)
def test_scalars_of_yaml_12(written: str, value: Any) -> None:
    """Plain scalars are read by the YAML 1.2 core schema, quoted ones as text."""
    read = source(f"key: {written}").data["key"] if written != "-" else source("key: '-'").data["key"]
    assert read == value
    assert isinstance(read, bool) == isinstance(value, bool)


@pytest.mark.parametrize("written", ["3e1", "0123", "0x1F", "1.0", "7"])
def test_numbers_keep_their_text(written: str) -> None:
    """A number remembers how it was written, as a value and as a key: an id such as `3e1` is one."""
    data = source(f"{written}: {written}").data
    assert list(data) == [written]
    assert data[written].text == written


def test_long_digits_stay_text() -> None:
    """A number too long for anything stays text, and costs no time."""
    assert isinstance(source("key: " + "9" * 5000).data["key"], str)


SPANS = """\
first: alpha
list: [one, {two: "b c"}]
block:
  - id: x
    text: |
      D D .

      N N .
"""


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("first",), (1, 8, 1, 13)),
        (("list",), (2, 7, 2, 25)),
        (("list", 0), (2, 8, 2, 11)),
        (("list", 1, "two"), (2, 19, 2, 24)),
        (("block", 0, "id"), (4, 9, 4, 10)),
        (("block", 0, "missing"), (4, 5, 9, 1)),
        (("block", 7), (4, 3, 9, 1)),
    ],
)
def test_span_of_values(loc: tuple[str | int, ...], place: tuple[int, int, int, int]) -> None:
    """A value's span is exactly its text; a missing value's is that of what would hold it."""
    span = source(SPANS).span(loc)
    assert (span.line, span.column, span.end_line, span.end_column) == place


def test_span_of_keys_and_rows() -> None:
    """Keys and the words of block text have places too; blank lines of the text are no rows."""
    parsed = source(SPANS)
    key = parsed.key_span(("list", 1, "two"))
    cell = parsed.row_span(("block", 0, "text"), 1, 2)
    assert (key.line, key.column, key.end_column) == (2, 14, 17)
    assert (cell.line, cell.column, cell.end_column) == (8, 11, 12)


def test_bom_and_crlf() -> None:
    """A byte-order mark and Windows line ends change neither data nor places."""
    content = b"\xef\xbb\xbf" + SPANS.replace("\n", "\r\n").encode()
    parsed = parse(content, "x.yaml")
    assert parsed.data == source(SPANS).data
    assert parsed.span(("first",)) == source(SPANS).span(("first",))
    assert parsed.span(("list", 1, "two")) == source(SPANS).span(("list", 1, "two"))


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_breaks_of_yaml_11_are_no_breaks(character: str) -> None:
    """Characters that only YAML 1.1 took for line breaks end no line, wherever they stand."""
    parsed = source(
        f"a: x{character}y # one{character}two\nb: 'p{character}q'\nc: |\n  D{character}D\nd: end"
    )
    assert parsed.data == {"a": "x y", "b": "p q", "c": "D D\n", "d": "end"}
    assert parsed.span(("d",)).line == 5
    assert parsed.line(5) == "d: end"
    assert parsed.line(1) == f"a: x{character}y # one{character}two"


def refused(text: str) -> tuple[int, int, str | None]:
    """Line, column and help of the fault of a text that is no YAML."""
    with pytest.raises(CohortError) as caught:
        source(text)
    (fault,) = caught.value.diagnostics
    assert fault.code == "PM003" and fault.span is not None
    return fault.span.line, fault.span.column, fault.help


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("a:\n  id: x\n  grade ST4\n  site: y", 3, "write `grade: ST4`"),
        ("a:\n  id: x\n  grade:ST4\n  site: y", 3, "write `grade: ST4`"),
        ("a:\n  id: x\n  grade ST4", 3, "write `grade: ST4`"),
        ("a:\n  id: x\n  grade ST4  # now\n  site: y", 3, "write `grade: ST4`"),
        ("a:\n  id: x\n  name Dr Amara Okafor\n  site: y", 3, "write `name: Dr Amara Okafor`"),
        ("a:\n  id: x\n  leave\n  site: y", 3, "write `leave: ...`"),
        ("a:\n  - grade ST4\n    site: y", 2, "write `grade: ST4`"),
        ("version 1\nprogramme: x", 1, "write `version: 1`"),
        ("doctors\n  - id: x", 1, "write `doctors: ...`"),
    ],
)
def test_missing_colon(text: str, line: int, advice: str) -> None:
    """A key without a colon, or without the space after it, is pointed at where it stands."""
    assert refused(text)[::2] == (line, advice)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("p:\n  start: 1\n   weeks: 12", 3),
        ("a:\n  why: live\n    together here\n    foo: bar", 4),
        ("a:\n  - sepsis\n    flow: x", 3),
        ("a:\n  name: b: c", 2),
    ],
)
def test_other_slips_are_not_taken_for_a_missing_colon(text: str, line: int) -> None:
    """Wrong indentation and a colon too many keep their own place and advice."""
    at, _, advice = refused(text)
    assert at == line
    assert advice is not None and not advice.startswith("write")


@pytest.mark.parametrize(
    "text", ["a: 'Dr O'Brien'", "a: [{b: 'Dr O'Brien', c: d}]", "a: 'Dr O'Brien\nb: 'c'"]
)
def test_apostrophe_in_single_quotes(text: str) -> None:
    """An apostrophe that ends a text in single quotes is pointed at, with two ways to write it."""
    line, column, advice = refused(text)
    assert (line, column) == (1, text.index("'B") + 1)
    assert advice == "double it (`O''Brien`), or put the text in double quotes"


def test_columns_count_characters() -> None:
    """Columns count characters, not bytes."""
    span = source("name: {a: Zoë Ünal, b: x}").span(("name", "b"))
    assert (span.column, span.end_column) == (24, 25)


def test_alias_repeats_a_value() -> None:
    """An alias stands for the anchored value, whose place it keeps."""
    parsed = source("a: &week [mon, tue]\nb: *week\nc: {d: &one x, e: *one}")
    assert parsed.data == {"a": ["mon", "tue"], "b": ["mon", "tue"], "c": {"d": "x", "e": "x"}}
    assert parsed.span(("b", 1)).line == 1


@pytest.mark.parametrize("depth", [10_000, 200_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused(opening: str, depth: int) -> None:
    """Nesting of any depth and kind is refused, and crashes nothing."""
    with pytest.raises(CohortError) as caught:
        source(opening * depth)
    assert caught.value.diagnostics[0].code in ("PM003", "PM004")


def test_64_levels_are_read() -> None:
    """The deepest nesting allowed is read, one level more is not."""
    assert source("[" * 64 + "]" * 64).data
    with pytest.raises(CohortError, match="PM004"):
        source("[" * 65 + "]" * 65)


def test_many_small_aliases_are_allowed() -> None:
    """Honest use of an anchor, such as shared works of hundreds of people, is no bomb."""
    text = "works: &w {mon: am pm, tue: am}\npeople:\n" + "  - works: *w\n" * 2000
    assert len(source(text).data["people"]) == 2000


SIMPLE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(SIMPLE.filter(lambda value: value is not None))
def test_what_yaml_writes_is_read_back(value: Any) -> None:
    """Whatever PyYAML writes with quotes around all text is read back as it was."""
    text = yaml.safe_dump(value, default_style='"', allow_unicode=True)
    plain = yaml.load(text, Loader=yaml.BaseLoader)
    if "<<" in text or "\ufeff" in text:
        return
    read = parse(text.encode("utf-8", "surrogatepass"), "x").data
    assert _texts(read) == _texts(plain)


def _texts(value: Any) -> Any:
    """The value with every scalar as text."""
    if isinstance(value, dict):
        return {str(key): _texts(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_texts(below) for below in value]
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return str(value)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text("[]{}:,-&*!|>'\"#%@`? \n\tab1", max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever the bytes, there is either data or one located diagnostic."""
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        parse(content, "x")
    except CohortError as error:
        diagnostics = error.diagnostics
    assert len(diagnostics) <= 1
    assert all(diagnostic.span is not None for diagnostic in diagnostics)
