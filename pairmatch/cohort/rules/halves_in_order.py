"""The halves of the day overlap, are out of time order, or run past midnight.

Sessions are put one after the other in the order in which the halves are written.

Wrong::

    programme: {start: 2026-09-07, halves: {pm: "13:30-17:30", am: "09:00-13:00"}}

Right::

    programme: {start: 2026-09-07, halves: {am: "09:00-13:00", pm: "13:30-17:30"}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM302"
SUMMARY = "the halves of the day overlap or are out of order"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every half that is no part of a day, or starts before the one above it ends."""
    halves = cohort.programme.halves
    loc = ("programme", "halves")
    for name, hours in halves.items():
        if not re.fullmatch("[a-z][a-z0-9-]*", name):
            message = f"`{name}` cannot be the name of a half"
            advice = "use small letters, digits and hyphens, a letter first"
            yield error(CODE, message, cohort.key_span(*loc, name), advice)
        if hours.end <= hours.start:
            message = f"`{name}` runs past midnight: {hours}"
            yield error(CODE, message, cohort.span(*loc, name), "end it on the day on which it starts")
    for (earlier, before), (later, after) in pairwise(halves.items()):
        if before.start < before.end and after.start < after.end and after.start < before.end:
            how = "overlap" if after.end > before.start else "are out of time order"
            note = Note(f"`{earlier}`", cohort.span(*loc, earlier))
            message = f"`{earlier}` ({before}) and `{later}` ({after}) {how}"
            advice = "write the halves in time order, each after the end of the one before"
            yield error(CODE, message, cohort.span(*loc, later), advice, note)
