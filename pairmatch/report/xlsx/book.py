"""The whole workbook: which sheets it has, in which order, and its bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime, time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pairmatch.conflicts.report import ConflictReport
from pairmatch.errors import WrongUsage
from pairmatch.report.tables.causes import cause_table, repair_table
from pairmatch.report.tables.missed import missed_table
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.people import people_tables
from pairmatch.report.tables.runs import run_table, sign_in_lists
from pairmatch.report.tables.sessions import meeting_table, session_table, shadowing_table
from pairmatch.report.tables.table import Table
from pairmatch.report.tables.week_grid import week_grid
from pairmatch.report.xlsx.styles import BASE, Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from pairmatch.report.appointments import Appointments

_OF_A_ROTA = ("Weeks", "Each person", "Workshops", "Sign-in", "Shadowing", "Meetings")


@dataclass
class Workbook:
    """A workbook as it is to be written."""

    content: bytes
    sheets: tuple[str, ...]
    left_out: tuple[str, ...] = field(default=())
    """Sheets that it would have with a rota."""


def workbook(outcome: Outcome, *, people: bool = False, report: ConflictReport | None = None) -> Workbook:
    """Make the workbook.

    Parameters
    ----------
    outcome
        The cohort, its pairing and its rota.
    people
        Whether the fields of all people are in it, addresses among them.
    report
        What was found on why something is missed, where it was looked for.

    Raises
    ------
    WrongUsage
        Where XlsxWriter is not installed.
    """
    if find_spec("xlsxwriter") is None:
        raise WrongUsage("workbooks are written by XlsxWriter: pip install 'pairmatch[office]'")
    made = _Making(outcome)
    made.pairing()
    if outcome.appointments is not None:
        made.rota(outcome.appointments)
    made.conflicts(report)
    if people:
        made.people()
    return made.finished()


class _Making:
    """A workbook that is being made."""

    def __init__(self, outcome: Outcome) -> None:
        from xlsxwriter import Workbook as Book

        self._outcome = outcome
        self._file = io.BytesIO()
        self._book = Book(self._file, _options())
        self._look = Styles(self._book)
        self._names: list[str] = []
        first, _ = outcome.dates
        self._book.set_properties(
            {
                "title": outcome.programme,
                "subject": "Pairs and rota" if outcome.rota else "Pairs",
                "author": "pairmatch",
                "comments": outcome.stamp,
                "created": datetime.combine(first, time()),
            }
        )

    def pairing(self) -> None:
        from pairmatch.report.xlsx.pairing_sheet import write_pairing

        write_pairing(self._sheet("Pairing"), self._look, self._outcome)

    def rota(self, appointments: Appointments) -> None:
        from pairmatch.report.xlsx.sign_in_sheet import write_sign_in
        from pairmatch.report.xlsx.table_sheet import band_rows
        from pairmatch.report.xlsx.weeks_sheet import write_weeks

        write_weeks(self._sheet("Weeks"), self._look, self._outcome, week_grid(appointments))
        everybody = session_table(appointments)
        sheet = self._table("Each person", everybody, pages_by="Person")
        band_rows(sheet, self._look, everybody, "Kind")
        runs = run_table(appointments)
        if runs.rows:
            _show_how_full(self._table("Workshops", runs), runs)
            write_sign_in(self._sheet("Sign-in"), self._look, self._outcome, sign_in_lists(appointments))
        self._if_any("Shadowing", shadowing_table(appointments))
        self._if_any("Meetings", meeting_table(appointments))

    def conflicts(self, report: ConflictReport | None) -> None:
        missed = missed_table(self._outcome)
        sheet = self._table("Conflicts", missed)
        if not missed.rows:
            _say_that_nothing_is(sheet, self._look, self._outcome)
        if report is not None:
            self._table("Causes", cause_table(self._outcome.names, report))
            self._table("Repairs", repair_table(report))

    def people(self) -> None:
        from pairmatch.report.xlsx.people_sheet import write_people

        for table in people_tables(self._outcome.cohort):
            write_people(self._sheet(table.title), self._look, self._outcome, table)

    def finished(self) -> Workbook:
        self._book.close()
        left_out = () if self._outcome.rota else _OF_A_ROTA
        return Workbook(self._file.getvalue(), tuple(self._names), left_out)

    def _sheet(self, name: str) -> Worksheet:
        self._names.append(name)
        return self._book.add_worksheet(name)

    def _table(self, name: str, table: Table, *, pages_by: str | None = None) -> Worksheet:
        from pairmatch.report.xlsx.table_sheet import write_table

        sheet = self._sheet(name)
        write_table(sheet, self._look, self._outcome, table, pages_by=pages_by)
        return sheet

    def _if_any(self, name: str, table: Table) -> None:
        if table.rows:
            self._table(name, table)


def _show_how_full(sheet: Worksheet, runs: Table) -> None:
    """A bar behind the number of people, against the most places of any run."""
    from pairmatch.report.xlsx.table_sheet import HEADINGS

    people, places = runs.at("People"), runs.at("Places")
    numbers = (row[column] for row in runs.rows for column in (people, places))
    most = max(number for number in numbers if isinstance(number, int))
    bar: dict[str, Any] = {
        "type": "data_bar",
        "bar_solid": True,
        "bar_color": "#A9CCF0",
        "min_type": "num",
        "min_value": 0,
    }
    bar |= {"max_type": "num", "max_value": most}
    sheet.conditional_format(HEADINGS + 1, people, HEADINGS + len(runs.rows), people, bar)


def _say_that_nothing_is(sheet: Worksheet, look: Styles, outcome: Outcome) -> None:
    from pairmatch.report.xlsx.cells import write_text
    from pairmatch.report.xlsx.table_sheet import HEADINGS

    nothing = ["Nothing is missed."] if outcome.rota else []
    nothing += ["Nobody is without a partner."] if outcome.pairing else []
    write_text(sheet, HEADINGS + 2, 0, " ".join(nothing), look.section)


def _options() -> dict[str, Any]:
    """How XlsxWriter is to work; made anew for each workbook, as it changes what it is given."""
    return {
        "in_memory": True,  # whose parts are all of 1 January 1980: the same input gives the same bytes
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(BASE),
    }
