"""`approved` holds a text that means no.

With `needs_approval: true` any text in `approved` counts as an approval: it is meant to name who
released the person, and when. A person who is not approved yet has no such field.

Wrong::

    programme: {start: 2026-09-07, needs_approval: true}
    doctors: [{id: okafor, approved: pending}]

Right::

    programme: {start: 2026-09-07, needs_approval: true}
    doctors: [{id: okafor, approved: "clinical supervisor, 2026-06-30"}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM312"
SUMMARY = "`approved` holds a text that means no"

_NO = {
    *("", "-", "?", "0", "n", "no", "nil", "none", "not", "null", "false", "off", "never", "n/a", "na"),
    *("pending", "awaiting", "awaited", "waiting", "requested", "asked", "unknown", "refused", "declined"),
    *("not yet", "not approved", "no reply", "to do", "todo", "tbc", "tbd", "to be confirmed"),
}


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every approval that is none."""
    if not cohort.programme.needs_approval:
        return
    for loc, person in people(cohort):
        if person.approved is None:
            continue
        words = " ".join(person.approved.lower().strip(" .!?").split())
        if words in _NO or person.approved.strip().lower() in _NO:
            message = f"`approved: {person.approved}` would count as an approval"
            advice = "delete the field until the person is released, then write by whom and when"
            yield error(CODE, message, cohort.span(*loc, "approved"), advice)
