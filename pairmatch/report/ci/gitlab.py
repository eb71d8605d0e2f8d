"""Diagnostics as a Code Quality report of GitLab, which shows them in a merge request.

The fields are those of the report format that GitLab documents: `description`, `check_name`, `fingerprint`,
`severity` and `location`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath

from pairmatch.diagnostics import Diagnostic
from pairmatch.report.ci.wording import fingerprints, lines_of


def as_code_quality(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON list with an object for each diagnostic."""
    report = [
        {
            "description": "\n".join(lines_of(diagnostic)),
            "check_name": diagnostic.code,
            "fingerprint": fingerprint,
            "severity": "major" if diagnostic.is_error else "minor",
            "location": _location(diagnostic),
        }
        for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return json.dumps(report, indent=2)


def _location(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    lines = {"begin": span.line, "end": span.end_line} if span else {"begin": 1}
    return {"path": PurePath(span.file).as_posix() if span else ".", "lines": lines}
