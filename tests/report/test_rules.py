"""The documentation of codes: complete, true, and the same in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.read import read_bytes
from pairmatch.diagnostics import CODES
from pairmatch.report.rules import Rule, all_rules, as_markdown, rule_of
from tests.test_codes import all_codes

README = Path(__file__).parents[2] / "README.md"
ROOTS = {
    "version": "version: 1",
    "programme": "programme: {start: 2026-09-07}",
    "doctors": "doctors: [{id: okafor}]",
    "managers": "managers: [{id: ward}]",
    "matching": "matching: {criteria: {interests: 1}}",
    "sites": "sites: {guys: {}, st-thomas: {}}",
}
WITH_EXAMPLES = [rule_of(code) for code in CODES if rule_of(code).wrong]


def whole(part: str) -> bytes:
    """A cohort file that holds a part."""
    rest = [
        line for key, line in ROOTS.items() if not any(own.startswith(f"{key}:") for own in part.split("\n"))
    ]
    return (part if part.startswith("-") else "\n".join([part, *rest])).encode()


def test_every_code_is_listed_in_order() -> None:
    """No code of any part of the package is left out."""
    assert list(all_rules()) == sorted(all_codes())


def test_readme_has_the_table() -> None:
    """The README's table is the one that `python -m pairmatch.report.rules` prints."""
    assert as_markdown() in README.read_text(encoding="utf-8")


def test_every_code_of_the_cohort_file_is_explained() -> None:
    """A code that a cohort file can have has more than its summary."""
    assert [
        one.code for one in all_rules().values() if one.code < "PM4" and not (one.text or one.wrong)
    ] == []


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_examples_of_the_reader_hold(rule: Rule) -> None:
    """The wrong example has the fault, the right one no error."""
    from pairmatch.calendar.check import check_bytes

    assert rule.code in {one.code for one in check_bytes(whole(rule.wrong), "wrong.yaml").diagnostics}
    assert not [one for one in read_bytes(whole(rule.right), "right.yaml").diagnostics if one.is_error]
