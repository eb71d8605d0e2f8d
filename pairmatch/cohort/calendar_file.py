"""`calendar:` — an iCalendar file beside the cohort file, as its bytes: read once, when the cohort is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class CalendarFile:
    """A calendar file as it was when the cohort was read."""

    path: str
    """As messages call it."""
    content: bytes = b""
    problem: str | None = None
    """Why there is no content, where there is none."""


def read_calendar(folder: Path, name: str) -> CalendarFile:
    """The bytes of a calendar file, or why they cannot be had.

    Parameters
    ----------
    folder
        The folder of the cohort file.
    name
        The path as written in the cohort file, found not to lead out of that folder.
    """
    path = folder / name.replace("\\", "/")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return CalendarFile(str(path), problem=f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(content) > MAX_BYTES:
        return CalendarFile(str(path), problem=f"is larger than {MAX_BYTES / 1e6:.0f} MB")
    return CalendarFile(str(path), content)
