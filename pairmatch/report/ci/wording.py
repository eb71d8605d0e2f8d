"""What every renderer of diagnostics says in the same words."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from urllib.parse import quote

from pairmatch.diagnostics import Diagnostic

DESCRIPTION = "Pairs doctors with managers, and gives every pair a programme that can be held."


def lines_of(diagnostic: Diagnostic) -> Iterator[str]:
    """What is wrong, what to do, and the other places."""
    yield diagnostic.message
    if diagnostic.help:
        yield f"help: {diagnostic.help}"
    for note in diagnostic.notes:
        yield f"note: {note.message} ({note.span})" if note.span else f"note: {note.message}"


def uri_of(file: str) -> str:
    """The name of a file as part of a URI: forward slashes, everything unusual percent-encoded."""
    return quote(PurePath(file).as_posix())


def fingerprints(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """For each diagnostic a text that stays the same when lines above it are added or taken out.

    Two that say the same thing of the same file are told apart by their order.
    """
    before: Counter[tuple[str, str, str]] = Counter()
    for diagnostic in diagnostics:
        file = diagnostic.span.file if diagnostic.span else ""
        key = (PurePath(file).as_posix(), diagnostic.code, diagnostic.message)
        text = "\n".join((*key, str(before[key])))
        before[key] += 1
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def codes_of(diagnostics: Iterable[Diagnostic]) -> Sequence[str]:
    """The codes that occur, each once, in their order."""
    return sorted({diagnostic.code for diagnostic in diagnostics})
