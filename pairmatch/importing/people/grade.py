"""Grades and bands as people write them (`Band 8a`, `st4`, `FY1`) → names on the seniority ladder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pairmatch.importing.people.cleaning import bare

_AROUND = frozenset(("band", "grade", "agenda", "for", "change", "afc", "nhs", "level"))
_ALSO = {"fy1": "f1", "fy2": "f2"}


def grade_of(answer: str, ladder: Sequence[str]) -> str | None:
    """The name on the ladder that an answer is, or None where it is none, or could be two.

    Parameters
    ----------
    answer
        As it was typed; words such as `band`, and what stands in brackets, may come with it.
    ladder
        The grades and bands that have a level.
    """
    known = {_closed(name): name for name in ladder}
    found = {known[form] for form in _forms(answer) if form in known}
    return found.pop() if len(found) == 1 else None


def _forms(answer: str) -> Iterator[str]:
    whole = _closed(answer)
    yield whole
    yield _ALSO.get(whole, whole)
    for part in re.split(r"[()]", answer):
        words = [word for word in bare(part).split() if word not in _AROUND]
        form = "".join(words)
        yield form
        yield _ALSO.get(form, form)


def _closed(text: str) -> str:
    return bare(text).replace(" ", "")
