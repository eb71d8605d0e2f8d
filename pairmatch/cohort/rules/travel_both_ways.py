"""Two sites give different travel times to each other.

Travel is read both ways, so it has to be given once only; where two numbers differ, the longer counts.

Wrong::

    sites: {guys: {travel: {st-thomas: 25}}, st-thomas: {travel: {guys: 20}}}

Right::

    sites: {guys: {travel: {st-thomas: 25}}, st-thomas: {}}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import plural, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM318"
SUMMARY = "two sites give different travel times to each other"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a warning for every two sites that disagree, at the later one."""
    seen: dict[tuple[str, str], int] = {}
    for here, site in cohort.sites.items():
        for there, minutes in site.travel.items():
            seen[here, there] = minutes
            back = seen.get((there, here), minutes)
            if back != minutes:
                message = f"`{here}` to `{there}` takes {plural(minutes, 'minute')}, and the way back {back}"
                note = Note(plural(back, "minute"), cohort.span("sites", there, "travel", here))
                advice = f"keep one; the longer counts: {max(minutes, back)}"
                yield warning(CODE, message, cohort.span("sites", here, "travel", there), advice, note)
