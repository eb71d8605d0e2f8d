"""What an import of people gives back: the text of the file, what became of each row, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pairmatch.importing.people.findings import Finding
from pairmatch.importing.people.known import Entry
from pairmatch.importing.people.memory import Memory
from pairmatch.importing.people.merge import Change, Fate
from pairmatch.importing.people.who import Repeated
from pairmatch.importing.tables import Cell


class Outcome(StrEnum):
    """What became of the person of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    """Somebody took them out of the file since they were imported; they stay out."""
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Imported:
    """A person of the sheet."""

    outcome: Outcome
    id: str
    """Empty where they have none."""
    title: str
    cell: Cell
    changes: tuple[Change, ...] = ()
    """Every field that the sheet has, and what became of it; of a new person none."""
    values: Mapping[str, Any] | None = None
    """What the sheet says, by field."""
    entry: Entry | None = None
    """The person in the file as it was; None: new."""
    keys: frozenset[str] = frozenset()
    """By which the person is known again."""
    remembered: str = ""
    """The id under which they were imported last; empty where they were not."""

    def having(self, fate: Fate) -> tuple[Change, ...]:
        """The fields of a fate."""
        return tuple(change for change in self.changes if change.fate is fate)


@dataclass(frozen=True)
class PeopleImport:
    """What an import makes of a cohort file."""

    text: str
    """The whole text of the file, with everything that can be used."""
    people: tuple[Imported, ...]
    """Those of the sheet, in its order."""
    findings: tuple[Finding, ...]
    """What cannot be used, and what should be looked at, in the order of the sheet."""
    repeated: tuple[Repeated, ...]
    """Rows for which a later one of the same person stands."""
    absent: tuple[Entry, ...]
    """Those of the file whom the sheet does not have; they stay."""
    memory: Memory
    """What is to be remembered for the next import."""
    warnings: int = 0
    """How many `check` has for the text."""

    def having(self, outcome: Outcome) -> tuple[Imported, ...]:
        """The people of an outcome."""
        return tuple(person for person in self.people if person.outcome is outcome)

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the sheet was left out."""
        has_conflict = any(person.having(Fate.CONFLICT) for person in self.people)
        return not has_conflict and not any(finding.is_left_out for finding in self.findings)
