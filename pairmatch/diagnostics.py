"""What can be said about a file: where (`Span`), what (`Diagnostic`), and the registry of codes.

This is the bottom of the package: it imports nothing of ours, and everything may import it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text file; lines and columns count from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops every command, a warning none."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Note:
    """A second place that a diagnostic needs to be understood."""

    message: str
    span: Span | None = None


@dataclass(frozen=True)
class Fix:
    """A word that can be put in the place of another without a doubt about what is meant."""

    span: Span
    old: str
    """What stands there, quotes apart."""
    new: str


@dataclass(frozen=True)
class Diagnostic:
    """One fault, told once: its code, what is wrong, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    help: str | None = None
    notes: tuple[Note, ...] = ()
    fix: Fix | None = None
    """What `check --fix` writes; None where somebody has to decide."""

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used before this is mended."""
        return self.severity is Severity.ERROR


GROUPS = {
    "PM0": "the file cannot be read as YAML",
    "PM1": "a field is missing, unknown or of the wrong form",
    "PM2": "names and references",
    "PM3": "what is asked for cannot be held, or only just",
    "PM4": "a pairing that does not fit its cohort",
    "PM5": "a rota that does not fit its cohort",
    "PM6": "a rota that cannot be made again as asked",
    "PM7": "a cohort that cannot be served",
    "PM8": "a pairing that the cohort asks for and forbids",
}
"""The first three characters of a code, and what its group is about."""

CODES = {
    "PM001": "not UTF-8 text",
    "PM002": "a character that YAML does not allow",
    "PM003": "not YAML",
    "PM004": "nested too deeply",
    "PM005": "aliases that expand too far, or into themselves",
    "PM006": "a key given twice",
    "PM007": "a tag or merge key, which cohort files do not use",
    "PM008": "the file is too large",
    "PM009": "the file is empty or not a mapping",
    "PM101": "a required field is missing",
    "PM102": "an unknown field",
    "PM103": "a value of the wrong form",
    "PM105": "an `ignore` that ignores nothing",
    "PM106": "more faults in one file than are told",
    "PM121": "a file of scores that cannot be read",
    "PM122": "rows and columns of a file of scores that are not those of the cohort",
    "PM123": "a cell that is no score",
}
"""Codes of the reader itself; the rules, `verify` and `matching` bring their own."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`, as a question, or None where none is near."""
    return _did_you_mean(word.lower(), tuple(known))


@lru_cache(maxsize=256)  # one slip is often made in every row
def _did_you_mean(word: str, known: tuple[str, ...]) -> str | None:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else None


def same_but_for_case(word: str, known: Iterable[str]) -> str | None:
    """The one known word that differs from `word` by capitals and by `_`, `-` or spaces only, or None."""
    alike = [one for one in known if plain(one) == plain(word)]
    return alike[0] if len(alike) == 1 and alike[0] != word else None


def plain(word: str) -> str:
    """The word in small letters, with hyphens for `_` and spaces."""
    return word.casefold().replace("_", "-").replace(" ", "-")


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, those without one first, and drop exact repeats."""

    def place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
        span = diagnostic.span
        at = (span.file, span.line, span.column) if span else ("", 0, 0)
        return (*at, diagnostic.code, diagnostic.message)

    return tuple(sorted(dict.fromkeys(diagnostics), key=place))
