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


PEOPLE = [{"id": "osei", "name": "Ama Osei", "interests": ["flow"]}, {"id": "kay", "pairs": 2}]
IN_LINES = "- id: osei\n    name: Ama Osei\n    interests: [flow]"


def test_new_entries_are_laid_out_as_the_others() -> None:
    """Where most entries have a line a field, so has a new one, after the comments of the last."""
    text = "a:\n  - id: x\n    n: 1\n    # of x\n\n  - {id: y}\n\n  - id: z\n    n: 2\n    # of z\n\n# end\n"
    then = text.replace("# of z\n", f"# of z\n\n  {IN_LINES}\n\n  - id: kay\n    pairs: 2\n")
    assert edited(text, [Edit(("a", 3), PEOPLE[0]), Edit(("a", 4), PEOPLE[1])]) == then
    close = "a:\n-   id: x\n    n: 1\n-   id: z\n    n: 2\n"
    assert after(("a", 2), PEOPLE[1], close) == f"{close}-   id: kay\n    pairs: 2\n"
    on_one_line = "a:\n  - {id: x}\n"
    assert after(("a", 1), PEOPLE[1], on_one_line) == f"{on_one_line}  - {{id: kay, pairs: 2}}\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("a: []  # none yet\nb: 1\n", "a:  # none yet\n  {}\n\n  - id: kay\n    pairs: 2\nb: 1\n"),
        ("a:\nb: 1\n", "a:\n  {}\n\n  - id: kay\n    pairs: 2\nb: 1\n"),
        ("b: 1\n\n# end\n", "b: 1\na:\n  {}\n\n  - id: kay\n    pairs: 2\n\n# end\n"),
        ("a: [\n]", "a:\n  {}\n\n  - id: kay\n    pairs: 2"),
    ],
)
def test_a_list_in_lines(text: str, then: str, ends: str) -> None:
    """Where asked for, a list of mappings that is put where nothing was has a line for each field."""
    edit = Edit(("a",), PEOPLE, in_lines=True)
    then = then.replace("{}", IN_LINES)
    assert edited(text.replace("\n", ends), [edit]) == then.replace("\n", ends)


def test_a_list_that_has_to_be_on_one_line() -> None:
    """Inside braces, and where asked for nothing else."""
    flow = "[{id: osei, name: Ama Osei, interests: [flow]}, {id: kay, pairs: 2}]"
    assert edited("{b: 1, a: []}\n", [Edit(("a",), PEOPLE, in_lines=True)]) == f"{{b: 1, a: {flow}}}\n"
    assert after(("a",), PEOPLE, "a: []\n") == f"a: {flow}\n"


def test_edits_at_one_place() -> None:
    """What goes into the last entry of a list comes before what goes after it, in the order of the edits."""
    text = "a:\n  - id: x\n    n: 1\n  - id: z\n    n: 2\nb: {}\nc:"
    edits = [
        Edit(("a", 2), PEOPLE[1]),
        Edit(("a", 1, "m"), 3),
        Edit(("a", 1, "o"), 4),
        *(Edit(("b", key), 1) for key in "xy"),
        Edit(("c",), 5),
        Edit(("d",), 6),
    ]
    assert edited(text, edits) == (
        "a:\n  - id: x\n    n: 1\n  - id: z\n    n: 2\n    m: 3\n    o: 4\n  - id: kay\n    pairs: 2\n"
        "b: {x: 1, y: 1}\nc: 5\nd: 6"
    )


def test_one_of_many_that_is_refused() -> None:
    """It is named, though the others could be made."""
    edits = [Edit(("b", "c"), at) for at in range(3)]
    with pytest.raises(EditRefused, match=r"`a\.9` was not changed"):
        edited("a: [1]\nb: {c: 1}\n", [*edits, Edit(("a", 8), 1), *edits])


def test_two_hundred_people_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits that do not touch each other read the file a few times, not once each."""
    from pairmatch.cohort.edit import cutter, text

    reads = []

    def counting(body: str) -> cutter.Cutter:
        reads.append(body)
        return cutter.Cutter(body)

    monkeypatch.setattr(text, "Cutter", counting)
    body = "a:\n" + "".join(f"  - id: x{at}\n    n: 1\n" for at in range(200))
    changed = [Edit(("a", at, key), 2) for at in range(200) for key in ("n", "m")]
    then = edited(body, [*(Edit(("a", 200 + at), PEOPLE[0]) for at in range(200)), *changed])
    assert then.count("n: 2") == then.count("m: 2") == then.count("id: osei") == 200
    assert len(reads) == 1


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


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_all_at_once_or_one_by_one(data: st.DataObject) -> None:
    """Any edits together say the same as one after the other, and only where those can be made."""
    text = data.draw(st.sampled_from([BLOCK, "a: [1, {b: c}, []]\nb:\n  - x: 1\n  - y: 2\nc: {d: {e: 1}}\n"]))
    one_by_one, edits = text, []
    for _ in range(data.draw(st.integers(2, 6))):
        now = parse(one_by_one.encode(), "").data
        loc = data.draw(st.sampled_from(locs(now)))
        there = with_edits(now, [])
        for step in loc:
            there = there[step]
        ways = [Edit(loc, data.draw(VALUES))] + ([] if len(loc) == 1 else [Edit(loc, None)])
        ways += [Edit((*loc, len(there)), data.draw(VALUES))] if isinstance(there, list) else []
        ways += [Edit((*loc, "new"), data.draw(VALUES))] if isinstance(there, dict) else []
        edits.append(data.draw(st.sampled_from(ways)))
        one_by_one = edited(one_by_one, edits[-1:])
    assert parse(edited(text, edits).encode(), "").data == parse(one_by_one.encode(), "").data
