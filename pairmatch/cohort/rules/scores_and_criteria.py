"""Both `scores` and `criteria` are given.

A pair's score comes from the one or from the other.

Wrong::

    matching: {scores: scores.csv, criteria: {interests: 5}}

Right::

    matching: {criteria: {interests: 5}}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM320"
SUMMARY = "both `scores` and `criteria` are given"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault when scores come from two places."""
    if cohort.matching.scores and cohort.matching.criteria:
        spans = [cohort.key_span("matching", field) for field in ("scores", "criteria")]
        earlier, later = sorted(spans, key=lambda span: (span.line, span.column) if span else (0, 0))
        message = "`scores` and `criteria` exclude each other"
        yield error(CODE, message, later, "keep one of the two", Note("given here too", earlier))
