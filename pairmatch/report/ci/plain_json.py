"""Diagnostics as a JSON list: every field of each, for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pairmatch.diagnostics import Diagnostic, Span


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A list of objects with `code`, `severity`, `message`, `place`, `help` and `notes`.

    A place has `file`, `line`, `column`, `end_line` and `end_column`; lines and columns count characters
    from 1, and the end is the first character after.
    """
    return json.dumps([_one(diagnostic) for diagnostic in diagnostics], indent=2)


def _one(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "place": _place(diagnostic.span),
        "help": diagnostic.help,
        "notes": [{"message": note.message, "place": _place(note.span)} for note in diagnostic.notes],
    }


def _place(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
