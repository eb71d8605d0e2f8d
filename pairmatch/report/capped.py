"""Very many faults of one file: the first of them, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pairmatch.diagnostics import Diagnostic, Severity, in_file_order

CODE = "PM106"
MOST = 1000


def capped(diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """The diagnostics of one file where they are few, else the first `MOST`, errors before warnings.

    What is left out is counted in one more, at the place of the first that is.
    """
    if len(diagnostics) <= MOST:
        return diagnostics
    by_weight = sorted(diagnostics, key=lambda one: not one.is_error)
    told, left = by_weight[:MOST], by_weight[MOST:]
    counts = Counter(one.code for one in left)
    by_code = ", ".join(f"{count:,} × {code}" for code, count in sorted(counts.items()))
    first = min((one.span for one in left if one.span), default=None)
    more = Diagnostic(
        CODE,
        Severity.ERROR if any(one.is_error for one in left) else Severity.WARNING,
        f"{len(left):,} more are not told: {by_code}",
        first,
        f"mend the first {MOST:,} and check again; `--select` tells only of some codes",
    )
    return [*in_file_order(told), more]
