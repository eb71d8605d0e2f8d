"""Something that stands in a file, and where."""

from __future__ import annotations

from pairmatch.diagnostics import Span
from pairmatch.report.visible import visible


def told(text: str, span: Span | None) -> str:
    """The text made safe to show, with its file and line, as `a refusal, cohort.yaml:40`."""
    return visible(f"{text}, {span.file}:{span.line}" if span else text)
