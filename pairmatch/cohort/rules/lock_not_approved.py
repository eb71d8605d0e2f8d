"""A rule `together` names somebody who is not approved, while approval is needed.

With `needs_approval: true` only people with `approved` are paired.

Wrong::

    programme: {start: 2026-09-07, needs_approval: true}
    doctors: [{id: osei}]
    managers: [{id: kay, approved: "line manager, 2026-06-30"}]
    matching: {rules: [{together: [osei, kay]}]}

Right::

    programme: {start: 2026-09-07, needs_approval: true}
    doctors: [{id: osei, approved: "clinical supervisor, 2026-06-30"}]
    managers: [{id: kay, approved: "line manager, 2026-06-30"}]
    matching: {rules: [{together: [osei, kay]}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Together
from pairmatch.cohort.rules._common import error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM310"
SUMMARY = "`together` names somebody who is not approved"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for everybody who must be paired and may not be yet."""
    if not cohort.programme.needs_approval:
        return
    missing = {person.id: loc for loc, person in people(cohort) if not person.approved}
    for place, rule in enumerate(cohort.matching.rules):
        if not isinstance(rule, Together):
            continue
        for at, name in enumerate(rule.together):
            if name in missing:
                note = Note("no `approved` here", cohort.span(*missing[name], "id"))
                message = f"`{name}` must be paired, and is not approved"
                span = cohort.span("matching", "rules", place, "together", at)
                yield error(CODE, message, span, "add `approved`, or take out the rule", note)
