"""Diagnostics as a JSON list: every field of each, for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pairmatch.diagnostics import Diagnostic


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A list of objects with `code`, `severity`, `message`, `place`, `help`, `fix` and `notes`.

    A place has `file`, `line`, `column`, `end_line` and `end_column`; lines and columns count characters
    from 1, and the end is the first character after. A fix is a place and the `text` to put there.
    """
    return json.dumps([_one(diagnostic) for diagnostic in diagnostics], indent=2)


def _one(diagnostic: Diagnostic) -> dict[str, Any]:
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "place": diagnostic.span and asdict(diagnostic.span),
        "help": diagnostic.help,
        "fix": fix and {"place": asdict(fix.span), "text": fix.new},
        "notes": [
            {"message": note.message, "place": note.span and asdict(note.span)} for note in diagnostic.notes
        ],
    }
