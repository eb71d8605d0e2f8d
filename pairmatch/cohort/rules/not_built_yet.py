"""The file uses a part of the format that this version of pairmatch cannot work with yet.

The file is valid, and stays so; only `pairmatch match` or `pairmatch rota` refuses it for now.

Wrong::

    matching: {objective: leximin}

Right::

    matching: {objective: fair}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.unbuilt import CODE as _CODE
from pairmatch.cohort.unbuilt import unbuilt_for_match, unbuilt_for_rota
from pairmatch.diagnostics import Diagnostic, Severity

CODE = _CODE
SUMMARY = "a part of the format that is not built yet"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield one warning for everything that a command would refuse."""
    by_match, by_rota = unbuilt_for_match(cohort), unbuilt_for_rota(cohort)
    for refused in dict.fromkeys((*by_match, *by_rota)):
        commands = [name for name, by in (("match", by_match), ("rota", by_rota)) if refused in by]
        yield _warned(refused, " and ".join(f"`pairmatch {command}`" for command in commands))


def _warned(refused: Diagnostic, commands: str) -> Diagnostic:
    what = refused.message.removeprefix("not built yet: ")
    message = f"{what} is valid, but {commands} cannot use it yet"
    return replace(refused, severity=Severity.WARNING, message=message)
