"""What pydantic refuses, in words for a coordinator."""

from __future__ import annotations

import pytest

from tests.cohort.helpers import reading


@pytest.mark.parametrize(
    ("fragment", "message", "advice"),
    [
        ("version: 2", "`version`: `2` is not 1", None),
        ('version: "1"', '`version`: `"1"` is not 1', "write it without quotes: 1"),
        (
            'programme: {start: 2026-09-07, weeks: "9"}',
            '`weeks`: a whole number is expected, not `"9"`',
            "write it without quotes: 9",
        ),
        (
            "programme: {start: 2026-09-07, needs_approval: yes}",
            "`needs_approval`: true or false is expected, not `yes`",
            "write true or false, without quotes",
        ),
        ("programme: {start: 2026-09-07, weeks: 200}", "`weeks`: 200 is more than 104", None),
        ("doctors: [{id: a, pairs: -1}]", "`pairs`: -1 is less than 0", None),
        (
            "doctors: [{id: a, interests: flow}]",
            "`interests`: a list is expected, not `flow`",
            "write a list: [flow]",
        ),
        (
            "doctors: [{id: a, interests: [[flow]]}]",
            "an entry of `interests`: text is expected, not a list",
            None,
        ),
        ("doctors: [{id: a, leave: }]", "`leave` is empty", "give a value, or delete the line"),
        (
            "doctors: [{id: Dr Okafor}]",
            "`id`: `Dr Okafor` is not an id: use small letters, digits and hyphens, as `dr-okafor`",
            None,
        ),
        (
            "doctors: [{id: a, works: {mon: [am, pm]}}]",
            "`mon`: expected text such as `am pm`",
            "write `mon: am pm`",
        ),
        (
            'doctors: [{id: a, works: {mon: "am,pm"}}]',
            "`mon`: `am,pm` names no halves of a day: write `am pm`",
            None,
        ),
        (
            "programme: {start: 2026-09-07, halves: {}}",
            "`halves`: at least 1 entry is needed",
            None,
        ),
        ("shadowing: {}", "`each_way` is required here", None),
        ("shadowing: soon", "`shadowing`: a mapping of fields is expected, not `soon`", None),
        (
            "workshops: [{id: w, length: 3}]",
            "`length`: `3` is none of 1, 2",
            None,
        ),
    ],
)
def test_sentences(fragment: str, message: str, advice: str | None) -> None:
    """Each kind of fault is one sentence in the words of the format, with advice where there is any."""
    (fault,) = reading(fragment).diagnostics
    assert (fault.message, fault.help) == (message, advice)


def test_unknown_field_lists_what_is_known() -> None:
    """A field that is near none comes with the fields that there are."""
    (fault,) = reading("shadowing: {each_way: 1, qqqq: 2}").diagnostics
    assert fault.help == "known here: area_visitors, each_way, gap_weeks, weeks"


def test_fields_of_the_right_mapping() -> None:
    """The fields suggested are those of the mapping that holds the unknown one."""
    (fault,) = reading("doctors: [{id: a, posts: [{untill: 2026-12-01}]}]").diagnostics
    assert fault.help == "did you mean `until`?"


def test_field_of_a_rule() -> None:
    """An unknown field of a rule is told with the fields of that rule."""
    (fault,) = reading(
        "matching: {criteria: {site: 1}, rules: [{within: seniority, by: 1, becuase: x}]}"
    ).diagnostics
    assert fault.code == "PM102"
    assert fault.help == "known here: by, why, within"


def test_place_of_a_missing_field() -> None:
    """A missing field is shown at the start of the mapping that lacks it."""
    (fault,) = reading("doctors:\n  - name: X\n    site: guys").diagnostics
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == (2, 5)


def test_long_values_are_shortened() -> None:
    """A very long value is not quoted in full."""
    (fault,) = reading(f"programme: {{start: 2026-09-07, weeks: {'x' * 500}}}").diagnostics
    assert len(fault.message) < 120
