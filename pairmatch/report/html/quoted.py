"""A place in a file as the page quotes it: which line, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from pairmatch.diagnostics import Span
from pairmatch.report.source_lines import SourceLines
from pairmatch.report.visible import visible

_LONGEST = 200
"""Characters of a line that are quoted."""


@dataclass(frozen=True)
class Quote:
    """A line of a file, cut in three: before, within and after what is meant."""

    place: str
    """As `cohort.yaml:12`."""
    before: str
    meant: str
    after: str


def quote_of(span: Span | None, lines: SourceLines) -> Quote | None:
    """The first line of a stretch of text; without a text where it cannot be read."""
    if span is None:
        return None
    place = visible(f"{PurePath(span.file).name}:{span.line}")
    line = lines.line(span.file, span.line)
    if line is None:
        return Quote(place, "", "", "")
    line = line.rstrip()
    start = min(max(0, span.column - 1), len(line))
    end = max(start, min(len(line), span.end_column - 1 if span.end_line == span.line else len(line)))
    first = max(0, start - _LONGEST // 2)
    last = first + _LONGEST
    before = ("…" if first else "") + visible(line[first:start])
    after = visible(line[end : max(end, last)]) + ("…" if len(line) > max(end, last) else "")
    return Quote(place, before.lstrip(), visible(line[start:end][:_LONGEST]), after)
