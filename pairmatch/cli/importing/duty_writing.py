"""The last steps of an import of duty: check what would be written, ask, write all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pairmatch.cli.importing.asking import confirm
from pairmatch.errors import WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.schema import Cohort
    from pairmatch.importing.calendar_changes import Changes


@dataclass(frozen=True)
class Writing:
    """Whether and how to write."""

    yes: bool
    dry_run: bool
    force: bool


def need(*libraries: str) -> None:
    """Raise `WrongUsage` where a library is not installed."""
    if any(find_spec(name) is None for name in libraries):
        raise WrongUsage("importing needs libraries more: type `pip install 'pairmatch[office]'`")


def cohort_to_change(path: Path) -> Cohort:
    """The cohort, without the checks of its calendars: they may be what the import brings.

    Raises
    ------
    CohortError
        When the file has errors.
    """
    from pairmatch.cohort.read import bytes_of, read_bytes
    from pairmatch.errors import CohortError

    reading = read_bytes(bytes_of(path), str(path), path)
    if reading.cohort is None:
        raise CohortError(reading.diagnostics)
    return reading.cohort


def finish(screen: Screen, path: Path, cohort: Cohort, changes: Changes, writing: Writing) -> None:
    """Check, ask and write; with `--dry-run` only show the difference.

    Raises
    ------
    typer.Exit
        With 1 where the cohort file would have errors, or the answer is no.
    UnreadableFile
        When a file cannot be written, or is not ours.
    """
    from pairmatch.cli.difference import show_difference
    from pairmatch.importing.calendar_text import changed_text
    from pairmatch.importing.calendar_trial import write_all

    before = cohort.text
    after = changed_text(before, changes.edits)
    files = {name: content for name, content in changes.files.items() if not _holds(name, content)}
    if after == before and not files:
        screen.note(f"{path} and its calendars say all of this already: nothing to write")
        return
    _refuse_errors(screen, path, after, changes)
    if writing.dry_run:
        show_difference(screen, before, after, path.name)
        for name in files:
            screen.note(f"would be written: {name}")
        return
    confirm("Write this into the cohort file?", yes=writing.yes, otherwise="--yes takes it as shown")
    write_all(path, before.encode(), after, files, force=writing.force)
    for name in files:
        screen.note(f"written: {name}")
    screen.note(f"written: {path}" if after != before else f"{path} is as it was")


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _refuse_errors(screen: Screen, path: Path, after: str, changes: Changes) -> None:
    """End where `check` would find errors; warnings are told in short."""
    from pairmatch.importing.calendar_trial import tried
    from pairmatch.report.capped import capped
    from pairmatch.report.diagnostics_text import show_diagnostics
    from pairmatch.report.source_lines import SourceLines

    reading = tried(path, after, changes.files)
    errors = [one for one in reading.diagnostics if one.is_error]
    if not errors:
        screen.warn_in_short(reading.diagnostics)
        return
    screen.error(f"nothing was written: with these changes {path} would have errors")
    show_diagnostics(screen.err, capped(errors), SourceLines([reading.source]))
    raise typer.Exit(1)
