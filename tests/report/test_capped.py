"""Very many faults: the first are told, errors before warnings, and the rest are counted."""

from __future__ import annotations

from pairmatch.diagnostics import Diagnostic, Severity, Span
from pairmatch.report.capped import MOST, capped


def faults(code: str, severity: Severity, lines: range) -> list[Diagnostic]:
    """A fault a line."""
    return [Diagnostic(code, severity, "x", Span("c.yaml", line, 1, line, 2)) for line in lines]


def test_few_are_all_told() -> None:
    """As many as are told at the most are told as they are."""
    few = faults("PM102", Severity.ERROR, range(MOST))
    assert capped(few) == few


def test_many_are_counted() -> None:
    """Of one warning more than is told, then the errors: warnings are left out, and counted by code."""
    warnings = faults("PM305", Severity.WARNING, range(1, MOST + 2))
    errors = faults("PM203", Severity.ERROR, range(5000, 5003))
    *told, more = capped([*warnings, *errors])
    assert told == [*warnings[: MOST - 3], *errors]
    assert (more.code, more.severity) == ("PM106", Severity.WARNING)
    assert more.message == "4 more are not told: 4 × PM305"
    assert more.span == warnings[MOST - 3].span


def test_untold_errors_are_an_error() -> None:
    """A file of which only errors are left out does not look clean."""
    *_, more = capped(faults("PM203", Severity.ERROR, range(3 * MOST)))
    assert more.is_error
    assert more.message == "2,000 more are not told: 2,000 × PM203"
