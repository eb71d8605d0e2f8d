"""`pairmatch export csv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.exporting.shared import ForceExport
from pairmatch.cli.finished import PairsFile, RotaFile
from pairmatch.cli.options import CohortFile, NoColor, Quiet
from pairmatch.errors import UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.report.tables.outcome import Outcome
    from pairmatch.report.tables.table import Table


class TableName(StrEnum):
    """A table that can be written."""

    PAIRS = "pairs"
    SESSIONS = "sessions"
    WORKSHOPS = "workshops"
    MISSED = "missed"
    DOCTORS = "doctors"
    MANAGERS = "managers"
    FACILITATORS = "facilitators"


PEOPLE = (TableName.DOCTORS, TableName.MANAGERS, TableName.FACILITATORS)
OF_A_ROTA = (TableName.SESSIONS, TableName.WORKSHOPS)
STDOUT = "-"

OutFolder = Annotated[
    str | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FOLDER",
        help="Where to write; `-` prints one table on stdout. Default: COHORT.tables beside the cohort file.",
    ),
]
Tables = Annotated[
    list[TableName] | None,
    typer.Option("--table", "-t", help="Only this table; may be repeated. Default: all but the people."),
]
People = Annotated[
    bool,
    typer.Option(
        "--people", help="Doctors, managers and facilitators as well: every field, addresses among them."
    ),
]


def csv(
    cohort: CohortFile = None,
    out: OutFolder = None,
    table: Tables = None,
    people: People = False,
    pairs: PairsFile = None,
    rota: RotaFile = None,
    force: ForceExport = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write tables as CSV files that Excel opens: pairs, sessions, workshops, what is missed.

    A text that a spreadsheet could take for a formula has an apostrophe before it.

    Exit code 0: written. 1: a file has errors. 2: wrong usage, or a file that cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.exporting.shared import outcome_of
    from pairmatch.cli.finished import read_finished
    from pairmatch.cli.screen import screen_for
    from pairmatch.report.csv_tables import csv_bytes, csv_text
    from pairmatch.report.written import written

    screen = screen_for(no_color=no_color, quiet=quiet)
    asked = tuple(dict.fromkeys(table or ()))
    if out == STDOUT and len(asked) != 1:
        raise WrongUsage("--out - prints one table: name it, as --table pairs")
    path = cohort_path(cohort)
    folder = None if out == STDOUT else _folder(path, out)
    outcome = outcome_of(read_finished(path, screen, pairs, rota))
    made = _chosen(outcome, asked, people)
    if folder is None:
        screen.write("".join(map(csv_text, made)))
        return
    written({folder / f"{one.name}.csv": csv_bytes(one) for one in made}, force=force)
    screen.note(f"written: {', '.join(f'{one.name}.csv' for one in made)} in {folder}")
    if outcome.rota is None:
        names = " and ".join(f"{name}.csv" for name in OF_A_ROTA)
        screen.note(f"left out, as no rota is saved: {names}; `pairmatch rota {path}` makes one")


def _folder(cohort: Path, out: str | None) -> Path:
    from pairmatch.cli.exporting.shared import stem_of

    folder = cohort.with_name(f"{stem_of(cohort)}.tables") if out is None else Path(out)
    if folder.exists() and not folder.is_dir():
        raise UnreadableFile(f"{folder} is a file: --out names a folder, or `-` for stdout")
    return folder


def _chosen(outcome: Outcome, asked: Sequence[TableName], people: bool) -> tuple[Table, ...]:
    """The tables that were asked for, in the order of their names above."""
    wanted = {*asked, *(PEOPLE if people else ())} if asked else {*TableName} - {*(() if people else PEOPLE)}
    if outcome.rota is None:
        needs_one = [name for name in asked if name in OF_A_ROTA]
        if needs_one:
            raise WrongUsage(f"--table {needs_one[0]} needs a rota, and none is saved: make one first")
    made = tuple(one for one in _tables(outcome) if one.name in wanted)
    missing = [name for name in asked if name not in {one.name for one in made}]
    if missing:
        raise WrongUsage(f"--table {missing[0]}: the cohort has no {missing[0]}")
    return made


def _tables(outcome: Outcome) -> Iterator[Table]:
    from pairmatch.report.tables.missed import missed_table
    from pairmatch.report.tables.pairs import pair_table
    from pairmatch.report.tables.people import people_tables
    from pairmatch.report.tables.runs import run_table
    from pairmatch.report.tables.sessions import session_table

    yield pair_table(outcome)
    if outcome.appointments is not None:
        yield session_table(outcome.appointments)
        yield run_table(outcome.appointments)
    yield missed_table(outcome)
    yield from people_tables(outcome.cohort)
