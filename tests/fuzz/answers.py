"""What the reader owes to every file: codes that exist, places in the file, reports that harm nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from pairmatch.calendar.check import check_bytes
from pairmatch.diagnostics import Diagnostic, Span
from pairmatch.report.capped import capped
from pairmatch.report.ci.concise import as_lines
from pairmatch.report.ci.github import as_annotations
from pairmatch.report.ci.gitlab import as_code_quality
from pairmatch.report.ci.junit import as_junit
from pairmatch.report.ci.plain_json import as_json
from pairmatch.report.ci.sarif import as_sarif
from pairmatch.report.rules import all_rules

ROOT = Path(__file__).parents[2]
NAME = "cohort.yaml"
SEEDS = sorted(
    path for folder in ("cohorts", "tests/bad", "tests/cohort") for path in (ROOT / folder).glob("*.yaml")
)
"""Good files and bad ones, from which worse ones are made."""
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)
"""What no report may show as it is: control characters but line ends and tabs, and marks of direction."""
_BREAK = re.compile("\r\n|[\r\n]")


def answer(content: bytes) -> tuple[Diagnostic, ...]:
    """What is found in a file, after asserting of it all that holds for any file."""
    reading = check_bytes(content, NAME)
    found = reading.diagnostics
    assert (reading.cohort is None) == any(one.is_error for one in found)
    lines = _BREAK.split(content.decode("utf-8-sig", "replace"))
    for one in found:
        assert one.code in all_rules(), one
        assert one.message, one
        for span in (one.span, *(note.span for note in one.notes)):
            assert span is None or lies_in(span, lines), (one, span)
    assert_rendered(capped(found))
    return found


def lies_in(span: Span, lines: Sequence[str]) -> bool:
    """Whether a span starts at a character of the file, or right after one, and does not end before."""
    line = lines[span.line - 1] if 1 <= span.line <= len(lines) else ""
    ordered = (span.line, span.column) <= (span.end_line, span.end_column)
    return (
        span.file == NAME
        and ordered
        and 1 <= span.line <= len(lines) + 1
        and 1 <= span.column <= len(line) + 1
    )


def assert_rendered(found: Sequence[Diagnostic]) -> None:
    """Every renderer for CI gives a well-formed document that tells of each diagnostic once."""
    for render in (as_lines, as_annotations):
        told = list(render(found))
        assert len(told) == len(found)
        assert not any("\n" in line or HARMFUL.search(line) for line in told), told
    assert len(json.loads(as_json(found))) == len(found)
    assert len(json.loads(as_code_quality(found))) == len(found)
    assert len(json.loads(as_sarif(found, "0"))["runs"][0]["results"]) == len(found)
    suites = ElementTree.fromstring(as_junit(found, [NAME]))
    assert len(list(suites.iter("failure"))) == sum(one.is_error for one in found)
