"""The terminal reports of answers: they fit the width, and show names as data."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pairmatch.matching.answers import Forbidden, Obstacle
from pairmatch.report.terminal.lock_reasons import show_why_lock
from pairmatch.report.terminal.why_pair import show_why_pair
from pairmatch.report.terminal.why_person import show_why_person
from tests.report.answer_reports import NAMES, Show, reports
from tests.report.answers import (
    FAIR,
    why_lock_of,
    why_pairs_of,
    why_person_of,
)
from tests.report.printing import HOSTILE, printed, with_names
from tests.report.samples import cohort_of


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    """Every answer fits, however wide the terminal is."""
    cohort = cohort_of(6)
    text = printed(cohort, reports(cohort)[name], width)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_shown_as_data(name: str, hostile: str) -> None:
    """Markup stays as typed, control characters become escapes, and the width still holds."""
    cohort = with_names((hostile, "Dr Kind"), pairs=6)
    text = printed(cohort, reports(cohort)[name])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert [line for line in text.splitlines() if cell_len(line) > 80] == []
    assert "\U0001f4a3" not in text


@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.integers(20, 130))
def test_any_name_fits_any_width(name: str, width: int) -> None:
    """No name breaks an answer, however narrow the terminal."""
    cohort = with_names((name, "Dr Kind"), pairs=6)
    for show in reports(cohort).values():
        text = printed(cohort, show, width)
        assert [line for line in text.split("\n") if cell_len(line) > width] == []


@pytest.mark.parametrize("name", NAMES)
def test_answers_print_in_ascii(name: str) -> None:
    """A terminal without Unicode gets plain signs, and no question marks for them."""
    cohort = with_names(("Dr Kind", "Ms Plain"), pairs=6)
    assert "?" not in printed(cohort, reports(cohort)[name], encoding="ascii")


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_broken_at_40_columns(name: str) -> None:
    """A narrow terminal gets each word in one piece, in a table or below each other."""
    cohort = with_names(("Dr Kind Whitcombe", "Ms Plain Lindqvist"), pairs=6)
    wide, narrow = (printed(cohort, reports(cohort)[name], width) for width in (300, 40))
    assert max(map(cell_len, narrow.splitlines())) <= 40
    words = [set(re.findall("[a-z]{2,}", text.lower())) for text in (wide, narrow)]
    assert words[1] <= words[0]


def test_reasons_in_a_file_are_data() -> None:
    """An escape sequence in a rule's reason is shown as its escape, wherever the reason is told."""
    cohort = cohort_of(6)
    bad = Obstacle("`same: site` (\x1b[2J[bold]x)")
    person = replace(why_person_of(cohort), forbidden=(Forbidden("m05", (bad,)),))
    pair = replace(why_pairs_of(cohort)["forbidden"], obstacles=(bad,))
    lock = replace(why_lock_of(cohort), because=(bad,))
    shows: list[Show] = [
        lambda page: show_why_person(page, FAIR, person),
        lambda page: show_why_pair(page, FAIR, pair),
        lambda page: show_why_lock(page, lock),
    ]
    for show in shows:
        text = printed(cohort, show)
        assert r"\x1b[2J[bold]x" in text and "\x1b" not in text
