"""A person both prefers and refuses somebody.

Wrong::

    doctors: [{id: okafor, prefers: [ward, lee], refuses: [ward]}]
    managers: [{id: ward}, {id: lee}]

Right::

    doctors: [{id: okafor, prefers: [lee], refuses: [ward]}]
    managers: [{id: ward}, {id: lee}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM307"
SUMMARY = "a person both prefers and refuses somebody"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every name in both lists of one person."""
    for loc, person in people(cohort):
        preferred = {name: place for place, name in enumerate(person.prefers)}
        for place, name in enumerate(person.refuses):
            if name in preferred:
                note = Note("preferred here", cohort.span(*loc, "prefers", preferred[name]))
                message = f"{person.title} both prefers and refuses `{name}`"
                span = cohort.span(*loc, "refuses", place)
                yield error(CODE, message, span, "delete one of the two", note)
