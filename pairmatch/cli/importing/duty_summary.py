"""What an import of duty shows before it writes: who works what, what each code means, what goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from rich.text import Text

from pairmatch.calendar.ical import Duty
from pairmatch.cohort.values import Period
from pairmatch.importing.calendar_changes import Changes
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, short_date

_MOST_PLACES = 4
_MOST_LINES = 20


def show_people(page: Page, people: Mapping[str, tuple[Sequence[Duty], Sequence[Period]]]) -> None:
    """A line a person: shifts by code, the first and the last, and the leave."""
    rows = [_person(page, person, *what) for person, what in people.items()]
    page.console.print()
    show_table(page, ("Person", "Shifts", "First", "Last", "Leave"), rows)


def _person(page: Page, person: str, duties: Sequence[Duty], leave: Sequence[Period]) -> Row:
    counts = Counter(duty.code for duty in duties)
    shifts = ", ".join(f"{count} {code}" for code, count in counts.items()) or "none"
    first = short_date(_day(duties[0].start)) if duties else ""
    last = short_date(_day(duties[-1].start)) if duties else ""
    cells = (page.names.person(person), visible(shifts), first, last, periods(leave))
    return Row(tuple(Text(cell) for cell in cells))


def periods(leave: Sequence[Period]) -> str:
    """As `Mon 12 Oct to Fri 16 Oct, Mon 2 Nov am`."""
    return ", ".join(_period(one) for one in leave)


def _period(one: Period) -> str:
    if one.first == one.last:
        return f"{short_date(one.first)}{f' {one.half}' if one.half else ''}"
    return f"{short_date(one.first)} to {short_date(one.last)}"


def show_codes(page: Page, changes: Changes, sources: Mapping[str, str]) -> None:
    """A line a code: its times and who can be met on it."""
    if not changes.codes:
        return
    said = {code: sources.get(code, "the format") for code in changes.codes}
    said |= dict.fromkeys(changes.left_codes, "the cohort file, kept")
    rows = [
        Row(
            (
                Text(visible(code)),
                Text(str(shift.time)),
                _yes(shift.attend),
                _yes(shift.host),
                Text(visible(said[code])),
            )
        )
        for code, shift in changes.codes.items()
    ]
    page.console.print()
    show_table(page, ("Code", "Times", "Attend", "Host", "From"), rows)
    page.text(
        "Attend: can be released to a session. Host: can be shadowed. Change either under "
        "`calendar_shifts` in the cohort file.",
        "dim",
    )


def _yes(flag: bool) -> Text:
    return Text("yes" if flag else "no")


def show_replaced(page: Page, changes: Changes) -> None:
    """What says now when somebody is at work, and goes."""
    if not changes.replaced:
        return
    page.heading("What goes, as the new calendar takes its place")
    for one in changes.replaced:
        page.text(f"{page.names.person(one.person)}: {one.field} ({visible(one.value)})", indent=2)


def show_lines(page: Page, heading: str, lines: Iterable[str], *, most: int = _MOST_LINES) -> None:
    """A heading and a line each, of very many the first; nothing where there are none."""
    found = list(lines)
    if not found:
        return
    page.heading(heading)
    for line in found[:most]:
        page.text(visible(line), indent=2)
    if len(found) > most:
        page.text(f"and {len(found) - most:,} more", "dim", indent=2)


def places(found: Sequence[str]) -> str:
    """As `Rota!C7, Rota!C9 and 12 more`."""
    shown = ", ".join(found[:_MOST_PLACES])
    more = len(found) - _MOST_PLACES
    return f"{shown} and {more:,} more" if more > 0 else shown


def dates_told(first: date | None, last: date | None) -> str:
    """As `Mon 19 Oct 2026 to Sun 1 Nov 2026`."""
    if first is None or last is None:
        return "no dates"
    return f"{short_date(first)} {first.year} to {short_date(last)} {last.year}"


def cells(count: int) -> str:
    """As `3 cells`."""
    return counted(count, "cell")


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
