"""A cohort file → a `Cohort` that has passed every check, those of the calendar included."""

from __future__ import annotations

from pathlib import Path

from pairmatch.calendar import rules
from pairmatch.calendar.rules import unknown_country
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort import rules as cohort_rules
from pairmatch.cohort.collector import no_collections
from pairmatch.cohort.ignores import without_ignored
from pairmatch.cohort.read import Reading, bytes_of, read_bytes
from pairmatch.cohort.rules import unknown_trait
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, in_file_order
from pairmatch.errors import CohortError


def read_and_check(path: Path) -> Reading:
    """Read and check the file at `path`; faults are returned, not raised.

    Raises
    ------
    UnreadableFile
        When the file is not there or cannot be opened.
    """
    return check_bytes(bytes_of(path), str(path), path)


def check_bytes(content: bytes, name: str, path: Path | None = None) -> Reading:
    """Read and check the bytes of a cohort file that messages call `name`."""
    with no_collections():
        return checked(read_bytes(content, name, path))


def checked(reading: Reading) -> Reading:
    """The same reading with what the calendar's rules find, where it gave a cohort."""
    cohort = reading.cohort
    if cohort is None:
        return Reading(reading.source, None, without_ignored(reading.source, reading.diagnostics))
    found = in_file_order((*reading.diagnostics, *rules.check(cohort)))
    diagnostics = without_ignored(reading.source, found)
    if any(diagnostic.is_error for diagnostic in diagnostics):
        return Reading(reading.source, None, diagnostics)
    cohort._warnings = diagnostics
    cohort._is_checked = True
    return Reading(reading.source, cohort, diagnostics)


def load(path: Path) -> Cohort:
    """The cohort in the file at `path`; `CohortError` with every fault where there are any."""
    reading = read_and_check(path)
    if reading.cohort is None:
        raise CohortError(reading.diagnostics)
    return reading.cohort


def _names_nothing(fault: Diagnostic) -> bool:
    """Whether a name stands for nothing; a criterion that nobody has data for is only not known."""
    return fault.is_error and fault.code.startswith("PM2") and fault.code != unknown_trait.CODE


def ensure_checked(cohort: Cohort) -> None:
    """Check the names in a cohort that was made from plain data, which has passed none of the rules.

    What it asks for need not be possible: the engines then tell what cannot be had.

    Raises
    ------
    CohortError
        When a name stands for nothing; the error carries every such fault.
    """
    if cohort._is_checked:
        return
    wrong = [fault for fault in cohort_rules.check(cohort) if _names_nothing(fault)]
    wrong += unknown_country.check(Facts(cohort))
    wrong += [] if wrong else rules.unusable_calendars(cohort)
    if wrong:
        raise CohortError(wrong)
    cohort._is_checked = True
