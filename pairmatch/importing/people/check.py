"""The file as it would be: which errors it would have that it has not now, and whose row makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Diagnostic
from pairmatch.importing.people.result import Outcome, PeopleImport
from pairmatch.importing.side import Side

_NOBODY_YET = "PM322"
"""The fault of a side without anybody, which the import of the other side cannot mend."""


def new_errors(before: str, after: str, name: str, path: Path | None) -> tuple[list[Diagnostic], int]:
    """The errors of a text that it did not have before, and how many warnings it has."""
    found = check_bytes(after.encode(), name, path).diagnostics
    now = [fault for fault in found if fault.is_error]
    if not now:
        return [], len(found)
    old = Counter(
        (fault.code, fault.message)
        for fault in check_bytes(before.encode(), name, path).diagnostics
        if fault.is_error
    )
    new = []
    for fault in now:
        key = (fault.code, fault.message)
        old[key] -= 1
        if old[key] < 0 and fault.code != _NOBODY_YET:
            new.append(fault)
    return new, len(found) - len(now)


def rows_of(faults: Sequence[Diagnostic], result: PeopleImport, name: str) -> Mapping[int, str]:
    """The rows of the sheet in whose people the faults stand, each with what is wrong."""
    source = parse(result.text.encode(), name)
    rows = {
        person.id: person.cell.row
        for person in result.people
        if person.outcome in (Outcome.ADDED, Outcome.UPDATED)
    }
    lines: dict[int, int] = {}
    for side in Side:
        for value, span in source.entries((side,)):
            row = rows.get(str(value.get("id"))) if isinstance(value, dict) else None
            if row is not None:
                lines |= dict.fromkeys(range(span.line, span.end_line + 1), row)
    found: dict[int, str] = {}
    for fault in faults:
        row = lines.get(fault.span.line) if fault.span else None
        if row is not None:
            found.setdefault(row, f"with this row the file would have an error: {fault.code} {fault.message}")
    return found
