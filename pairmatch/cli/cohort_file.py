"""Which cohort file is meant, and reading it."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from pathlib import Path

from pairmatch.cli.cohort_files import DOCUMENTS
from pairmatch.cli.screen import Screen
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, UnreadableFile, WrongUsage

VARIABLE = "PAIRMATCH_COHORT"
USUAL = "cohort.yaml"

_IN_DEVICES = re.compile("/+(dev/(?!shm/)|proc/)")


def cohort_path(given: Path | None) -> Path:
    """The file that was named, else that of the environment, else the usual one of this folder."""
    path = given or _unnamed()
    if os.path.isdir(path):
        path = _usual_of(path)
    refuse_irregular(path)
    if not os.path.lexists(path):
        raise UnreadableFile(f"{path}: No such file or directory{_near(path)}")
    return path


def means_cohort_file(word: str) -> bool:
    """Whether a word means a cohort file: no id has a dot or a slash in it, and few names have."""
    path = Path(word)
    return path.suffix.lower() in (".yaml", ".yml") or path.is_file() or (path / USUAL).is_file()


def refuse_irregular(path: Path) -> None:
    """Raise `UnreadableFile` for a pipe or a device, which cannot be read twice and has no folder of its own.

    A file that stdin was redirected from is refused by its name, as documents would go beside `/dev/stdin`.
    """
    is_other = os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)
    if is_other or _IN_DEVICES.match(os.path.abspath(path)):
        raise UnreadableFile(
            f"{path} is a pipe or a device, not a file: save it as a .yaml file and name that"
        )


def _usual_of(folder: Path) -> Path:
    if (folder / USUAL).exists():
        return folder / USUAL
    raise UnreadableFile(f"{folder} is a folder without a {USUAL}: name the cohort file")


def _near(path: Path) -> str:
    """The file or folder beside it whose name is nearest, as a question; nothing where none is near."""
    try:
        names = sorted(name for name in os.listdir(path.parent) if _may_be_meant(path.with_name(name)))
    except OSError:
        return ""
    by_name = {known.lower(): name for name in reversed(names) for known in (name, Path(name).stem)}
    for word in (path.name.lower(), path.stem.lower()):
        near = get_close_matches(word, by_name, n=1)
        if near:
            return f"; did you mean {path.with_name(by_name[near[0]])}?"
    return ""


def _may_be_meant(path: Path) -> bool:
    """Whether it is a folder, or a YAML file that is none of our documents, by its name."""
    name = path.name
    if name.startswith("."):
        return False
    return os.path.isdir(path) or (
        name.lower().endswith((".yaml", ".yml")) and not name.lower().endswith(DOCUMENTS)
    )


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
