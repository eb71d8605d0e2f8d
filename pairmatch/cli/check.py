"""`pairmatch check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.checking import STDIN, HowToCheck, check_all
from pairmatch.cli.cohort_files import files_of
from pairmatch.cli.options import NoColor, Quiet
from pairmatch.cli.output_format import OF_ALL, OutputFormat
from pairmatch.errors import WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen

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


Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help="First mend what is certain: capitals and underscores in ids, names and fields, tabs, and the "
        "order of dates. Comments stay. Standard input is printed mended.",
    ),
]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff", help="Only show what --fix would change; exit code 1 if it would change anything."
    ),
]


Watch = Annotated[
    bool,
    typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C."),
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
    fix: Fix = False,
    diff: Diff = False,
    watch: Watch = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Check cohort files; without --feasible nothing is solved.

    Exit code 0: no errors. 1: some file has errors, or with --feasible cannot be served. 2: wrong usage, or
    a file that cannot be read.
    """
    from pairmatch.cli.chosen_codes import chosen
    from pairmatch.cli.screen import screen_for
    from pairmatch.cli.telling import Telling
    from pairmatch.cli.watching import Looked, follow

    if time_limit is not None and not feasible:
        raise WrongUsage("--time-limit goes with --feasible: without it nothing is solved")
    if statistics and output_format is not OutputFormat.FULL:
        raise WrongUsage("--statistics is a table of its own: leave out --output-format")
    if watch and (diff or STDIN in (paths or ()) or output_format in OF_ALL):
        raise WrongUsage("--watch shows faults as files change: not of `-`, nor with --diff or as a document")
    if stdin_filename is not None and STDIN not in (paths or ()):
        raise WrongUsage("--stdin-filename goes with `-`: `pairmatch check - --stdin-filename cohort.yaml`")
    screen = screen_for(no_color=no_color, quiet=quiet)
    is_chosen = chosen(select, ignore)
    how = HowToCheck(stdin_filename, (time_limit or _SECONDS) if feasible else None)

    def once() -> Looked:
        files = _named(paths)
        if diff or fix:
            _fix(screen, files, how, is_dry=diff)
        telling = Telling(screen, output_format, is_chosen, statistics=statistics)
        for checked in check_all(files, how):
            telling.take(checked)
        return Looked(telling.end(), files, telling.beside)

    if watch:
        follow(screen, once)
        return
    code = once().code
    raise typer.Exit(0 if code == 1 and exit_zero else code)


def _fix(screen: Screen, files: Sequence[Path], how: HowToCheck, *, is_dry: bool) -> None:
    """Mend the files; there is nothing to check after that where it is only shown, and for standard input."""
    from pairmatch.cli.fixing import fix_files, fix_stdin, show_what_to_fix

    if is_dry:
        raise typer.Exit(show_what_to_fix(screen, files, how))
    if files == [STDIN]:
        raise typer.Exit(fix_stdin(screen, how))
    if STDIN in files:
        raise WrongUsage("--fix prints standard input mended: name no other file with `-`")
    fix_files(screen, files, how)


def _named(paths: Sequence[Path] | None) -> Sequence[Path]:
    """The files to check; standard input among them where `-` is named."""
    others = [path for path in paths or () if path != STDIN]
    if paths and not others:
        return [STDIN]
    return [*([STDIN] if STDIN in (paths or ()) else []), *files_of(others or None)]
