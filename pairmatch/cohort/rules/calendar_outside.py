"""A calendar file lies outside the cohort's folder.

The file is named by its path from the cohort file's folder, without `..` out of it, without a
drive and without a slash in front: the folder then works wherever it is copied to.

Wrong::

    doctors: [{id: okafor, calendar: ../okafor.ics}]

Right::

    doctors: [{id: okafor, calendar: rotas/okafor.ics}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.beside import lies_outside
from pairmatch.cohort.rules._common import bases, error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM221"
SUMMARY = "a calendar file lies outside the cohort's folder"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every calendar file that is not in the folder or below."""
    folder = cohort.path.parent if cohort.path else None
    for loc, base in bases(cohort):
        if base.calendar is not None and lies_outside(base.calendar, folder):
            message = f"`{base.calendar}` lies outside the folder of the cohort file"
            advice = "put it beside the cohort file, and write its path from there: `rotas/okafor.ics`"
            yield error(CODE, message, cohort.span(*loc, "calendar"), advice)
