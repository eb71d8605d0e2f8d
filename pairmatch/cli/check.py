"""`pairmatch check`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.cohort_files import files_of
from pairmatch.cli.options import NoColor, Quiet
from pairmatch.errors import UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.read import Reading
    from pairmatch.diagnostics import Diagnostic

STDIN = Path("-")

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE|FOLDER...",
        help="Cohort files, or folders of them; - is standard input. "
        "Default: cohorts/, else every cohort file below this folder.",
        show_default=False,
    ),
]
Feasible = Annotated[
    bool,
    typer.Option(
        "--feasible",
        help="Also pair and schedule each cohort, and tell which lines keep something from being held.",
    ),
]
Seconds = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=1.0,
        help="For each file, with --feasible. Default: 60.",
        show_default=False,
    ),
]
_SECONDS = 60.0


class OutputFormat(StrEnum):
    """How faults are printed."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


As = Annotated[
    OutputFormat,
    typer.Option(
        "--output-format",
        help="full: with the lines. concise: a line each. github: annotations of GitHub Actions. "
        "gitlab: Code Quality. json, sarif, junit: documents of that form.",
    ),
]
Codes = list[str] | None
Select = Annotated[
    Codes,
    typer.Option(
        "--select", metavar="CODES", help="Tell only of these: PM204, or PM2 for a group; commas between."
    ),
]
Ignore = Annotated[
    Codes,
    typer.Option("--ignore", metavar="CODES", help="Do not tell of these; the longer of two codes counts."),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit code 0 even where there are errors.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="Print how often each code occurs instead.")]
StdinName = Annotated[
    Path | None,
    typer.Option(
        "--stdin-filename",
        metavar="FILE",
        help="What messages call standard input, and beside which file its calendars lie.",
        show_default=False,
    ),
]


def check(
    paths: Paths = None,
    feasible: Feasible = False,
    time_limit: Seconds = None,
    output_format: As = OutputFormat.FULL,
    select: Select = None,
    ignore: Ignore = None,
    exit_zero: ExitZero = False,
    statistics: Statistics = False,
    stdin_filename: StdinName = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Check cohort files; without --feasible nothing is solved.

    Exit code 0: no errors. 1: some file has errors, or with --feasible cannot be served. 2: wrong usage, or
    a file that cannot be read.
    """
    from pairmatch.cli.chosen_codes import chosen
    from pairmatch.cli.screen import screen_for

    if time_limit is not None and not feasible:
        raise WrongUsage("--time-limit goes with --feasible: without it nothing is solved")
    if statistics and output_format is not OutputFormat.FULL:
        raise WrongUsage("--statistics is a table of its own: leave out --output-format")
    if stdin_filename is not None and STDIN not in (paths or ()):
        raise WrongUsage("--stdin-filename goes with `-`: `pairmatch check - --stdin-filename cohort.yaml`")
    screen = screen_for(no_color=no_color, quiet=quiet)
    is_told = chosen(select, ignore)
    readings: list[tuple[Reading, Sequence[Diagnostic]]] = []
    files, unreadable = _named(paths), 0
    for file in files:
        try:
            reading = _read(file, stdin_filename)
        except UnreadableFile as error:
            screen.error(str(error))
            unreadable += 1
            continue
        found = [
            *reading.diagnostics,
            *(_not_served(reading, time_limit or _SECONDS) if feasible else ()),
        ]
        told = [one for one in found if (one.is_error or not quiet) and is_told(one.code)]
        readings.append((reading, told))
        if not statistics:
            _tell_at_once(screen, output_format, reading, told)
    found = [one for _, told in readings for one in told]
    names = [str(_name(file, stdin_filename)) for file in files]
    if statistics:
        _show_statistics(found)
    elif output_format is OutputFormat.FULL:
        _show_summary(screen, found, len(readings))
    else:
        _tell_at_the_end(screen, output_format, found, names)
    failed = any(one.is_error for one in found) and not exit_zero
    raise typer.Exit(2 if unreadable else int(failed))


def _named(paths: Sequence[Path] | None) -> Sequence[Path]:
    """The files to check; standard input among them where `-` is named."""
    others = [path for path in paths or () if path != STDIN]
    if paths and not others:
        return [STDIN]
    return [*([STDIN] if STDIN in (paths or ()) else []), *files_of(others or None)]


def _name(file: Path, stdin_filename: Path | None) -> Path:
    return (stdin_filename or Path("<stdin>")) if file == STDIN else file


def _read(file: Path, stdin_filename: Path | None) -> Reading:
    from pairmatch.calendar.check import check_bytes, read_and_check
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cohort.source import MAX_BYTES

    if file != STDIN:
        return read_and_check(cohort_path(file))
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    return check_bytes(content, str(_name(file, stdin_filename)), stdin_filename)


def _not_served(reading: Reading, time_limit: float) -> tuple[Diagnostic, ...]:
    """What a file without errors asks for and cannot have."""
    from pairmatch.conflicts.feasible import not_served

    return () if reading.cohort is None else not_served(reading.cohort, time_limit=time_limit)


def _tell_at_once(
    screen: Screen, output_format: OutputFormat, reading: Reading, told: Iterable[Diagnostic]
) -> None:
    """Print what can be printed file by file."""
    from pairmatch.report.diagnostics_text import show_diagnostics
    from pairmatch.report.source_lines import SourceLines

    if output_format is OutputFormat.FULL:
        show_diagnostics(screen.out, told, SourceLines([reading.source]))
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


def _show_summary(screen: Screen, found: Iterable[Diagnostic], files: int) -> None:
    from rich.text import Text

    from pairmatch.report.diagnostics_text import summary

    if files and not screen.quiet:
        screen.out.print(Text(summary(found, files), "bold"))


def _show_statistics(found: Iterable[Diagnostic]) -> None:
    """A line for each code, the most frequent first."""
    from pairmatch.report.rules import rule_of

    counts = Counter(one.code for one in found)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    _echo(f"{count:>6}  {code}  {rule_of(code).summary}" for code, count in ordered)


def _echo(lines: Iterable[str] | Iterator[str]) -> None:
    for line in lines:
        typer.echo(line)
