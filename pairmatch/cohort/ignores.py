"""`# pairmatch: ignore[PM305] reason`: warnings of a line that somebody has looked at and accepts.

It stands at the end of the line it speaks of, or on a line of its own before it; at the `|` of a block text
it speaks of every row of the text. Only warnings can be ignored: an error stops every command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pairmatch.cohort.source import Source
from pairmatch.diagnostics import Diagnostic, Severity, Span

CODE = "PM105"
_MARK = re.compile(r"#\s*pairmatch\s*:\s*ignore\b(?:\s*\[([^\]]*)\])?")
_CODE = re.compile(r"PM\d{3}")
_NOT_HERE = ("PM4", "PM5", "PM6", "PM7", "PM8")
"""Groups that are not looked for when a file is read, so that it is not known whether they are there."""


@dataclass(frozen=True)
class _Ignore:
    """One code at one place."""

    code: str
    span: Span
    """Where the code is written."""
    lines: range
    """The lines it speaks of."""


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
    if source is None or not any("pairmatch" in line for line in source.lines):
        return found
    ignores, faults = list[_Ignore](), list[Diagnostic]()
    for one in _written(source):
        (ignores if isinstance(one, _Ignore) else faults).append(one)  # type: ignore[arg-type]
    used = {ignore for ignore in ignores for one in found if _hides(ignore, one)}
    kept = [one for one in found if not any(_hides(ignore, one) for ignore in used)]
    has_errors = any(one.is_error for one in found)
    idle = [
        _idle(ignore, found)
        for ignore in ignores
        if ignore not in used and (_is_of_error(ignore, found) if has_errors else _is_looked_for(ignore))
    ]
    return tuple(sorted((*kept, *faults, *idle), key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    return (span.file, span.line, span.column, diagnostic.code) if span else ("", 0, 0, diagnostic.code)


def _hides(ignore: _Ignore, diagnostic: Diagnostic) -> bool:
    span = diagnostic.span
    return (
        not diagnostic.is_error
        and diagnostic.code == ignore.code
        and span is not None
        and span.file == ignore.span.file
        and span.line in ignore.lines
    )


def _is_looked_for(ignore: _Ignore) -> bool:
    return not ignore.code.startswith(_NOT_HERE)


def _is_of_error(ignore: _Ignore, found: Iterable[Diagnostic]) -> bool:
    return any(
        one.is_error and one.code == ignore.code and one.span and one.span.line in ignore.lines
        for one in found
    )


def _idle(ignore: _Ignore, found: Iterable[Diagnostic]) -> Diagnostic:
    """What is said of an `ignore` that hides nothing."""
    message, advice = f"there is no {ignore.code} to ignore on this line", "delete the comment"
    if _is_of_error(ignore, found):
        message, advice = f"{ignore.code} is an error here, and cannot be ignored", "mend the line"
    return Diagnostic(CODE, Severity.WARNING, message, ignore.span, advice)


def _written(source: Source) -> Iterator[_Ignore | Diagnostic]:
    """Every code that a comment ignores, and what is wrong with comments that name none."""
    blocks = dict(source.block_texts())
    for number, column, comment in source.comments():
        mark = _MARK.match(comment)
        if not mark:
            continue
        codes = [] if mark[1] is None else list(re.finditer(r"[^\s,]+", mark[1]))
        whole = Span(source.name, number, column, number, column + mark.end())
        if not codes:
            advice = "name the warnings, as `# pairmatch: ignore[PM305] why it is accepted`"
            yield Diagnostic(CODE, Severity.WARNING, "this `ignore` names no code", whole, advice)
        for word in codes:
            at = column + mark.start(1) + word.start()
            span = Span(source.name, number, at, number, at + len(word[0]))
            if _CODE.fullmatch(word[0]):
                yield _Ignore(word[0], span, _lines(source, number, blocks))
            else:
                message = f"`{word[0]}` is not a code"
                yield Diagnostic(CODE, Severity.WARNING, message, span, "a code is as `PM305`")


def _lines(source: Source, number: int, blocks: dict[int, int]) -> range:
    """The lines that a comment on line `number` speaks of."""
    if source.line(number).lstrip().startswith("#"):
        number = next(
            (
                after
                for after in range(number + 1, len(source.lines) + 1)
                if source.line(after).strip() and not source.line(after).lstrip().startswith("#")
            ),
            number,
        )
    return range(number, blocks.get(number, number) + 1)
