"""Words put in the place of others."""

from __future__ import annotations

from collections.abc import Iterable

from pairmatch.cohort.source import line_starts
from pairmatch.diagnostics import Fix, Span

_QUOTES = ("", '"', "'")


def with_words(text: str, fixes: Iterable[Fix]) -> str:
    """The text with each word replaced that stands where its fix says, in the quotes that it has."""
    starts, done, parts = line_starts(text), 0, list[str]()
    for fix in sorted(set(fixes), key=lambda one: one.span):
        start, end = positions(starts, fix.span)
        quote = quote_of(text[start:end], fix.old)
        if quote is not None and start >= done:
            parts += [text[done:start], quote, fix.new, quote]
            done = end
    return "".join((*parts, text[done:]))


def positions(starts: list[int], span: Span) -> tuple[int, int]:
    """From where to where a stretch of the text goes, by the positions at which its lines start."""
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def quote_of(written: str, word: str) -> str | None:
    """The quotes in which a word is written; None where something else is written, as an alias."""
    return next((quote for quote in _QUOTES if written == quote + word + quote), None)
