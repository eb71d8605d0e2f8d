"""Which cohort file is meant, and reading it."""

from __future__ import annotations

import os
from pathlib import Path

from pairmatch.cli.screen import Screen
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, UnreadableFile, WrongUsage

VARIABLE = "PAIRMATCH_COHORT"
USUAL = "cohort.yaml"


def cohort_path(given: Path | None) -> Path:
    """The file that was named, else that of the environment, else the usual one of this folder."""
    path = given or _unnamed()
    if not path.is_dir():
        return path
    if (path / USUAL).exists():
        return path / USUAL
    raise UnreadableFile(f"{path} is a folder without a {USUAL}: name the cohort file")


def _unnamed() -> Path:
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    if Path(USUAL).exists():
        return Path(USUAL)
    raise WrongUsage(
        f"no cohort file: name one, set {VARIABLE}, or go to a folder that holds a {USUAL}.\n"
        "For example: pairmatch match cohorts/six-pairs.yaml"
    )


def load_cohort(path: Path, screen: Screen) -> Cohort:
    """Read and check a cohort file; warnings are told in short.

    Raises
    ------
    UnreadableFile
        When it cannot be opened.
    CohortError
        When it has errors, with every one of them.
    """
    from pairmatch.calendar.check import read_and_check

    reading = read_and_check(path)
    cohort = reading.cohort
    if cohort is None or any(diagnostic.is_error for diagnostic in reading.diagnostics):
        raise CohortError(reading.diagnostics)
    screen.warn_in_short(reading.diagnostics)
    if len(reading.diagnostics) > 1:
        screen.note(f"`pairmatch check {path}` shows the warnings in full")
    return cohort
