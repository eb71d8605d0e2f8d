"""A cohort file and the files that it names → the same about nobody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pairmatch.cohort.anonymise.calendar_file import anonymous_calendar
from pairmatch.cohort.anonymise.data import anonymous_data
from pairmatch.cohort.anonymise.labels import Labels
from pairmatch.cohort.anonymise.score_file import anonymous_scores
from pairmatch.cohort.anonymise.text import comments_in, rewritten
from pairmatch.cohort.beside import lies_outside
from pairmatch.cohort.calendar_file import CalendarFile, read_calendar
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.score_file import MAX_BYTES
from pairmatch.cohort.source import parse

FILE = "cohort.anonymous.yaml"
"""What the file about nobody is called, whatever the other one was."""
_USUAL_CODES = ("D", "L", "N")


@dataclass(frozen=True)
class Beside:
    """A file that the cohort file names, and its copy."""

    old: str
    """The path as it was written."""
    new: str
    """The path of the copy, as it is written now."""
    content: bytes | None
    """Of the copy; None where there is none, for `problem`."""
    problem: str = ""


@dataclass(frozen=True)
class Anonymised:
    """The text about nobody, and all that was left out of it."""

    text: str
    labels: Labels
    beside: tuple[Beside, ...]
    """The files of scores and of shifts."""
    comments: int
    """How many comments fell away, but for what they ask of `check`."""


def anonymised(content: bytes, name: str, folder: Path | None = None) -> Anonymised:
    """Replace everything in a cohort file that could tell of whom it is.

    Parameters
    ----------
    content
        The bytes of the file. It may have any faults, as long as it is YAML.
    name
        What messages call the file.
    folder
        Where it lies, so that the files that it names are found; None: they are left out.

    Raises
    ------
    CohortError
        When it is not YAML that can be read.
    """
    data = parse(content, name).data
    text = content.decode("utf-8-sig")
    labels = Labels(data, folder)
    after = rewritten(text, anonymous_data(data, labels))
    return Anonymised(after, labels, tuple(_beside(data, labels, folder)), comments_in(text))


def _beside(data: Any, labels: Labels, folder: Path | None) -> Collection[Beside]:
    """The copies of every file that is named and may be read."""
    if folder is None or not isinstance(data, dict):
        return ()
    found = [
        _calendar(folder, old, new, labels, _codes(data))
        for old, new in labels.calendars.items()
        if not lies_outside(old, folder)
    ]
    matching = data.get("matching")
    scores = matching.get("scores") if isinstance(matching, dict) else None
    if isinstance(scores, str) and scores.strip() and not lies_outside(scores, folder):
        found.append(_scores(folder, scores, labels))
    return found


def _codes(data: Mapping[str, Any]) -> Collection[str]:
    """The shift codes of calendar files."""
    own = data.get("calendar_shifts")
    return tuple(own) if isinstance(own, dict) and own else _USUAL_CODES


def _calendar(folder: Path, old: str, new: str, labels: Labels, codes: Collection[str]) -> Beside:
    file = read_calendar(folder, old)
    if file.problem:
        return Beside(old, new, None, file.problem)
    return Beside(old, new, anonymous_calendar(file.content, labels, codes))


def _scores(folder: Path, old: str, labels: Labels) -> Beside:
    new = labels.scores(old)
    try:
        with (folder / old).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return Beside(old, new, None, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    table = anonymous_scores(content, labels) if len(content) <= MAX_BYTES else None
    return Beside(old, new, table or None, "" if table else "cannot be read as a table of scores")


def as_cohort(made: Anonymised, old: Cohort) -> Cohort:
    """The cohort about nobody as a value, with scores and shifts, without a file; its rules are not run.

    Parameters
    ----------
    made
        From the text of `old`.
    old
        A cohort that was loaded from a file.
    """
    content = made.text.encode()
    source = parse(content, FILE)
    cohort = Cohort.model_validate(source.data)
    cohort._source, cohort._path, cohort._content = source, Path(FILE), content
    cohort._scores = old.scores  # its rows are in the order of the cohort, and name nobody
    cohort._calendars = {
        one.new: CalendarFile(one.new, one.content)
        for one in made.beside
        if one.old in old.calendars and one.content is not None
    }
    return cohort
