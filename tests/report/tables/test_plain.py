"""Text that any file can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.report.tables.plain import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", r"a\x00b"),
        ("a\rb", r"a\x0db"),
        ("\ud800", r"\ud800"),
        ("\ufffe", r"\ufffe"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("Zoë 李 \u200d \U0001f3e5 \u202e", "Zoë 李 \u200d \U0001f3e5 \u202e"),
    ],
)
def test_only_what_no_file_can_hold_is_written_as_its_escape(text: str, shown: str) -> None:
    """Controls, halves of pairs and non-characters; everything else stays, odd as it may be."""
    assert plain(text) == shown


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_any_text_can_be_encoded(text: str) -> None:
    """Whatever was typed, UTF-8 can write it; a second time changes nothing."""
    once = plain(text)
    once.encode()
    assert plain(once) == once
