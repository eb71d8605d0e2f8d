"""What CI servers are given: every diagnostic, at its place, and nothing that a file can break out of."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

import pytest

from pairmatch.diagnostics import Diagnostic, Note, Severity, Span
from pairmatch.report.ci.concise import as_lines
from pairmatch.report.ci.github import as_annotations
from pairmatch.report.ci.gitlab import as_code_quality
from pairmatch.report.ci.junit import as_junit
from pairmatch.report.ci.plain_json import as_json
from pairmatch.report.ci.sarif import as_sarif

HOSTILE = "::error::<b>&]]>\x1b[31m\r\n\u202e[bold]%0A\x00"
HERE, THERE = Span("a b.yaml", 3, 5, 3, 9), Span("a b.yaml", 7, 1, 8, 2)
FOUND = [
    Diagnostic("PM203", Severity.ERROR, f"no manager {HOSTILE}", HERE, "write it", (Note("see", THERE),)),
    Diagnostic("PM305", Severity.WARNING, "no post", THERE),
    Diagnostic("PM203", Severity.ERROR, f"no manager {HOSTILE}", THERE),
    Diagnostic("PM203", Severity.ERROR, "no place"),
]


def test_concise_is_a_line_each() -> None:
    """Place, severity, code and message, and no line break from a name."""
    lines = list(as_lines(FOUND))
    assert len(lines) == 4
    assert lines[1] == "a b.yaml:7:1: warning[PM305]: no post"
    assert lines[3] == "error[PM203]: no place"
    assert all(line.isprintable() for line in lines)


def test_json_has_every_field() -> None:
    """The places are those of the diagnostics, and a diagnostic without one has null."""
    first, second, _, last = json.loads(as_json(FOUND))
    assert first["place"] == {"file": "a b.yaml", "line": 3, "column": 5, "end_line": 3, "end_column": 9}
    assert first["notes"][0]["place"]["line"] == 7
    assert (second["severity"], second["code"], second["help"]) == ("warning", "PM305", None)
    assert last["place"] is None


def test_annotations_are_one_command_each() -> None:
    """A name that looks like a command is text in one."""
    lines = list(as_annotations(FOUND))
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::error", "::error"]
    assert all("\n" not in line and "\r" not in line for line in lines)
    assert "file=a b.yaml,line=3,endLine=3,col=5,endColumn=9," in lines[0]


def test_code_quality_has_what_gitlab_asks_for() -> None:
    """Each issue has a fingerprint of its own, which does not change when lines are put in above."""
    issues = json.loads(as_code_quality(FOUND))
    assert [one["severity"] for one in issues] == ["major", "minor", "major", "major"]
    assert issues[1]["location"] == {"path": "a b.yaml", "lines": {"begin": 7, "end": 8}}
    prints = [one["fingerprint"] for one in issues]
    assert len(set(prints)) == 4
    lower = Diagnostic("PM305", Severity.WARNING, "no post", Span("a b.yaml", 9, 1, 9, 2))
    assert json.loads(as_code_quality([lower]))[0]["fingerprint"] == prints[1]


def test_sarif_results_point_to_rules_and_places() -> None:
    """Every result names a rule of the run, its level, and a region that ends after its last character."""
    log = json.loads(as_sarif(FOUND, "1.2.3"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [one.code for one in FOUND]
    assert [one["level"] for one in run["results"]] == ["error", "warning", "error", "error"]
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "a%20b.yaml"
    assert physical["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    assert run["results"][0]["relatedLocations"][0]["message"]["text"] == "see"
    assert "locations" not in run["results"][3]


def test_junit_counts_what_it_holds() -> None:
    """A suite a file, a failure an error; a file without errors is one test that passes."""
    root = ElementTree.fromstring(as_junit(FOUND, ["a b.yaml", "good.yaml"]))
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == ["a b.yaml", "good.yaml", "beside the cohort files"]
    for suite in suites.values():
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall(".//failure"))
    assert [len(suite.findall(".//failure")) for suite in suites.values()] == [2, 0, 1]
    assert "7:1 PM305: no post" in (suites["a b.yaml"].findtext("system-out") or "")


@pytest.mark.parametrize("as_document", [as_json, as_code_quality, lambda found: as_sarif(found, "1")])
def test_nothing_found_is_a_document(as_document: Callable[[Sequence[Diagnostic]], str]) -> None:
    """Without diagnostics the documents are well-formed, too."""
    assert json.loads(as_document([])) is not None
