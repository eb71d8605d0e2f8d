"""What `--fix` mends, what it leaves, and that nothing else changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.fix import fixed
from pairmatch.cohort.source import parse

HEAD = """version: 1
programme: {start: 2026-09-07}
matching: {criteria: {interests: 1}}
"""
PEOPLE = "managers: [{id: ward}]\ndoctors: [{id: okafor%s}]\n"


def mended(text: str) -> str:
    """A cohort file after `--fix`, which then finds nothing more to mend."""
    after = fixed((HEAD + text).encode(), "cohort.yaml").decode()
    assert fixed(after.encode(), "cohort.yaml").decode() == after
    assert after.startswith(HEAD)
    return after.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "managers: [{id: Ward}]  # Helen\ndoctors: [{id: OKAFOR, refuses: [Ward, 'WARD']}]\n",
            "managers: [{id: ward}]  # Helen\ndoctors: [{id: okafor, refuses: [ward, 'ward']}]\n",
        ),
        (
            'managers: [{id: "dr_Ward"}]\ndoctors: [{id: x}]\n',
            'managers: [{id: "dr-ward"}]\ndoctors: [{id: x}]\n',
        ),
        (PEOPLE % ", Line-Manages: []", PEOPLE % ", line_manages: []"),
        (PEOPLE % ", site: Guys" + "sites: {guys: {}}\n", PEOPLE % ", site: guys" + "sites: {guys: {}}\n"),
        (
            PEOPLE % ", leave: [2026-10-02, 2026-10-01 pm, 2026-10-01 am, '2026-09-08..2026-09-09']",
            PEOPLE % ", leave: ['2026-09-08..2026-09-09', 2026-10-01 am, 2026-10-01 pm, 2026-10-02]",
        ),
        (
            "managers:\n\t- id: ward\n\t  name: x\ndoctors: [{id: x}]\n",
            "managers:\n  - id: ward\n    name: x\ndoctors: [{id: x}]\n",
        ),
    ],
    ids=["ids and references", "quotes stay", "fields", "references by key", "dates in a line", "tabs"],
)
def test_what_is_certain_is_mended(before: str, after: str) -> None:
    """The answer by hand."""
    assert mended(before) == after


def test_comments_move_with_their_dates() -> None:
    """In a list of a line a date, the comment beside a date and those above it stay with it."""
    before = (
        "doctors:\n  - id: x\n    leave:\n      - 2026-11-02  # b\n      # Wales\n\n      - 2026-10-01  # a\n"
    )
    after = (
        "doctors:\n  - id: x\n    leave:\n      # Wales\n\n      - 2026-10-01  # a\n      - 2026-11-02  # b\n"
    )
    rest = "managers: [{id: ward}]\n"
    assert mended(before + rest) == after + rest


@pytest.mark.parametrize(
    "text",
    [
        "managers: [{id: Ward}, {id: ward}]\ndoctors: [{id: x, refuses: [Ward]}]\n",
        "managers: [{id: Ward}, {id: WARD}]\ndoctors: [{id: x, refuses: [ward]}]\n",
        PEOPLE % ", Leave: [], leave: []",
        PEOPLE % ", Leave: [], LEAVE: []",
        "managers: [{id: Zoë}]\ndoctors: [{id: x}]\n",
        PEOPLE % ", refuses: [wrad]",
        PEOPLE % ", leave: [2026-10-16..2026-10-12, 2026-09-08]",
        "managers: [{id: w}]\ndoctors:\n- id: x\n  leave:\n  # all of it\n  - 2026-10-02\n  - 2026-10-01\n",
        "managers: [{id: ward}]\ndoctors: [{id: x, leave: [2026-10-02,  # b\n  2026-10-01]}]\n",
        PEOPLE % ", leave: [&d 2026-10-02, 2026-10-01], avoid_halves: []",
        PEOPLE % ", attributes: {dates: [2026-10-02, 2026-10-01]}",
    ],
    ids=[
        "two ids would be one", "two wrong ids would be one", "two fields would be one", "two wrong fields",
        "a letter would be lost", "a misspelt name", "a range that ends before it starts",
        "a comment above the first date", "a comment in a flow list", "an anchor", "a free list",
    ],
)  # fmt: skip
def test_what_is_not_certain_stays(text: str) -> None:
    """Somebody has to decide."""
    assert mended(text) == text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", b"\t\t:", b"- 1\n", b"doctors:\n\tx: [\n"])
def test_what_is_no_cohort_file_stays(content: bytes) -> None:
    """Nothing is mended in what cannot be read."""
    assert fixed(content, "x.yaml") == content


def test_line_ends_and_byte_order_mark_stay() -> None:
    """A file from Windows stays one."""
    content = ("\ufeff" + HEAD + "managers: [{id: Ward}]\ndoctors: [{id: x}]").replace("\n", "\r\n").encode()
    assert fixed(content, "x.yaml") == content.replace(b"Ward", b"ward")


DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str)


@settings(max_examples=60, deadline=None)
@given(st.lists(DATES, max_size=6), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_dates_are_sorted_and_nothing_is_lost(dates: list[str], in_a_line: bool, end: str) -> None:
    """Of any dates: the same ones, in order, each with its own comment."""
    rows = "".join(f"\n      - {one}  # {one}" for one in dates)
    leave = f"[{', '.join(dates)}]" if in_a_line or not dates else rows
    text = f"{HEAD}managers: [{{id: ward}}]\ndoctors:\n  - id: x\n    leave: {leave}\n".replace("\n", end)
    after = fixed(text.encode(), "x.yaml").decode()
    assert parse(after.encode(), "x").data["doctors"][0]["leave"] == sorted(dates)
    assert sorted(after.split(end)) == sorted(text.split(end)) or in_a_line
    assert all(
        line.split("- ")[1].split()[0] == line.split("# ")[1] for line in after.split(end) if "#" in line
    )


@pytest.mark.parametrize("name", ["Ward", "ward_1", "WARD"])
def test_a_fix_is_on_the_diagnostic(name: str) -> None:
    """What would be written is known to the renderers."""
    text = f"{HEAD}managers: [{{id: {name}}}]\ndoctors: [{{id: x}}]\n"
    (one,) = check_bytes(text.encode(), "x.yaml").diagnostics
    assert one.fix is not None
    assert (one.fix.span, one.fix.old, one.fix.new) == (one.span, name, name.lower().replace("_", "-"))
