"""Edits of a cohort file in place: exact texts by hand, and the data that any edits give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.cohort.edit import Edit, EditRefused, Loc, edited, lines_changed, unified, with_edits
from pairmatch.cohort.source import parse

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("cohorts/*.yaml"), *ROOT.glob("examples/*/*.yaml")])
TEXTS = [text for text in (file.read_text(encoding="utf-8") for file in FILES) if "doctors:" in text]

BLOCK = """\
# the autumn
doctors:
  - id: okafor  # joined in August
    leave: [2026-10-12..2026-10-16]   # half-term
    extra:
      "2026-09-12 am": {attend: true}
  - {id: lee, pairs: 1}
managers:
- id: ward
  works:
    mon: am pm
    tue: am

  # not on Fridays
workshops: []
"""


def after(loc: Loc, value: Any, text: str = BLOCK) -> str:
    """The lines with one edit."""
    return edited(text, [Edit(loc, value)])


@pytest.mark.parametrize(
    ("loc", "value", "before", "then"),
    [
        (("doctors", 1, "pairs"), 2, "{id: lee, pairs: 1}", "{id: lee, pairs: 2}"),
        (("doctors", 1, "pairs"), None, "{id: lee, pairs: 1}", "{id: lee}"),
        (("doctors", 1, "id"), None, "{id: lee, pairs: 1}", "{pairs: 1}"),
        (("doctors", 1, "refuses", 0), "ward", "pairs: 1}", "pairs: 1, refuses: [ward]}"),
        (("doctors", 0, "leave", 1), "2026-11-02", "16]   # half", "16, 2026-11-02]   # half"),
        (("doctors", 0, "leave", 0), None, "[2026-10-12..2026-10-16]", "[]"),
        (("doctors", 0, "id"), "on", "id: okafor  #", 'id: "on"  #'),
        (
            ("doctors", 0, "extra", "2026-09-23 am"),
            {"attend": True},
            "{attend: true}\n",
            '{attend: true}\n      "2026-09-23 am": {attend: true}\n',
        ),
        (("managers", 0, "works", "tue"), "am pm", "tue: am\n", "tue: am pm\n"),
        (("managers", 0, "works", "wed"), "am", "tue: am\n", "tue: am\n    wed: am\n"),
        (("managers", 0, "works", "tue"), None, "    tue: am\n", ""),
        (("managers", 0, "works"), {"mon": "am"}, "works:\n    mon: am pm\n    tue: am", "works: {mon: am}"),
        (("managers", 0, "works"), None, "  works:\n    mon: am pm\n    tue: am\n", ""),
        (("managers", 1), {"id": "kay"}, "tue: am\n", "tue: am\n- {id: kay}\n"),
        (("managers", 0), None, "\n- id: ward\n  works:\n    mon: am pm\n    tue: am", " []"),
        (("workshops", 0), {"id": "w", "runs": 2}, "workshops: []", "workshops: [{id: w, runs: 2}]"),
        (("rooms",), [{"id": "r"}], "workshops: []\n", "workshops: []\nrooms: [{id: r}]\n"),
        (
            ("matching", "bans", 0),
            ["okafor", "ward"],
            "s: []\n",
            "s: []\nmatching: {bans: [[okafor, ward]]}\n",
        ),
        (("doctors", 0), None, BLOCK[BLOCK.index("  - id: okafor") : BLOCK.index("  - {id: lee")], ""),
    ],
)
def test_only_this_is_changed(loc: Loc, value: Any, before: str, then: str) -> None:
    """The text is the same but for the one place."""
    assert BLOCK.count(before) == 1
    assert after(loc, value) == BLOCK.replace(before, then)


def test_what_is_written_as_nothing() -> None:
    """A key without a value gets one; a comment after it stays."""
    assert after(("a",), 1, "a:  # none\nb: 2\n") == "a: 1  # none\nb: 2\n"
    assert after(("a", "x"), 1, "a: ~\n") == "a: {x: 1}\n"
    assert after(("a", 0), "x", "a:\nb: 2\n") == "a: [x]\nb: 2\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_and_marks_stay(ends: str, start: str, last: str) -> None:
    """A byte-order mark, line ends of Windows, and a last line without one are as they were."""
    text = f"{start}a:{ends}  - x{ends}  - y" + (ends if last else "")
    then = f"{start}a:{ends}  - x{ends}  - y{ends}  - z" + (ends if last else "")
    assert after(("a", 2), "z", text) == then
    assert after(("a", 2), None, then) == text


@pytest.mark.parametrize(
    "text", ["no", "on", "12:30", "1e3", "7", "a: b", "a #b", "", " x", "[x", "&a", "true"]
)
def test_text_stays_text(text: str) -> None:
    """Whatever would be read as something else is put in quotes."""
    assert parse(after(("a",), text, "a: 1\n").encode(), "").data == {"a": text}


def test_what_an_alias_repeats_is_refused() -> None:
    """A value that stands in two places is not changed for one of them."""
    with pytest.raises(EditRefused, match=r"`b\.x` was not changed: an alias repeats .* by hand"):
        after(("b", "x"), 2, "a: &one {x: 1}\nb: *one\n")


@pytest.mark.parametrize("loc", [("a", 3), ("a", "b"), ("b", 0)])
def test_what_is_not_there_is_refused(loc: Loc) -> None:
    """A place beyond the end of a list, or of another sort than the file has, is refused."""
    with pytest.raises(EditRefused):
        after(loc, "x", "a: [1]\nb: {c: 1}\n")


def test_lines_that_differ() -> None:
    """From the first to the last; what is only put in has no lines before it."""
    assert lines_changed("a\nb\nc\n", "a\nB\nc\n") == (["b"], ["B"], 2)
    assert lines_changed("a\nc\n", "a\nb\nc\n") == ([], ["b"], 2)


def test_difference_for_patch() -> None:
    """As `diff -u` writes it."""
    assert unified("a\nb\n", "a\nc\n", "f") == "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n \n"


def locs(data: Any, loc: Loc = ()) -> list[Loc]:
    """The way to every value of plain data."""
    found = [loc] if loc else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return found + [one for step, below in items for one in locs(below, (*loc, step))]


VALUES = st.one_of(
    st.integers(0, 99),
    st.booleans(),
    st.text("ab 1:#-,'\"[{é&", max_size=6),
    st.lists(st.text("ab-1", min_size=1, max_size=3), max_size=2),
    st.dictionaries(st.text("ab", min_size=1, max_size=2), st.integers(0, 9), max_size=2),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_edits_give_exactly_their_data(data: st.DataObject) -> None:
    """Whatever is changed, added or taken out: the text says just that, and other lines stay in order."""
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 4))):
        now = parse(text.encode(), "").data
        loc = data.draw(st.sampled_from(locs(now)))
        there = with_edits(now, [])
        for step in loc:
            there = there[step]
        if isinstance(there, dict) and data.draw(st.booleans()):
            edit = Edit((*loc, data.draw(st.text("xy", min_size=1, max_size=3))), data.draw(VALUES))
        elif isinstance(there, list) and data.draw(st.booleans()):
            edit = Edit((*loc, len(there)), data.draw(VALUES))
        else:
            edit = Edit(loc, data.draw(st.none() | VALUES))
        then = edited(text, [edit])
        assert parse(then.encode(), "").data == with_edits(now, [edit])
        before, _, first = lines_changed(text, then)
        lines = text.split("\n")
        assert then.split("\n")[: first - 1] == lines[: first - 1]
        assert "\n".join(before) in text
        text = then
