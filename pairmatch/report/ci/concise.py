"""Diagnostics, a line each, as `cohort.yaml:3:5: error[PM102]: unknown field`: for editors and `grep`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pairmatch.diagnostics import Diagnostic
from pairmatch.report.visible import visible


def as_lines(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """A line for each diagnostic; nothing in a file can break it in two."""
    for diagnostic in diagnostics:
        place = f"{visible(str(diagnostic.span))}: " if diagnostic.span else ""
        yield f"{place}{diagnostic.severity.value}[{diagnostic.code}]: {visible(diagnostic.message)}"
