"""The commands and what is common to them."""

from __future__ import annotations

from typing import Annotated

import typer

from pairmatch.cli.anonymise import anonymise
from pairmatch.cli.check import check
from pairmatch.cli.diff import diff
from pairmatch.cli.exporting import exporting
from pairmatch.cli.importing import importing
from pairmatch.cli.init import init
from pairmatch.cli.match import match
from pairmatch.cli.places import options
from pairmatch.cli.repair import repair
from pairmatch.cli.report import report
from pairmatch.cli.rota import rota
from pairmatch.cli.rule import rule
from pairmatch.cli.schema import schema
from pairmatch.cli.verify import verify
from pairmatch.cli.why import why

app = typer.Typer(
    name="pairmatch",
    help="Pair doctors with managers, and schedule their programme.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (init, match, rota, repair, options, check, rule, schema, verify, diff, report, anonymise):
    app.command()(command)
for group in (importing, exporting):
    app.add_typer(group)
app.command(context_settings={"allow_extra_args": True})(why)  # it says itself which are too many


def _print_version(wanted: bool) -> None:
    if wanted:
        import pairmatch

        typer.echo(f"pairmatch {pairmatch.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    pass
