"""`edited`: the text of a cohort file with some values changed, everything else as it was typed.

A change is cut into the text at the places that the YAML parser gives. What comes out is parsed again and
has to be exactly the data with the edits, else nothing is given back: a wrong file is never an answer.

Edits that do not touch each other are cut in together, so that a sheet of two hundred people is written as
fast as one of them; where that does not come out right, they are taken by halves, down to each by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pairmatch.cohort.edit.apart import how_many_apart
from pairmatch.cohort.edit.cutter import Cutter, refuse
from pairmatch.cohort.edit.edit import Edit, EditRefused, with_edits
from pairmatch.cohort.source import parse
from pairmatch.errors import CohortError

_BOM = "\ufeff"


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of a cohort file with some edits.

    Parameters
    ----------
    text
        The text, with or without a byte-order mark, with any line ends.
    edits
        Each speaks of the file as the one before left it.

    Returns
    -------
    str
        The text in which nothing else is changed.

    Raises
    ------
    EditRefused
        Where that cannot be written: a value that an alias repeats elsewhere, or a place that is not there.
    """
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    left = list(edits)
    while left:
        together = how_many_apart(left)
        body = _with_all(body, left[:together])
        left = left[together:]
    return bom + body


def _with_all(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits that do not touch each other, which is checked by reading it again."""
    after = _cut_in(text, edits)
    if after is not None:
        return after
    if len(edits) == 1:
        refuse(edits[0], "it cannot be written there without changing anything else")
    middle = len(edits) // 2
    return _with_all(_with_all(text, edits[:middle]), edits[middle:])


def _cut_in(text: str, edits: Sequence[Edit]) -> str | None:
    """The text with all of them; None where it does not say what it should.

    Raises
    ------
    EditRefused
        Where there is one edit only, and it is known why it cannot be written.
    """
    cutter = Cutter(text)
    try:
        cuts = sorted(map(cutter.cut, edits))
    except EditRefused:
        if len(edits) == 1:
            raise
        return None
    pieces, at = list[str](), 0
    for cut in cuts:
        if cut.start < at:
            return None
        pieces += text[at : cut.start], cut.put
        at = cut.end
    after = "".join((*pieces, text[at:]))
    try:
        return after if _data(after) == with_edits(_data(text), edits) else None
    except (CohortError, KeyError, IndexError, TypeError):
        return None


def _data(text: str) -> Any:
    return parse(text.encode(), "").data
