"""What `check` prints: file by file where the form allows it, else in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import typer

from pairmatch.cli.checking import Checked
from pairmatch.cli.output_format import OF_ALL, OutputFormat
from pairmatch.cli.screen import Screen
from pairmatch.cohort.source import Source
from pairmatch.diagnostics import Diagnostic, Severity
from pairmatch.report.capped import capped


class Telling:
    """Takes what was found in one file after the other."""

    def __init__(
        self,
        screen: Screen,
        output_format: OutputFormat,
        is_chosen: Callable[[str], bool],
        *,
        statistics: bool,
    ) -> None:
        self.beside: list[Path] = []
        self._screen = screen
        self._format = output_format
        self._is_chosen = is_chosen
        self._statistics = statistics
        self._names: list[str] = []
        self._told: list[Diagnostic] = []
        self._codes = Counter[str]()
        self._severities: list[Severity] = []
        self._fixable = 0
        self._unreadable = 0

    def take(self, checked: Checked) -> None:
        """Tell of one file what can be told at once, and count."""
        self._names.append(checked.name)
        self.beside += checked.beside
        if checked.unreadable:
            self._screen.error(checked.unreadable)
            self._unreadable += 1
            return
        found = [one for one in checked.diagnostics if self._is_told(one)]
        self._codes.update(one.code for one in found)
        self._severities += [one.severity for one in found]
        self._fixable += sum(one.fix is not None for one in found)
        if not self._statistics:
            shown = capped(found)
            _tell_at_once(self._screen, self._format, checked.source, shown)
            self._told += shown if self._format in OF_ALL else ()

    def end(self) -> int:
        """Tell what is told of all files together, and return the exit code."""
        if self._statistics:
            _show_statistics(self._codes)
        elif self._format is OutputFormat.FULL:
            files = len(self._names) - self._unreadable
            _show_summary(self._screen, self._severities, files, self._fixable)
        else:
            _tell_at_the_end(self._screen, self._format, self._told, self._names)
        return 2 if self._unreadable else int(Severity.ERROR in self._severities)

    def _is_told(self, one: Diagnostic) -> bool:
        return (one.is_error or not self._screen.quiet) and self._is_chosen(one.code)


def _tell_at_once(
    screen: Screen, output_format: OutputFormat, source: Source | None, told: Iterable[Diagnostic]
) -> None:
    """Print what can be printed file by file."""
    from pairmatch.report.diagnostics_text import show_diagnostics
    from pairmatch.report.source_lines import SourceLines

    if output_format is OutputFormat.FULL:
        show_diagnostics(screen.out, told, SourceLines([source]))
    elif output_format is OutputFormat.CONCISE:
        from pairmatch.report.ci.concise import as_lines

        _echo(as_lines(told))
    elif output_format is OutputFormat.GITHUB:
        from pairmatch.report.ci.github import as_annotations

        _echo(as_annotations(told))


def _tell_at_the_end(
    screen: Screen, output_format: OutputFormat, found: Sequence[Diagnostic], names: Sequence[str]
) -> None:
    """Print the one document of all files, for formats that have one."""
    from pairmatch.version import version

    if output_format is OutputFormat.JSON:
        from pairmatch.report.ci.plain_json import as_json

        screen.write(as_json(found) + "\n")
    elif output_format is OutputFormat.GITLAB:
        from pairmatch.report.ci.gitlab import as_code_quality

        screen.write(as_code_quality(found) + "\n")
    elif output_format is OutputFormat.SARIF:
        from pairmatch.report.ci.sarif import as_sarif

        screen.write(as_sarif(found, version()) + "\n")
    elif output_format is OutputFormat.JUNIT:
        from pairmatch.report.ci.junit import as_junit

        screen.write(as_junit(found, names) + "\n")


def _show_summary(screen: Screen, found: Iterable[Severity], files: int, fixable: int) -> None:
    from rich.text import Text

    from pairmatch.report.diagnostics_text import summary

    if files and not screen.quiet:
        screen.out.print(Text(summary(found, files), "bold"))
    if fixable and not screen.quiet:
        screen.out.print(f"{fixable} of them can be mended by `pairmatch check --fix`")


def _show_statistics(counts: Mapping[str, int]) -> None:
    """A line for each code, the most frequent first."""
    from pairmatch.report.rules import rule_of

    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    _echo(f"{count:>6}  {code}  {rule_of(code).summary}" for code, count in ordered)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
