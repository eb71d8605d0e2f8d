"""`pairmatch import`: one command a kind of file that others hold."""

from __future__ import annotations

import typer

from pairmatch.cli.importing.calendar import calendar
from pairmatch.cli.importing.people import people
from pairmatch.cli.importing.rota import rota

importing = typer.Typer(
    name="import",
    help="Take people, rotas and calendars from spreadsheets and Outlook into a cohort file.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for command in (people, rota, calendar):
    importing.command()(command)

__all__ = ["importing"]
