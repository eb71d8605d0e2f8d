"""Diagnostics as a person reads them: what is wrong, the line it is on, and what to do.

Everything that comes from the file is shown as data: it is never read as markup, and control
characters in it are written as escapes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pairmatch.diagnostics import Diagnostic, Severity, Span
from pairmatch.report.glyphs import Glyphs, glyphs_for
from pairmatch.report.source_lines import SourceLines
from pairmatch.report.visible import visible
from pairmatch.report.words import counted

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_NEAR = 400  # characters either side of a caret that can matter on any terminal
_LEAST_ROOM = 20


def show_diagnostics(console: Console, diagnostics: Iterable[Diagnostic], lines: SourceLines) -> None:
    """Print each diagnostic with the line it speaks of, an empty line after each."""
    for diagnostic in diagnostics:
        for part in _told(diagnostic, lines, console):
            console.print(part)
        console.print()


def show_in_short(console: Console, diagnostics: Sequence[Diagnostic], at_most: int = 5) -> None:
    """Print a line for each of the first few diagnostics, and how many more there are."""
    for diagnostic in diagnostics[:at_most]:
        console.print(_headline(diagnostic))
    if len(diagnostics) > at_most:
        console.print(Text(f"and {len(diagnostics) - at_most} more", "dim"))


def show_place(console: Console, span: Span | None, lines: SourceLines) -> None:
    """Print the line that a span speaks of, and carets under it; nothing where there is no such line."""
    gutter = len(str(span.line)) if span else 1
    room = max(_LEAST_ROOM, console.width - gutter - 3)
    for part in _snippet(span, lines, gutter, room, glyphs_for(console.encoding), "blue"):
        console.print(part)


def summary(severities: Iterable[Severity], files: int) -> str:
    """Counts in words, as `2 errors, 1 warning in 1 file`."""
    count = Counter(severities)
    found = [counted(count[severity], severity.value) for severity in Severity if count[severity]]
    return f"{', '.join(found) or 'no faults'} in {counted(files, 'file')}"


def _told(diagnostic: Diagnostic, lines: SourceLines, console: Console) -> Iterator[Text | Table]:
    gutter = _gutter_width(diagnostic)
    glyphs = glyphs_for(console.encoding)
    room = max(_LEAST_ROOM, console.width - gutter - 3)
    style = _STYLE[diagnostic.severity]
    yield _headline(diagnostic)
    yield from _snippet(diagnostic.span, lines, gutter, room, glyphs, style)
    if diagnostic.help:
        yield _labelled(gutter, "help", diagnostic.help)
    for note in diagnostic.notes:
        where = f" ({visible(str(note.span))})" if note.span else ""
        yield _labelled(gutter, "note", note.message + where)
        yield from _snippet(note.span, lines, gutter, room, glyphs, "blue")


def _headline(diagnostic: Diagnostic) -> Text:
    line = Text(overflow="fold")
    if diagnostic.span:
        line.append(f"{visible(str(diagnostic.span))}: ", "bold")
    line.append(f"{diagnostic.severity.value}[{diagnostic.code}]", _STYLE[diagnostic.severity])
    line.append(f": {visible(diagnostic.message)}")
    return line


def _gutter_width(diagnostic: Diagnostic) -> int:
    spans = [diagnostic.span, *(note.span for note in diagnostic.notes)]
    return max((len(str(span.line)) for span in spans if span), default=1)


def _labelled(gutter: int, label: str, message: str) -> Table:
    """`= help: …`, its later lines under the first."""
    row = Table.grid()
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(Text(f"{' ' * gutter} = {label}: ", "cyan"), Text(visible(message)))
    return row


def _snippet(
    span: Span | None, lines: SourceLines, gutter: int, room: int, glyphs: Glyphs, style: str
) -> Iterator[Text]:
    """The line of the span, and carets under it."""
    line = lines.line(span.file, span.line) if span else None
    if span is None or line is None:
        return
    shown, before, length = crop(line, _columns(span, line), room, glyphs.cut)
    yield _row(gutter, str(span.line), Text(shown))
    yield _row(gutter, "", Text(" " * before).append("^" * length, style))


def _row(gutter: int, number: str, content: Text) -> Text:
    row = Text(f"{number:>{gutter}} | ", "cyan", no_wrap=True, overflow="crop")
    return row.append_text(content)


def _columns(span: Span, line: str) -> tuple[int, int]:
    """Where the span starts and ends on its first line, counted from 0."""
    start = min(max(0, span.column - 1), len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    return start, max(end, start + 1)


def crop(line: str, columns: tuple[int, int], room: int, cut: str) -> tuple[str, int, int]:
    """Cut a line to `room` cells around the characters from the first to before the second column.

    Returns
    -------
    The text to show, the cells before its first marked one, and how many cells are marked.
    """
    start, end = columns
    near = max(0, start - _NEAR)
    line_is_cut = (near > 0, len(line) > start + _NEAR)
    pieces = [visible(char) for char in line[near : start + _NEAR].rstrip("\n")]
    start, end = start - near, min(end - near, max(len(pieces), start - near + 1))
    widths = [cell_len(piece) for piece in pieces]
    first, last = _window(widths, start, room, cell_len(cut), line_is_cut)
    left = cut if first > 0 or line_is_cut[0] else ""
    right = cut if last < len(pieces) or line_is_cut[1] else ""
    shown = left + "".join(pieces[first:last]) + right
    before = cell_len(left) + sum(widths[first:start])
    marked = sum(widths[start : min(end, last)])
    return shown, before, max(1, min(marked, room - before))


def _window(
    widths: Sequence[int], start: int, room: int, cut: int, line_is_cut: tuple[bool, bool]
) -> tuple[int, int]:
    """Which characters to show so that the one at `start` is among them."""
    if sum(widths) <= room and not any(line_is_cut):
        return 0, len(widths)
    left_room = room - 2 * cut
    first = last = min(start, len(widths))
    used = 0
    while first > 0 and used + widths[first - 1] <= left_room // 3:
        first -= 1
        used += widths[first]
    while last < len(widths) and used + widths[last] <= left_room:
        used += widths[last]
        last += 1
    while first > 0 and used + widths[first - 1] <= left_room:
        first -= 1
        used += widths[first]
    return first, last
