"""What an import of people did, as it is shown before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console

from pairmatch.cohort.edit.render import rendered
from pairmatch.importing.people.findings import Finding
from pairmatch.importing.people.merge import Change, Fate
from pairmatch.importing.people.result import Outcome, PeopleImport
from pairmatch.report.names import Names
from pairmatch.report.terminal.page import Sheet, cut
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, first_few

if TYPE_CHECKING:
    from pairmatch.cli.importing.people_files import Files

_MOST_PLACES = 4
_MOST_NAMED = 12
_VALUE = 60
"""Cells that a value has at most where the old and the new one are told."""


def show_import(console: Console, files: Files, result: PeopleImport) -> None:
    """Print who is new, updated and unchanged, what the file keeps, and what cannot be used."""
    page = Sheet(console, Names(None))
    one, many = f"{files.side.one}", f"{files.side.value}"
    added, updated = result.having(Outcome.ADDED), result.having(Outcome.UPDATED)
    unchanged = result.having(Outcome.UNCHANGED)
    if added or not (updated or unchanged):
        _heading(page, counted(len(added), f"new {one}", f"new {many}"))
    for person in added:
        page.text(f"{person.id}: {visible(person.title)}", indent=2)
    if updated:
        _heading(page, f"{counted(len(updated), one, many)} updated")
    for person in updated:
        page.text(f"{person.id}: {visible(person.title)}", indent=2)
        _show_changes(page, person.having(Fate.TAKEN), "before", "now")
    if unchanged:
        _heading(page, f"{counted(len(unchanged), one, many)} unchanged")
    _show_kept(page, result, files.cohort.name)
    _show_others(page, result, files.cohort.name)
    _show_findings(page, result.findings)


def _show_kept(page: Sheet, result: PeopleImport, file: str) -> None:
    heads = {
        Fate.KEPT: f"Changed by hand in {file}, and left so",
        Fate.CONFLICT: f"Not the same in {file}, and left as it is there; --overwrite takes the sheet's",
    }
    for fate, head in heads.items():
        people = [person for person in result.people if person.having(fate)]
        if people:
            _heading(page, head, "yellow" if fate is Fate.CONFLICT else "bold")
        for person in people:
            page.text(f"{person.id}: {visible(person.title)}", indent=2)
            _show_changes(page, person.having(fate), "file", "sheet", with_place=True)


def _show_changes(
    page: Sheet, changes: Iterable[Change], before: str, after: str, *, with_place: bool = False
) -> None:
    for change in changes:
        place = f", {change.cell.place}" if with_place else ""
        old, new = (_written(page, value) for value in (change.before, change.after))
        page.text(f"{change.field}{place}: {before} {old}, {after} {new}", indent=4)


def _written(page: Sheet, value: Any) -> str:
    if value is None:
        return "nothing"
    return cut(visible(rendered(value)), _VALUE, page.glyphs.cut)


def _show_others(page: Sheet, result: PeopleImport, file: str) -> None:
    """What happened to rows that are not used, and to people whom the sheet does not have."""
    if result.repeated:
        _heading(page, "Rows with a later one of the same person, which counts")
        for one in result.repeated:
            rows = f"row {one.earlier.row.number}, and row {one.used.row.number} counts"
            page.text(f"{visible(one.earlier.title)}: {rows}", indent=2)
    removed = result.having(Outcome.REMOVED)
    if removed:
        _heading(page, f"Taken out of {file} since the last import, and left out; --overwrite puts them back")
        page.text(_few(visible(person.title) for person in removed), indent=2)
    if result.absent:
        _heading(page, f"In {file} but not in the sheet, and left as they are")
        page.text(_few(visible(entry.title) for entry in result.absent), indent=2)


def _show_findings(page: Sheet, findings: Sequence[Finding]) -> None:
    for is_left_out, head, style in (
        (False, "To look at", "bold"),
        (True, "Could not be used, and is left out", "bold red"),
    ):
        some = [finding for finding in findings if finding.is_left_out is is_left_out]
        if some:
            _heading(page, f"{head} ({len(some)})", style)
        for same in _together(some):
            places = first_few([visible(finding.place) for finding in same], _MOST_PLACES)
            page.text(f"{places}: {visible(same[0].message)}", indent=2)
            if same[0].help:
                page.text(visible(same[0].help), "dim", indent=4)


def _together(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Those that say the same of several cells."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.message, finding.help), []).append(finding)
    yield from found.values()


def _heading(page: Sheet, text: str, style: str = "bold") -> None:
    page.heading(visible(text), style)


def _few(names: Iterable[str]) -> str:
    return first_few(list(names), _MOST_NAMED)
