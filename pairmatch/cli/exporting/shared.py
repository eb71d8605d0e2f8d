"""What the exports of tables and letters share: their options, and reading what was saved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.target import SUFFIXES
from pairmatch.errors import UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.finished import Finished
    from pairmatch.report.tables.outcome import Outcome

ForceExport = Annotated[
    bool,
    typer.Option("--force", help="Replace files that pairmatch did not write, or that were edited since."),
]


def outcome_of(finished: Finished) -> Outcome:
    """The same, as tables and letters take it."""
    from pairmatch.report.tables.outcome import Outcome

    return Outcome(finished.cohort, finished.pairing, finished.rota)


def file_for(cohort: Path, out: str | None, ending: str) -> Path:
    """The one file that `--out` means; without it, beside the cohort file.

    Parameters
    ----------
    cohort
        The cohort file.
    out
        A file, or a folder.
    ending
        What the file's name ends with, as `.xlsx`.

    Raises
    ------
    WrongUsage
        Where the name is of another kind of file.
    UnreadableFile
        Where it is a folder or something else that cannot be written.
    """
    suffix = ending[ending.rindex(".") :]
    name = f"{stem_of(cohort)}{ending}"
    if out is None:
        return cohort.with_name(name)
    path = Path(out)
    if is_folder(out):
        return path / name
    if path.suffix.lower() != suffix:
        raise WrongUsage(f"--out {out}: name a {suffix} file, or a folder")
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"{path} is a pipe or a device, not a file: nothing is written to it")
    return path


def is_folder(out: str) -> bool:
    """Whether `--out` means a folder."""
    return Path(out).is_dir() or out.endswith((os.sep, "/"))


def stem_of(cohort: Path) -> str:
    """The name of the cohort file without `.yaml`."""
    return cohort.stem if cohort.suffix.lower() in SUFFIXES else cohort.name
