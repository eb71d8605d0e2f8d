"""Sheets and cohort files that fit on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pairmatch.cohort.source import parse
from pairmatch.importing.people import PeopleImport, import_people
from pairmatch.importing.people.headings import Columns, Table, guess, table_of
from pairmatch.importing.people.memory import Memory
from pairmatch.importing.side import Side
from pairmatch.importing.tables import Cell, Row, Sheet, Value

COHORT = """\
version: 1
programme: {start: 2026-09-07, weeks: 4}
sites:
  st-thomas: {name: St Thomas' Hospital}
  guys: {name: Guy's Hospital}
doctors:
  # the first of them
  - id: okafor
    name: Dr Amara Okafor
    email: amara.okafor@example.nhs.uk   # her own
    grade: ST4
    site: guys
    interests: [sepsis, flow]            # quality improvement
    works: {mon: am pm, tue: am pm}

  - id: lee
    name: Dr Sam Lee
    rota: {pattern: icu, row: 1}
    # back in January

managers:
  - {id: ward, name: Helen Ward, email: helen.ward@example.nhs.uk, offers: [finance]}
  - {id: kay, name: Ruth Kay}
rotas:
  icu:
    anchor: 2026-08-03
    shifts: {D: {time: "08:00-17:30"}}
    cycle: |
      D D D D D . .
projects:
  - {id: sepsis-bundle, title: Sepsis six within the hour}
facilitators:
  - {id: price, name: Owen Price, email: owen.price@example.nhs.uk}
"""


Values = Sequence[Value]


def sheet(*rows: Values, name: str = "Sign-ups") -> Sheet:
    """A sheet of cells."""
    width = max(map(len, rows))
    return Sheet(
        name,
        tuple(
            Row(
                number,
                tuple(
                    Cell(name, number, at, value)
                    for at, value in enumerate([*row, *[None] * (width - len(row))], start=1)
                ),
            )
            for number, row in enumerate(rows, start=1)
        ),
    )


def table(*rows: Values, side: Side = Side.DOCTORS) -> Table:
    """A sheet whose headings are found."""
    return table_of(sheet(*rows), side)


def imported(
    *rows: Values,
    text: str = COHORT,
    side: Side = Side.DOCTORS,
    columns: Columns | None = None,
    memory: Memory | None = None,
    overwrite: bool = False,
) -> PeopleImport:
    """What an import of rows gives, the first of them being the headings."""
    found = table(*rows, side=side)
    return import_people(text, found, side, columns or guess(found, side), memory=memory, overwrite=overwrite)


def people(result: PeopleImport, side: str = "doctors") -> dict[str, Any]:
    """The people of the text that an import gives, by id."""
    return {one["id"]: one for one in parse(result.text.encode(), "").data[side]}


def left_out(result: PeopleImport) -> list[tuple[str, str]]:
    """Place and sentence of all that could not be used."""
    return [(one.place, one.message) for one in result.findings if one.is_left_out]


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that differ, as in a diff."""
    from pairmatch.cohort.edit import unified

    lines = unified(before, after, "x").split("\n")
    return [line for line in lines if line[:1] in "+-" and len(line) > 1 and line[:3] not in ("+++", "---")]
