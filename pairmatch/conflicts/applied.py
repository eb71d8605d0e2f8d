"""Changes on the text of a cohort file: the lines before and after, and the cohort that is read then."""

from __future__ import annotations

from collections.abc import Sequence

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.edit import Edit, edited, lines_changed
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.report import Change
from pairmatch.diagnostics import Span


def told_with_lines(
    cohort: Cohort, text: str, sentence: str, edits: Sequence[Edit], cost: int
) -> tuple[Change, str]:
    """A change with the lines that it makes other, and the text with it.

    Raises
    ------
    PairmatchError
        When the text cannot be edited so without touching anything else.
    """
    after = edited(text, edits)
    old, new, line = lines_changed(text, after)
    name = cohort.source.name if cohort.source else ""
    span = Span(name, line, 1, line + max(0, len(old) - 1), len(old[-1]) + 1 if old else 1) if edits else None
    return Change(sentence, tuple(edits), cost, span, tuple(old), tuple(new)), after


def read_again(cohort: Cohort, text: str) -> Cohort | None:
    """The cohort of an edited text, read and checked as a file is; None where it has errors."""
    name = cohort.source.name if cohort.source else ""
    return check_bytes(text.encode(), name, cohort.path).cohort
