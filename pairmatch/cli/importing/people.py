"""`pairmatch import people`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.importing.rota import Into, Yes
from pairmatch.cli.options import NoColor, Quiet
from pairmatch.errors import UnreadableFile
from pairmatch.importing.side import Side

if TYPE_CHECKING:
    from pairmatch.cli.importing.people_files import Files
    from pairmatch.cli.screen import Screen
    from pairmatch.importing.people import PeopleImport
    from pairmatch.importing.people.headings import Columns, Table
    from pairmatch.importing.people.mapping import MappingFile

SheetFile = Annotated[
    Path,
    typer.Argument(
        metavar="SHEET",
        help="A .xlsx or .csv file: a heading a column, a person a row.",
        show_default=False,
    ),
]
As = Annotated[Side, typer.Option("--as", help="Whom the sheet tells of.", show_default=False)]
SheetName = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="Which sheet of the workbook. Default: the first shown."),
]
MappingPath = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE", help="Says which column is which field; nothing is guessed."),
]
SaveMapping = Annotated[
    Path | None,
    typer.Option("--save-mapping", metavar="FILE", help="Write down the columns and answers, for next time."),
]
Diff = Annotated[bool, typer.Option("--diff", "--dry-run", help="Write nothing; show what would change.")]
Overwrite = Annotated[
    bool,
    typer.Option("--overwrite", help="The sheet has the last word, over what was changed by hand, too."),
]


def people(
    sheet_file: SheetFile,
    side: As,
    into: Into = None,
    sheet: SheetName = None,
    mapping: MappingPath = None,
    save_mapping: SaveMapping = None,
    yes: Yes = False,
    diff: Diff = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Take doctors or managers from a sheet, as Microsoft Forms exports it, into a cohort file.

    Which column is which field is guessed from the headings, and shown before anything is written. People
    who are in the file already are updated, found by e-mail address, else by name. Comments stay, and so
    does what was changed by hand since the last import. What cannot be used is listed with its cell.

    \b
    A mapping file has a line for each field, with the heading of its column:
      name: Full name
      email: Email address
      interests: Which themes interest you?   # several answers: one;two
      prefers: [First choice, Second choice]  # a list can have several columns
      works.mon: Monday                       # am, pm, am pm or nothing
      attributes.style: How do you work?      # any attribute
      values: {site: {St Thomas: st-thomas}}  # what an answer stands for
      split: ","                              # separates answers, besides ;

    \b
    The fields are: id, name (or title, first_name, surname), email, grade,
    band (managers only), role, specialty, directorate, site, interests,
    wants, offers, works (or works.mon, ...), leave, approved, prefers,
    refuses, projects, pairs, attributes.NAME, and submitted: of two rows of
    one person the later counts. In dates the day comes before the month.

    Exit code 0: everything was taken over. 1: something was left out and is listed. 2: wrong usage, or a file
    that cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.importing.duty_writing import need
    from pairmatch.cli.importing.people_columns import agreed_columns
    from pairmatch.cli.importing.people_files import Files
    from pairmatch.cli.screen import screen_for

    need("openpyxl", "rapidfuzz")
    screen = screen_for(no_color=no_color, quiet=quiet)
    if into is not None and not into.exists():
        raise UnreadableFile(f"{into} is not there: `pairmatch init` writes a first cohort file")
    files = Files.read(cohort_path(into), side, mapping, save_mapping)
    table = _table(screen, sheet_file, sheet, side, files.mapping)
    columns = agreed_columns(screen, table, side, files.mapping, yes=yes or diff)
    result = _imported(screen, files, table, columns, overwrite=overwrite, ask=not (yes or diff))
    _write(screen, files, result, yes=yes, is_dry=diff)
    raise typer.Exit(0 if result.is_complete else 1)


def _table(screen: Screen, path: Path, sheet: str | None, side: Side, mapping: MappingFile | None) -> Table:
    from pairmatch.importing.people.headings import table_of
    from pairmatch.importing.tables import read_book
    from pairmatch.report.words import first_few

    found = read_book(path).sheet(sheet)
    table = table_of(found, side, mapping.all_headings if mapping else ())
    hidden = [str(row.number) for row in table.rows if row.hidden]
    if hidden:
        screen.warn(f"hidden rows of `{table.sheet}` are read, too: {first_few(hidden, 12)}")
    return table


def _imported(
    screen: Screen, files: Files, table: Table, columns: Columns, *, overwrite: bool, ask: bool
) -> PeopleImport:
    """What the import gives, once what is nearly known was asked about."""
    from pairmatch.cli.importing.asking import can_ask
    from pairmatch.cli.importing.people_columns import with_meanings
    from pairmatch.importing.people import ImportRefused, import_people

    def run(columns: Columns) -> PeopleImport:
        return import_people(
            files.text,
            table,
            files.side,
            columns,
            memory=files.memory(),
            overwrite=overwrite,
            name=str(files.cohort),
            path=files.cohort,
        )

    try:
        result = run(columns)
        more = with_meanings(screen, columns, result.findings) if ask and can_ask() else columns
        files.columns = more
        return result if more == columns else run(more)
    except ImportRefused as refused:
        _tell_refused(screen, refused)
        raise typer.Exit(1) from None


def _tell_refused(screen: Screen, refused: Exception) -> None:
    from pairmatch.importing.people import ImportRefused
    from pairmatch.report.capped import capped
    from pairmatch.report.diagnostics_text import show_diagnostics
    from pairmatch.report.source_lines import SourceLines

    assert isinstance(refused, ImportRefused)
    screen.error(f"nothing was written: {refused}")
    show_diagnostics(screen.err, capped(refused.faults), SourceLines([refused.source]))


def _write(screen: Screen, files: Files, result: PeopleImport, *, yes: bool, is_dry: bool) -> None:
    """Show what was done, ask, and write the cohort file, or only the difference."""
    from pairmatch.cli.difference import show_difference
    from pairmatch.cli.importing.asking import confirm
    from pairmatch.cli.importing.people_report import show_import

    show_import(screen.err if is_dry else screen.out, files, result)
    if is_dry:
        show_difference(screen, files.text, result.text, files.cohort.name)
        return
    if result.text != files.text:
        screen.note("")
        confirm("Write this into the cohort file?", yes=yes, otherwise="--yes takes it as shown")
    files.write(screen, result)
