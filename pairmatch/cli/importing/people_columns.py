"""The columns of a sheet of people: shown, and asked about where it is not clear which one is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from pairmatch.cli.importing.asking import can_ask, confirm
from pairmatch.errors import WrongUsage
from pairmatch.importing.people.headings import Column, Columns, Table, guess
from pairmatch.importing.people.mapping import MappingFile, columns_of
from pairmatch.importing.side import Side
from pairmatch.report.names import Names
from pairmatch.report.terminal.page import Sheet, cut
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.importing.people.findings import Finding

_EXAMPLE, _HEADING = 26, 34
_OTHERWISE = "--yes takes the columns as shown, --mapping FILE names them, --diff shows what would change"


def agreed_columns(
    screen: Screen, table: Table, side: Side, mapping: MappingFile | None, *, yes: bool
) -> Columns:
    """Which column is which field: by the mapping, else as guessed and agreed to.

    Raises
    ------
    CohortError
        Where the mapping names headings that are not there.
    WrongUsage
        Where nobody can be asked, or no column tells whose a row is.
    """
    if mapping is not None:
        columns = columns_of(mapping, table)
        _refuse_nameless(columns, table)
        return columns
    columns = guess(table, side)
    if columns.rivals:
        columns = _chosen(columns, table, ask=not yes and can_ask())
    if not screen.quiet or not yes:
        _show(screen, table, columns)
    _refuse_nameless(columns, table)
    confirm("Are these columns right?", yes=yes, otherwise=_OTHERWISE)
    return columns


def with_meanings(screen: Screen, columns: Columns, findings: Iterable[Finding]) -> Columns:
    """The same columns, with what answers stand for that are nearly known, each asked once."""
    values = {field: dict(said) for field, said in columns.values.items()}
    asked = set()
    for finding in findings:
        found = finding.suggestion
        if found is None or (found.field, found.answer) in asked:
            continue
        asked.add((found.field, found.answer))
        said = f"{finding.place}: {found.field} `{found.answer}`"
        question = f"{visible(said)}: is {visible(found.title)} meant?"
        if typer.confirm(question, default=False, err=True):
            values.setdefault(found.field, {})[found.answer] = found.meant
    return replace(columns, values=values)


def _show(screen: Screen, table: Table, columns: Columns) -> None:
    """Print a row a column: its heading, the field, an example; those that are not used last."""
    page = Sheet(screen.err, Names(None))
    page.text(f"The columns of {visible(table.sheet)}, by the headings in row {table.head}", "bold")
    rows = [
        Row((_heading(page, column), Text(name, "green"), _example(page, column)))
        for name, some in columns.of.items()
        for column in some
    ]
    unused = [
        Row((_heading(page, column), Text("not used", "yellow"), Text(why, "dim")))
        for column, why in columns.unused
    ]
    show_table(page, ("Column", "Field", "For example"), [*rows, *unused])


def _heading(page: Sheet, column: Column) -> Text:
    return Text(cut(f"{column.letter} {visible(column.heading)}", _HEADING, page.glyphs.cut))


def _example(page: Sheet, column: Column) -> Text:
    return Text(cut(visible(column.example), _EXAMPLE, page.glyphs.cut), "dim")


def _chosen(columns: Columns, table: Table, *, ask: bool) -> Columns:
    """The columns with one for each field that several could be."""
    if not ask:
        told = "; ".join(f"{name}: {_named(some)}" for name, some in columns.rivals.items())
        raise WrongUsage(
            f"several columns of `{table.sheet}` could be one field: {told}.\n"
            "Say which is meant with --mapping FILE (`pairmatch import people --help` shows one)"
        )
    of, unused = dict(columns.of), list(columns.unused)
    for name, some in columns.rivals.items():
        choices = "\n".join(f"  {at}  {one.letter} {visible(one.heading)}" for at, one in enumerate(some, 1))
        typer.echo(f"Which column is {name}?\n{choices}\n  0  none of them", err=True)
        number = _number(len(some))
        if number:
            of[name] = (some[number - 1],)
        unused += [(one, f"was not chosen as {name}") for at, one in enumerate(some, 1) if at != number]
    return replace(columns, of=of, unused=tuple(sorted(unused, key=lambda one: one[0].number)), rivals={})


def _number(most: int) -> int:
    while True:
        number: int = typer.prompt("Number", type=int, default=1, err=True)
        if 0 <= number <= most:
            return number
        typer.echo(f"write a number from 0 to {most}", err=True)


def _named(columns: Sequence[Column]) -> str:
    return ", ".join(f"`{column.heading}` ({column.letter})" for column in columns)


def _refuse_nameless(columns: Columns, table: Table) -> None:
    if not {"name", "surname", "email"} & columns.of.keys():
        raise WrongUsage(
            f"no column of `{table.sheet}` is a name or an e-mail address, by row {table.head}: "
            "choose another sheet with --sheet, or name the columns with --mapping FILE"
        )
