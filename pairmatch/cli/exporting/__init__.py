"""`pairmatch export`: one command a kind of file that others open."""

from __future__ import annotations

import typer

from pairmatch.cli.exporting.csv import csv
from pairmatch.cli.exporting.docx import docx
from pairmatch.cli.exporting.ics import ics
from pairmatch.cli.exporting.xlsx import xlsx

exporting = typer.Typer(
    name="export",
    help="Write a saved pairing and rota as calendars, a workbook, tables or letters.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for command in (ics, xlsx, csv, docx):
    exporting.command()(command)

__all__ = ["exporting"]
