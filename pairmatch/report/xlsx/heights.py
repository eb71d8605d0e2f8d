"""How high a row has to be: not every spreadsheet fits rows to their text when it opens a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

_LEAST, _MOST = 18.0, 409.0
"""Points; Excel takes no more."""
_LINE, _AROUND = 13.0, 5.0
_TO_A_DIGIT = 1.05
"""Characters of a text to the width of a digit, in which widths are counted; a little less than there are."""


def height_of(texts: Iterable[str], widths: Iterable[float]) -> float:
    """The points that the tallest of some texts takes, each in a column of so many characters."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=False)), default=1)
    return min(_MOST, max(_LEAST, lines * _LINE + _AROUND))


def _lines(text: str, width: float) -> int:
    room = max(1, int(width * _TO_A_DIGIT))
    return sum(1 if len(line) <= room else len(textwrap.wrap(line, room)) or 1 for line in text.split("\n"))
