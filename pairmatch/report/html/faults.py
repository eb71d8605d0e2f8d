"""The faults of a cohort file as a page: what `check` would print, while the file is being written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pairmatch.diagnostics import Diagnostic
from pairmatch.report.html.quoted import Quote, quote_of
from pairmatch.report.source_lines import SourceLines
from pairmatch.report.visible import visible


@dataclass(frozen=True)
class Fault:
    """One fault."""

    code: str
    is_error: bool
    message: str
    quote: Quote | None
    help: str
    notes: tuple[tuple[str, Quote | None], ...]


@dataclass(frozen=True)
class Faults:
    """Why there is no page of the programme just now."""

    file: str
    message: str
    """In a sentence; empty where the faults say all."""
    faults: tuple[Fault, ...]


def faults_of(file: str, message: str, found: Sequence[Diagnostic] = ()) -> Faults:
    """What to show in place of the page."""
    lines = SourceLines()
    return Faults(visible(file), visible(message), tuple(_fault(one, lines) for one in found))


def _fault(one: Diagnostic, lines: SourceLines) -> Fault:
    notes = tuple((visible(note.message), quote_of(note.span, lines)) for note in one.notes)
    quote = quote_of(one.span, lines)
    return Fault(one.code, one.is_error, visible(one.message), quote, visible(one.help or ""), notes)
