"""`pairmatch check`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import NoColor, Quiet
from pairmatch.errors import UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.cohort.read import Reading
    from pairmatch.diagnostics import Diagnostic

_FOLDER = "cohorts"
DOCUMENTS = (".pairs.yaml", ".pairs.yml", ".rota.yaml", ".rota.yml")
_LIKE_A_COHORT = re.compile(rb"^(programme|doctors|managers)\s*:", re.MULTILINE)
_OURS = b"# Written by pairmatch "
_ENOUGH = 65536

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE|FOLDER...",
        help="Cohort files, or folders of them. Default: cohorts/, else every cohort file below this folder.",
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
    GITHUB = "github"


As = Annotated[
    OutputFormat,
    typer.Option("--output-format", help="full: with the lines. github: annotations of GitHub Actions."),
]


def check(
    paths: Paths = None,
    feasible: Feasible = False,
    time_limit: Seconds = None,
    output_format: As = OutputFormat.FULL,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Check cohort files; without --feasible nothing is solved.

    Exit code 0: no errors. 1: some file has errors, or with --feasible cannot be served. 2: wrong usage, or
    a file that cannot be read.
    """
    from rich.text import Text

    from pairmatch.calendar.check import read_and_check
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.screen import screen_for
    from pairmatch.report.diagnostics_text import show_diagnostics, summary
    from pairmatch.report.github import as_annotations
    from pairmatch.report.source_lines import SourceLines

    if time_limit is not None and not feasible:
        raise WrongUsage("--time-limit goes with --feasible: without it nothing is solved")
    screen = screen_for(no_color=no_color, quiet=quiet)
    found: list[Diagnostic] = []
    files = _files(paths)
    unreadable = 0
    for file in files:
        try:
            reading = read_and_check(cohort_path(file))
        except UnreadableFile as error:
            screen.error(str(error))
            unreadable += 1
            continue
        diagnostics = [
            *reading.diagnostics,
            *(_not_served(reading, time_limit or _SECONDS) if feasible else ()),
        ]
        told = [one for one in diagnostics if one.is_error or not quiet]
        if output_format is OutputFormat.GITHUB:
            for line in as_annotations(told):
                typer.echo(line)
        else:
            show_diagnostics(screen.out, told, SourceLines([reading.source]))
        found += told
    if output_format is OutputFormat.FULL and not quiet and len(files) > unreadable:
        screen.out.print(Text(summary(found, len(files) - unreadable), "bold"))
    raise typer.Exit(2 if unreadable else int(any(one.is_error for one in found)))


def _not_served(reading: Reading, time_limit: float) -> tuple[Diagnostic, ...]:
    """What a file without errors asks for and cannot have."""
    from pairmatch.conflicts.feasible import not_served

    return () if reading.cohort is None else not_served(reading.cohort, time_limit=time_limit)


def _files(paths: Sequence[Path] | None) -> Sequence[Path]:
    """The files to check, each once, in a fixed order."""
    if paths:
        found = [file for path in paths for file in _below(path)]
    elif Path(_FOLDER).is_dir():
        found = list(_walk(Path(_FOLDER)))
    else:
        found = [file for file in _walk(Path()) if _looks_like_a_cohort(file)]
    if not found:
        where = ", ".join(map(str, paths)) if paths else "this folder"
        raise WrongUsage(f"no cohort file in {where}: name a .yaml file or a folder that holds some")
    return list(dict.fromkeys(found))


def _below(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _walk(path)
    elif path.name.endswith(DOCUMENTS) or _start_of(path).startswith(_OURS):
        raise WrongUsage(f"{path} is not a cohort file: `pairmatch verify {path}` checks it")
    else:
        yield path


def _walk(folder: Path) -> Iterator[Path]:
    """Every YAML file below a folder but our own documents and what is hidden."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _is_venv(parent, name)
        )
        for path in (Path(parent, name) for name in sorted(names) if not name.startswith(".")):
            is_yaml = path.suffix in (".yaml", ".yml") and not path.name.endswith(DOCUMENTS)
            if is_yaml and not _start_of(path).startswith(_OURS):
                yield path


def _is_venv(parent: str, name: str) -> bool:
    return Path(parent, name, "pyvenv.cfg").exists()


def _looks_like_a_cohort(file: Path) -> bool:
    return _LIKE_A_COHORT.search(_start_of(file)) is not None


def _start_of(file: Path) -> bytes:
    """The first bytes of a file; none of one that cannot be read, which is told of later."""
    if not os.path.isfile(file):  # a pipe would be waited for, and be empty the second time
        return b""
    try:
        with file.open("rb") as stream:
            return stream.read(_ENOUGH)
    except OSError:
        return b""
