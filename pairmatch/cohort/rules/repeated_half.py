"""One half-day has two entries in `commitments` or `extra`.

The keys differ only in their spaces, so one entry would silently win over the other.

Wrong::

    doctors:
      - id: okafor
        commitments: {wed pm: {attend: false}, "wed  pm": {host: false}}

Right::

    doctors:
      - id: okafor
        commitments: {wed pm: {attend: false, host: false}}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error, people, written_at
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM212"
SUMMARY = "one half-day has two entries"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every key that names the half-day of an earlier one."""
    for loc, person in people(cohort):
        for field, entries in (("commitments", person.commitments), ("extra", person.extra)):
            if not entries:
                continue
            first: dict[str, str] = {}
            for key in written_at(cohort, (*loc, field)) or ():
                half_day = " ".join(key.split())
                if half_day in first:
                    note = Note("first here", cohort.key_span(*loc, field, first[half_day]))
                    span = cohort.key_span(*loc, field, key)
                    yield error(CODE, f"`{half_day}` has two entries", span, "make them one", note)
                first.setdefault(half_day, key)
