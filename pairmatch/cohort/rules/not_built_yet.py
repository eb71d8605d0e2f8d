"""The file uses a part of the format that this version of pairmatch cannot work with yet.

The file is valid, and stays so; only `pairmatch match` and `pairmatch rota` refuse it for now.

Wrong::

    scheduling: {off_duty: allowed}

Right::

    scheduling: {off_duty: never}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.unbuilt import CODE as _CODE
from pairmatch.cohort.unbuilt import unbuilt
from pairmatch.diagnostics import Diagnostic, Severity

CODE = _CODE
SUMMARY = "a part of the format that is not built yet"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield one warning for everything that a command would refuse."""
    for refused in unbuilt(cohort):
        what = refused.message.removeprefix("not built yet: ")
        message = f"{what} is valid, but `pairmatch match` and `pairmatch rota` cannot use it yet"
        yield replace(refused, severity=Severity.WARNING, message=message)
