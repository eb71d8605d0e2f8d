"""There are no doctors, or no managers.

Wrong::

    managers: []

Right::

    managers: [{id: ward}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM322"
SUMMARY = "there are no doctors or no managers"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for a side without anybody."""
    for side, members in (("doctors", cohort.doctors), ("managers", cohort.managers)):
        if not members:
            yield error(CODE, f"there are no {side}, so nobody can be paired", cohort.span(side), "add some")
