"""`placement: free` is asked for without `objective: rank`.

Only a rank-maximal pairing may place fewer people than could be placed.

Wrong::

    matching: {objective: fair, placement: free}

Right::

    matching: {objective: rank, placement: free}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM319"
SUMMARY = "`placement: free` without `objective: rank`"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for a free placement under another objective."""
    matching = cohort.matching
    if matching.placement == "free" and matching.objective != "rank":
        message = f"`placement: free` needs `objective: rank`, and the objective is `{matching.objective}`"
        yield error(CODE, message, cohort.span("matching", "placement"), "write `placement: first`")
