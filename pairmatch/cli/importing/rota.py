"""`pairmatch import rota`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pairmatch.cli.options import NoColor, Quiet
from pairmatch.importing.rota.entries import Layout

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.importing.names import People
    from pairmatch.importing.rota.read import Request, RotaImport
    from pairmatch.report.terminal.page import Page

SheetFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The rota: a .xlsx or .csv file.", show_default=False)
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        metavar="COHORT",
        help="The cohort file. Default: $PAIRMATCH_COHORT, else cohort.yaml in this folder.",
        show_default=False,
    ),
]
AsLayout = Annotated[
    Layout,
    typer.Option(
        "--layout",
        help="grid: a code a person and date. weeks: a code a person and week. days: names under roles. "
        "shifts: a row a shift. auto finds out which.",
    ),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet; may be repeated. Default: the first shown."),
]
CodesFrom = Annotated[
    list[str] | None,
    typer.Option(
        "--codes",
        metavar="SHEET|FILE",
        help="What the codes mean: a sheet of the workbook, or a .yaml file; may be repeated. Default: a "
        "sheet that looks like it.",
    ),
]
NamesFile = Annotated[
    Path | None,
    typer.Option("--names", metavar="FILE", help="Whom names as written mean: lines such as `Jim: lee`."),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="YEAR",
        min=2000,
        max=2100,
        help="That of dates without one. Default: nearest to the programme.",
    ),
]
Hidden = Annotated[bool, typer.Option("--include-hidden", help="Read hidden rows and columns, too.")]
IgnoreUnmatched = Annotated[
    bool,
    typer.Option("--ignore-unmatched", help="Leave out the names to which nobody of the cohort is near."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: write what is certain.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would change.")]
Force = Annotated[
    bool,
    typer.Option("--force", help="Replace calendar files that pairmatch did not write, or that were edited."),
]


def rota(
    sheet_file: SheetFile,
    into: Into = None,
    layout: AsLayout = Layout.AUTO,
    sheet: Sheets = None,
    codes: CodesFrom = None,
    names: NamesFile = None,
    year: Year = None,
    include_hidden: Hidden = False,
    ignore_unmatched: IgnoreUnmatched = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Take the shifts and the leave of a rota sheet into a cohort file.

    Writes a calendar file a doctor into the folder `rotas` beside the cohort file, names it there, and adds
    the shift codes and the leave. A second import replaces what the first one wrote. Nothing is written
    before every name and every code is known.

    Exit code 0: written. 1: cells were left out, or something is not known and nothing was written. 2: wrong
    usage, or a file that cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.importing.duty_writing import Writing, cohort_to_change, finish, need
    from pairmatch.cli.importing.rota_summary import show_rota
    from pairmatch.cli.screen import screen_for
    from pairmatch.importing.codes_file import read_names
    from pairmatch.importing.names import People
    from pairmatch.importing.rota.read import Request, read_rota
    from pairmatch.importing.tables import read_book
    from pairmatch.report.terminal.page import Page

    need("openpyxl", "rapidfuzz", "icalendar")
    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(into)
    cohort = cohort_to_change(path)
    people = People(cohort.people)
    request = Request(
        read_book(sheet_file),
        cohort,
        layout,
        tuple(sheet or ()),
        tuple(codes or ()),
        read_names(names, people) if names else {},
        year=year,
        include_hidden=include_hidden,
        ignore_unmatched=ignore_unmatched,
    )
    page = Page(screen.out, cohort)
    found = read_rota(request)
    if not yes:
        found = _asked(page, request, found, people)
    show_rota(page, request, found)
    if not found.is_settled:
        _end_unsettled(screen, page, found, people)
    if not found.meant.people:
        screen.error("nothing was written: nobody of the cohort has a shift or leave on this sheet")
        raise typer.Exit(1)
    finish(screen, path, cohort, found.changes, Writing(yes, dry_run, force))
    raise typer.Exit(1 if found.unusable else 0)


def _asked(page: Page, request: Request, found: RotaImport, people: People) -> RotaImport:
    """The sheet read again with what was answered, where somebody can be asked."""
    from pairmatch.cli.importing import asking
    from pairmatch.cli.importing.rota_questions import Answers, ask, show_answers
    from pairmatch.importing.rota.read import read_rota

    answers = Answers()
    while not found.is_settled and asking.can_ask():  # a name that is known brings codes to ask about
        ask(answers, found.meant, people)
        names, codes = {**request.names, **answers.names}, {**request.codes, **answers.codes}
        found = read_rota(replace(request, names=names, codes=codes))
    show_answers(page, answers)
    return found


def _end_unsettled(screen: Screen, page: Page, found: RotaImport, people: People) -> NoReturn:
    from pairmatch.cli.importing.rota_questions import show_unknown
    from pairmatch.report.words import counted

    show_unknown(page, found.meant, people)
    unknown = [
        counted(len(what), word)
        for what, word in ((found.meant.unknown_names, "name"), (found.meant.unknown_codes, "code"))
        if what
    ]
    screen.error(f"nothing was written: {' and '.join(unknown)} not known, as listed")
    if any(not one.nearest for one in found.meant.unknown_names):
        screen.note("--ignore-unmatched leaves out the names to which nobody is near")
    raise typer.Exit(1)
