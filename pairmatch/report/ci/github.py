"""Diagnostics as annotations of GitHub Actions, which show them on the lines of a change.

The form and its escapes are those of the workflow commands of GitHub Actions: in a message `%` and line
ends are escaped, in a property `:` and `,` too, so that nothing in a file can end the command or start one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pairmatch.diagnostics import Diagnostic, Span
from pairmatch.report.ci.wording import lines_of
from pairmatch.report.visible import visible


def as_annotations(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """A line for each diagnostic, as `::error file=cohort.yaml,line=3,title=PM102::an unknown field`."""
    for diagnostic in diagnostics:
        place = _place(diagnostic.span) if diagnostic.span else ""
        title = f"title={_property(diagnostic.code)}"
        message = _message(lines_of(diagnostic))
        yield f"::{diagnostic.severity.value} {place}{title}::{message}"


def _place(span: Span) -> str:
    end = f",endColumn={span.end_column}" if span.end_line == span.line else ""
    return f"file={_property(span.file)},line={span.line},endLine={span.end_line},col={span.column}{end},"


def _message(lines: Iterable[str]) -> str:
    return "%0A".join(map(_data, lines))


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
