"""Parts of the format that are read and checked already, but that no command works with yet.

A command refuses them with these errors; none of them is ever ignored.
"""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Severity, Span

CODE = "PM901"


def unbuilt(cohort: Cohort) -> list[Diagnostic]:
    """What keeps this version from working with the cohort: it decides when people can attend."""
    if cohort.scheduling.off_duty == "allowed":
        return [_refused("`off_duty: allowed`", cohort.span("scheduling", "off_duty"))]
    return []


def _refused(what: str, span: Span | None) -> Diagnostic:
    return Diagnostic(CODE, Severity.ERROR, f"not built yet: {what}", span)
