"""Short cohort files for tests: what a test leaves out is filled in."""

from __future__ import annotations

import re
from pathlib import Path

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.read import Reading
from pairmatch.cohort.schema import Cohort

REST = {
    "version": "version: 1\n",
    "programme": "programme: {start: 2026-09-07}\n",
    "doctors": "doctors: [{id: okafor}]\n",
    "managers": "managers: [{id: ward}]\n",
    "matching": "matching: {criteria: {interests: 1}}\n",
}


def whole(fragment: str) -> bytes:
    """A whole cohort file: the fragment, and below it the required sections that it lacks."""
    given = {match[1] for match in re.finditer(r"^(\w+):", fragment, re.MULTILINE)}
    rest = "".join(text for section, text in REST.items() if section not in given)
    return f"{fragment.rstrip()}\n{rest}".encode()


def reading(fragment: str, path: Path | None = None) -> Reading:
    """What reading and checking the fragment gives, as if it stood in the file `path`."""
    return check_bytes(whole(fragment), "cohort.yaml", path)


def found(fragment: str, path: Path | None = None) -> list[str]:
    """The codes of everything found, in file order."""
    return [diagnostic.code for diagnostic in reading(fragment, path).diagnostics]


def cohort(fragment: str) -> Cohort:
    """The cohort of a fragment without errors."""
    result = reading(fragment)
    assert result.cohort is not None, result.diagnostics
    return result.cohort
