"""What was read from a rota sheet, as it is shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from pairmatch.cli.importing.duty_summary import (
    cells,
    dates_told,
    show_codes,
    show_lines,
    show_people,
    show_replaced,
)
from pairmatch.importing.calendar_changes import as_periods
from pairmatch.report.visible import visible

if TYPE_CHECKING:
    from pairmatch.importing.rota.read import Request, RotaImport, SheetTold
    from pairmatch.report.terminal.page import Page


def show_rota(page: Page, request: Request, found: RotaImport) -> None:
    """Print the layout, the people, the codes, and all that was read otherwise than it is written, or not."""
    said = found.meant
    for sheet in found.sheets:
        _show_sheet(page, request, sheet)
    _show_dates(page, request, found)
    if said.people:
        people = {person: (one.duties, as_periods(one.leave)) for person, one in said.people.items()}
        show_people(page, people)
    sources = {code: one.source for code, one in said.codes.items()}
    show_codes(page, found.changes, sources)
    _show_words(page, found)
    show_lines(
        page,
        "Names that were not written out, and whom they are taken for",
        (
            f"{name}: {request.cohort.person(person).title}, {cells(count)}"
            for name, (person, count) in said.read_as.items()
        ),
        most=200,
    )
    show_lines(
        page,
        "Names that are left out",
        (f"{name}, {cells(count)}" for name, count in said.not_taking_part.items()),
    )
    show_replaced(page, found.changes)
    show_lines(
        page,
        "Cells that could not be used",
        (f"{one.place} `{one.text}`: {one.why}" for one in found.unusable),
        most=200,
    )


def _show_sheet(page: Page, request: Request, sheet: SheetTold) -> None:
    page.text(
        f"{visible(request.book.path.name)}, sheet {visible(sheet.name)}: layout {sheet.layout.value} "
        f"({visible(sheet.why)})",
        "bold",
    )
    for note in sheet.notes:
        page.text(visible(note), "dim", indent=2)


def _show_dates(page: Page, request: Request, found: RotaImport) -> None:
    programme = request.cohort.programme
    ends = programme.start + timedelta(weeks=programme.weeks, days=-1)
    page.text(f"dates: {dates_told(found.first, found.last)}")
    if found.first and found.last and (found.first > programme.start or found.last < ends):
        page.text(
            f"The programme is {dates_told(programme.start, ends)}: where the sheet has no dates, these "
            "people count as never on duty.",
            "yellow",
        )


def _show_words(page: Page, found: RotaImport) -> None:
    """Codes that mean leave or nothing, those that are written otherwise, and how shifts were parted."""
    said = found.meant
    lines = list(_other_codes(found))
    if said.halved:
        at = found.am_ends
        where = (
            f"at {at // 60:02d}:{at % 60:02d}, where the programme's `am` ends (or in its middle, if that is "
            "not within it)"
            if at is not None
            else "in its middle"
        )
        lines.append(f"a shift of an (AM) and a (PM) person is parted {where}")
    show_lines(page, "Other codes", lines)


def _other_codes(found: RotaImport) -> Iterator[str]:
    said = found.meant
    if said.leave_codes:
        yield f"leave: {', '.join(said.leave_codes)}"
    if said.off_codes:
        yield f"off duty: {' '.join(said.off_codes)}"
    for code, one in said.codes.items():
        odd = [written for written in one.written if written != code]
        if odd:
            yield f"{code} is written {', '.join(f'`{word}`' for word in odd)} in the sheet"
