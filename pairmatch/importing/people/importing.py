"""`import_people`: a sheet of people and a cohort file → the file with them in it, and what was done.

Nothing is written or printed here. Rows and cells that cannot be used are left out and listed; the rest is
put into the text, which must then pass every check that it passes now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pairmatch.cohort.source import Source, parse
from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import PairmatchError
from pairmatch.importing.people.check import new_errors, rows_of
from pairmatch.importing.people.cleaning import cut
from pairmatch.importing.people.edits import added_to, edits_of, settled
from pairmatch.importing.people.findings import Finding, left_out, remark
from pairmatch.importing.people.headings import Columns, Table
from pairmatch.importing.people.known import Entry, Known
from pairmatch.importing.people.match import Matched, Matcher, keys_of, not_in_sheet
from pairmatch.importing.people.memory import Memory, Remembered, digest
from pairmatch.importing.people.merge import Fate, comparable, in_order, merged
from pairmatch.importing.people.new_ids import new_id
from pairmatch.importing.people.result import Imported, Outcome, PeopleImport
from pairmatch.importing.people.values import Values
from pairmatch.importing.people.who import everybody
from pairmatch.importing.side import Side
from pairmatch.importing.tables import Cell

_NEW = -1
_IF_A_PERSON = "if it is a person, fill in one more cell of the row"


class ImportRefused(PairmatchError):
    """What the import would write has errors that the file does not have now; `faults` has them all."""

    def __init__(self, message: str, faults: Sequence[Diagnostic] = (), source: Source | None = None) -> None:
        self.faults = tuple(faults)
        self.source = source
        """The text that would have been written."""
        super().__init__(message)


def import_people(
    text: str,
    table: Table,
    side: Side,
    columns: Columns,
    *,
    memory: Memory | None = None,
    overwrite: bool = False,
    name: str = "cohort.yaml",
    path: Path | None = None,
) -> PeopleImport:
    """Put the people of a sheet into a cohort file.

    Parameters
    ----------
    text
        The text of the cohort file.
    table
        The sheet.
    side
        Whether they are doctors or managers.
    columns
        Which column is which field.
    memory
        What the last import remembered; absent: there was none.
    overwrite
        Whether the sheet has the last word where somebody changed the file by hand.
    name, path
        What messages call the cohort file, and where it lies: the files it names lie beside it.

    Raises
    ------
    CohortError
        When the text is not YAML.
    ImportRefused
        When what would be written has errors that are not those of single people.
    """
    job = _Import(parse(text.encode(), name), text, table, side, columns, memory or {}, overwrite)
    blamed: dict[int, str] = {}
    while True:
        result = job.run(blamed)
        faults, warnings = new_errors(text, result.text, name, path)
        if not faults:
            return replace(result, warnings=warnings)
        more = {row: why for row, why in rows_of(faults, result, name).items() if row not in blamed}
        if not more:
            message = f"{name} would have errors that it does not have now"
            raise ImportRefused(message, faults, parse(result.text.encode(), name))
        blamed |= more


class _Import:
    """One sheet on its way into one file."""

    def __init__(
        self,
        source: Source,
        text: str,
        table: Table,
        side: Side,
        columns: Columns,
        memory: Memory,
        overwrite: bool,
    ) -> None:
        self._source = source
        self._text = text
        self._table = table
        self._side = side
        self._columns = columns
        self._memory = memory
        self._overwrite = overwrite

    def run(self, blamed: Mapping[int, str]) -> PeopleImport:
        """Do it without the rows that are known to break the file, each with the reason."""
        known = Known(self._source)
        values = Values(known, self._side, self._table, self._columns)
        matcher = Matcher(known, self._side, self._memory)
        everyone, repeated, findings = everybody(self._table, self._columns, known.dates)
        taken = known.ids
        people, matches = [], []
        for who in everyone:
            match = matcher.find(who)
            if who.row.number in blamed:
                match = Matched(who, match.entry, finding=left_out(who.cell, blamed[who.row.number]))
            person, found = self._person(match, values, taken)
            findings += found
            people.append(person)
            matches.append(match)
        text, settled_people, refused = self._written(people)
        return PeopleImport(
            text,
            tuple(settled_people),
            tuple(sorted([*findings, *refused], key=lambda finding: finding.row)),
            tuple(repeated),
            tuple(not_in_sheet(known, self._side, matches)),
            self._remembered(settled_people),
        )

    def _person(self, match: Matched, values: Values, taken: set[str]) -> tuple[Imported, list[Finding]]:
        who, entry = match.who, match.entry
        if entry is None and not (who.email or who.id) and self._table.stands_alone(who.row):
            message = f"`{cut(who.title)}` stands alone in its row, and is taken for a note"
            match = Matched(who, finding=left_out(who.cell, message, _IF_A_PERSON))
        found = [match.finding] if match.finding else []
        if match.is_left_out:
            return Imported(
                Outcome.LEFT_OUT, entry.id if entry else "", who.title, who.cell, entry=entry
            ), found
        if match.removed and not self._overwrite:
            return Imported(Outcome.REMOVED, match.removed, who.title, who.cell), found
        told, cells, doubts = values.of(who.row)
        found += doubts
        said = {field: text for field, text in (("name", who.name), ("email", who.email)) if text}
        cells |= dict.fromkeys(said, who.cell)
        told = {**said, **told}
        if entry is None:
            found += [] if who.name else [remark(who.cell, f"{who.title} is taken without a name")]
            person = who.id or new_id(who.parts, who.email, self._side.one, taken)
            taken.add(person)
            imported = Imported(
                Outcome.ADDED,
                person,
                who.title,
                who.cell,
                values=told,
                keys=keys_of(who),
                remembered=match.removed,
            )
            return imported, found
        found += _without_second_base(entry, told, cells)
        last = self._memory.get(match.remembered or entry.id, Remembered()).fields
        changes = tuple(merged(entry.data, told, cells, last, overwrite=self._overwrite))
        is_changed = any(change.fate is Fate.TAKEN for change in changes)
        outcome = Outcome.UPDATED if is_changed else Outcome.UNCHANGED
        imported = Imported(
            outcome, entry.id, who.title, who.cell, changes, told, entry, keys_of(who), match.remembered
        )
        return imported, found

    def _written(self, people: Sequence[Imported]) -> tuple[str, list[Imported], list[Finding]]:
        """The text with everybody, those of the file first, and who cannot be written by a machine."""
        updates = {
            at: edits_of(person.entry, person.having(Fate.TAKEN), self._source)
            for at, person in enumerate(people)
            if person.outcome is Outcome.UPDATED and person.entry
        }
        new = [
            {"id": person.id, **in_order(person.values or {})}
            for person in people
            if person.outcome is Outcome.ADDED
        ]
        groups = {**updates, **({_NEW: added_to(self._source, self._side, new)} if new else {})}
        text, refused = settled(self._text, groups) if groups else (self._text, {})
        if _NEW in refused:
            raise ImportRefused(f"new people cannot be put in: {refused[_NEW]}")
        out = [
            replace(person, outcome=Outcome.LEFT_OUT, changes=()) if at in refused else person
            for at, person in enumerate(people)
        ]
        return text, out, [left_out(people[at].cell, why) for at, why in refused.items()]

    def _remembered(self, people: Sequence[Imported]) -> Memory:
        """What is known now, besides what was."""
        memory = dict(self._memory)
        for person in people:
            if person.outcome not in (Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED):
                continue
            before = memory.pop(person.remembered or person.id, Remembered())
            told = {field: digest(comparable(field, value)) for field, value in (person.values or {}).items()}
            memory[person.id] = Remembered(before.keys | person.keys, {**before.fields, **told})
        return memory


def _without_second_base(entry: Entry, told: dict[str, Any], cells: Mapping[str, Cell]) -> list[Finding]:
    """Take the half-days out of what is told of somebody who has a rota or a calendar."""
    other = next((field for field in ("rota", "calendar") if entry.data.get(field) is not None), None)
    if other is None or "works" not in told:
        return []
    del told["works"]
    message = f"{entry.title} has a `{other}` in the file, which says when they are at work"
    return [left_out(cells["works"], message, f"take `{other}` out of the file if `works` shall count")]
