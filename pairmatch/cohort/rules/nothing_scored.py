"""Neither `criteria` nor `scores` says what makes a good pair.

Every pair then scores 0, so that the pairing is as good as drawn by lot. The same holds when
every weight is 0.

Wrong::

    matching: {objective: total}

Right::

    matching: {objective: total, criteria: {interests: 5}}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import warning
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Span

CODE = "PM321"
SUMMARY = "nothing says what makes a good pair"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a warning when no criterion counts."""
    matching = cohort.matching
    if matching.scores or any(criterion.weight for criterion in matching.criteria.values()):
        return
    span: Span | None
    if matching.criteria:
        message, span = "every weight is 0", cohort.key_span("matching", "criteria")
    elif "matching" in cohort.model_fields_set:
        message, span = "`matching` has no `criteria`", cohort.key_span("matching")
    else:
        message, span = "there is no `matching` with `criteria`", None
    advice = "add `matching: {criteria: ...}` with a weight of 1 to 10 for each"
    yield warning(CODE, f"{message}, so every pair scores 0", span, advice)
