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
    yield from (_warned(refused, "match") for refused in by_match)
    yield from (_warned(refused, "rota") for refused in by_rota if refused not in by_match)


def _warned(refused: Diagnostic, command: str) -> Diagnostic:
    what = refused.message.removeprefix("not built yet: ")
    message = f"{what} is valid, but `pairmatch {command}` cannot use it yet"
    return replace(refused, severity=Severity.WARNING, message=message)
