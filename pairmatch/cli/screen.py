"""Where a command prints: results on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from pairmatch.cli.run import send_to_nowhere, unwritable
from pairmatch.diagnostics import Diagnostic
from pairmatch.report.capped import capped
from pairmatch.report.diagnostics_text import show_diagnostics, show_in_short, summary
from pairmatch.report.source_lines import SourceLines
from pairmatch.report.visible import visible


class _Console(Console):
    """A console that goes on in silence when the reader of its pipe has left, or nobody can be told."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print, and say it plainly where stdout takes nothing."""
        try:
            super().print(*objects, **options)
        except OSError as error:
            if self.stderr:
                self.on_broken_pipe()
            else:
                raise unwritable(self.file, error) from None

    def on_broken_pipe(self) -> None:
        self.quiet = True
        send_to_nowhere(self.file)


@dataclass(frozen=True)
class Screen:
    """The two consoles of a command."""

    out: Console
    err: Console
    quiet: bool = False

    def note(self, text: str) -> None:
        """Say something on stderr that is no fault; nothing when quiet."""
        if not self.quiet:
            self._lines(text, "")

    def warn(self, text: str) -> None:
        """Say something on stderr that the reader should know; nothing when quiet."""
        if not self.quiet:
            self._lines(text, "yellow", "warning: ")

    def error(self, text: str) -> None:
        """Say on stderr what went wrong."""
        self._lines(text, "bold red", "error: ")

    def diagnose(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print diagnostics in full on stderr, with a count at the end."""
        found = tuple(diagnostics)
        show_diagnostics(self.err, capped(found), SourceLines())
        files = {diagnostic.span.file for diagnostic in found if diagnostic.span}
        self.err.print(Text(summary([one.severity for one in found], max(1, len(files))), "bold"))

    def warn_in_short(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print a line a warning on stderr, few of them; nothing when quiet."""
        found = tuple(diagnostics)
        if found and not self.quiet:
            show_in_short(self.err, found)

    def write(self, text: str) -> None:
        """Put a document on stdout as it is in its file: the same bytes, whatever the terminal."""
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            send_to_nowhere(sys.stdout)
        except OSError as error:
            raise unwritable(sys.stdout, error) from None

    def _lines(self, text: str, style: str, label: str = "") -> None:
        for line in text.split("\n"):
            self.err.print(Text(label, style).append(visible(line), "default"), soft_wrap=True)
            label = ""


def screen_for(*, no_color: bool = False, quiet: bool = False) -> Screen:
    """The consoles for the options of a command; `NO_COLOR` counts as `--no-color`."""
    return Screen(_console(sys.stdout, no_color), _console(sys.stderr, no_color, stderr=True), quiet)


def _console(stream: TextIO, no_color: bool, *, stderr: bool = False) -> Console:
    plain: dict[str, Any] = {"color_system": None} if no_color or os.environ.get("NO_COLOR") else {}
    return _Console(file=stream, stderr=stderr, markup=False, emoji=False, highlight=False, **plain)
