"""What fuzzing has found: each a file that once got a wrong answer, and the right one."""

from __future__ import annotations

import pytest

from tests.fuzz.answers import answer


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [(b"\xef\xbb\xbfa: \xff", 1, 4), (b"\xef\xbb\xbfab: c\n\xff", 2, 1), (b"\xef\xbb\xbf\xff", 1, 1)],
)
def test_not_utf8_after_a_byte_order_mark(content: bytes, line: int, column: int) -> None:
    """The place of a byte that is no UTF-8 does not move by the three bytes of the mark."""
    (fault,) = answer(content)
    assert fault.code == "PM001" and fault.span is not None
    assert (fault.span.line, fault.span.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "column", "escape"),
    [
        (r'a: "C:\Users"', 7, r"\U"),
        (r'a: "\z"', 5, r"\z"),
        (r'a: "\x\"', 5, r"\x"),
        (r'{"a": "\ud83d\ude00"}', 8, r"\u"),
        ('a: "b\n  c \\q"', 5, r"\q"),
    ],
)
def test_a_backslash_that_stands_for_nothing(text: str, column: int, escape: str) -> None:
    """The backslash is pointed at; the quote, which is closed, is not said to be open."""
    (fault,) = answer(text.encode())
    assert fault.code == "PM003" and fault.span is not None
    assert fault.span.column == column
    assert fault.message == f"not YAML: `{escape}` stands for no character here"
    assert "twice" in (fault.help or "")
