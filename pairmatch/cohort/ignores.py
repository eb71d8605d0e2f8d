"""`# pairmatch: ignore[PM305] reason`: warnings of a line that somebody has looked at and accepts.

It stands at the end of the line it speaks of, or on a line of its own before it; at the `|` of a block text
it speaks of every row of the text. Only warnings can be ignored: an error stops every command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pairmatch.cohort.source import Source
from pairmatch.diagnostics import Diagnostic, Severity, Span, in_file_order

CODE = "PM105"
_MARK = re.compile(r"#\s*pairmatch\s*:\s*ignore\b(?:\s*\[([^\]]*)\])?")
_CODE = re.compile(r"PM\d{3}")
_OF_SOLVING = ("PM4", "PM5", "PM6", "PM7", "PM8")
"""Groups that are not looked for when a file is read, so that it is not known whether they are there."""
_Key = tuple[str, int]
"""A code, and the line it is about: of a row of a block text the line of its `|`."""


def without_ignored(source: Source | None, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without the warnings that the file ignores, and a warning for each idle `ignore`.

    In a file with errors not every rule was tried, so that there only the ignored errors are told of.

    Parameters
    ----------
    source
        The file; None where it could not be read.
    diagnostics
        What was found in it.
    """
    found = tuple(diagnostics)
    comments = _Comments.of(source)
    if comments is None:
        return found
    errors = {comments.key_of(one) for one in found if one.is_error}
    warnings = {comments.key_of(one) for one in found if not one.is_error}
    idle = [
        _idle(ignore, is_error=ignore.key in errors)
        for ignore in comments.ignores
        if ignore.key not in warnings and (ignore.key in errors or not (errors or ignore.is_of_solving))
    ]
    return in_file_order((*comments.kept(found), *comments.faults, *idle))


def kept(source: Source | None, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without the warnings that the file ignores, of what is found after reading it."""
    comments = _Comments.of(source)
    return tuple(diagnostics) if comments is None else comments.kept(diagnostics)


@dataclass(frozen=True)
class _Ignore:
    """One code at one place."""

    key: _Key
    span: Span
    """Where the code is written."""

    @property
    def is_of_solving(self) -> bool:
        return self.key[0].startswith(_OF_SOLVING)


@dataclass
class _Comments:
    """What the comments of a file ignore, and what is wrong with those that name no code."""

    source: Source
    block_of: dict[int, int]
    """The line of the `|`, by the line of each row of a block text."""
    ignores: list[_Ignore] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, source: Source | None) -> _Comments | None:
        """None for a file that ignores nothing, and for one that could not be read."""
        if source is None or not any("pairmatch" in line for line in source.lines):
            return None
        rows = {row: first for first, last in source.block_texts() for row in range(first, last + 1)}
        comments = cls(source, rows)
        marked = [
            (number, column, mark)
            for number, column, comment in source.comments()
            if (mark := _MARK.match(comment))
        ]
        spoken_of = _next_lines(source) if marked else []
        for number, column, mark in marked:
            comments._take(number, column, mark, spoken_of[number])
        return comments

    def kept(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The diagnostics that no comment hides."""
        hidden = {ignore.key for ignore in self.ignores}
        return tuple(one for one in diagnostics if one.is_error or self.key_of(one) not in hidden)

    def key_of(self, diagnostic: Diagnostic) -> _Key:
        """The code and line of a diagnostic; line 0 for one of another file."""
        span = diagnostic.span
        line = span.line if span and span.file == self.source.name else 0
        return diagnostic.code, self.block_of.get(line, line)

    def _take(self, number: int, column: int, mark: re.Match[str], line: int) -> None:
        """One comment, which speaks of `line`."""
        words = [] if mark[1] is None else list(re.finditer(r"[^\s,]+", mark[1]))
        if not words:
            span = Span(self.source.name, number, column, number, column + mark.end())
            advice = "name the warnings, as `# pairmatch: ignore[PM305] why it is accepted`"
            self._fault("this `ignore` names no code", span, advice)
        for word in words:
            at = column + mark.start(1) + word.start()
            span = Span(self.source.name, number, at, number, at + len(word[0]))
            if _CODE.fullmatch(word[0]):
                self.ignores.append(_Ignore((word[0], self.block_of.get(line, line)), span))
            else:
                self._fault(f"`{word[0]}` is not a code", span, "a code is as `PM305`")

    def _fault(self, message: str, span: Span, advice: str) -> None:
        self.faults.append(Diagnostic(CODE, Severity.WARNING, message, span, advice))


def _idle(ignore: _Ignore, *, is_error: bool) -> Diagnostic:
    """What is said of an `ignore` that hides nothing."""
    code, _ = ignore.key
    message, advice = f"there is no {code} to ignore on this line", "delete the comment"
    if is_error:
        message, advice = f"{code} is an error here, and cannot be ignored", "mend the line"
    return Diagnostic(CODE, Severity.WARNING, message, ignore.span, advice)


def _next_lines(source: Source) -> list[int]:
    """By line number, the line a comment there speaks of: the same, or the next that is more than that."""
    return list(reversed(list(_next_lines_upwards(source))))


def _next_lines_upwards(source: Source) -> Iterator[int]:
    below = len(source.lines)
    for number in range(len(source.lines), -1, -1):
        text = source.line(number).lstrip()
        below = number if text and not text.startswith("#") else below
        yield below
