"""Diagnostics as SARIF 2.1.0 (OASIS), which code scanning of GitHub, GitLab and editors reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pairmatch.diagnostics import Diagnostic, Fix, Span
from pairmatch.report.ci.wording import DESCRIPTION, codes_of, fingerprints, lines_of, uri_of
from pairmatch.report.rules import Rule, rule_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(diagnostics: Sequence[Diagnostic], version: str) -> str:
    """A SARIF log with one run; `version` is that of pairmatch."""
    codes = codes_of(diagnostics)
    driver = {
        "name": "pairmatch",
        "version": version,
        "fullDescription": {"text": DESCRIPTION},
        "rules": [_rule(rule_of(code)) for code in codes],
    }
    results = [
        _result(diagnostic, codes.index(diagnostic.code), fingerprint)
        for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.text or rule.summary},
    }


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    text = "\n".join(lines_of(diagnostic))
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity.value,
        "message": {"text": text},
        "partialFingerprints": {"pairmatch/v1": fingerprint},
    }
    if diagnostic.span:
        result["locations"] = [_location(diagnostic.span)]
    related = [
        {"id": at, **_location(note.span), "message": {"text": note.message}}
        for at, note in enumerate(diagnostic.notes)
        if note.span
    ]
    if related:
        result["relatedLocations"] = related
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix)]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    put = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.new}}
    return {
        "description": {"text": f"write `{fix.new}`"},
        "artifactChanges": [{"artifactLocation": {"uri": uri_of(fix.span.file)}, "replacements": [put]}],
    }


def _location(span: Span) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": uri_of(span.file)}, "region": _region(span)}
    return {"physicalLocation": place}


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
