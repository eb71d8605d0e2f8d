"""What an import asks before it writes, and what it says where nobody can answer."""

from __future__ import annotations

import sys

import typer

from pairmatch.errors import WrongUsage


def can_ask() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def confirm(question: str, *, yes: bool, otherwise: str) -> None:
    """Go on where the answer is yes.

    Parameters
    ----------
    question
        With a yes or no as its answer; on stderr.
    yes
        Whether it was answered beforehand, by `--yes`.
    otherwise
        What to do where nobody can be asked, as `--yes takes it as shown`.

    Raises
    ------
    WrongUsage
        Where nobody can be asked.
    typer.Exit
        Where the answer is no: nothing is written, exit code 1.
    """
    if yes:
        return
    if not can_ask():
        raise WrongUsage(f"nothing was written: {otherwise}")
    if not typer.confirm(question, default=True, err=True):
        typer.echo("nothing was written", err=True)
        raise typer.Exit(1)
