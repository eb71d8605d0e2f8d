"""A number is infinite, or not a number at all.

`.inf` and `.nan` are numbers to YAML, but no difference can be taken of them.

Wrong::

    doctors: [{id: okafor, attributes: {years: .inf}}]

Right::

    doctors: [{id: okafor, attributes: {years: 12}}]
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Within
from pairmatch.cohort.rules._common import error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM220"
SUMMARY = "a number is infinite or not a number"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every attribute and `by` that is not finite."""
    for loc, person in people(cohort):
        for name, value in person.attributes.items():
            if isinstance(value, float) and not math.isfinite(value):
                span = cohort.span(*loc, "attributes", name)
                yield error(CODE, f"`{name}` is not a finite number", span, "write a number")
    for place, rule in enumerate(cohort.matching.rules):
        if isinstance(rule, Within) and not math.isfinite(rule.by):
            span = cohort.span("matching", "rules", place, "by")
            yield error(CODE, "`by` is not a finite number", span, "delete the rule, or write a number")
