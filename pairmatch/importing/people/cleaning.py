"""What people type into cells → words that can be compared.

Spaces of every kind, invisible signs and the leftovers of other programs are taken away; nothing else is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.util import find_spec

from pairmatch.errors import WrongUsage
from pairmatch.importing.tables import Cell

_EXCEL_ESCAPE = re.compile(r"_x000[dD]_|\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NUMBERED = re.compile(r"^\(?\d{1,2}[.):]\s+")
_UNFOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys("’‘`´", "'")
    | dict.fromkeys("–—‑", "-")
)
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"))
_LONGEST = 40
_NEAR = 75
"""From which likeness on, of 100, a word is offered for another."""


def is_error(cell: Cell) -> bool:
    """Whether a cell shows that its formula failed, as `#N/A`."""
    return cell.text in _ERRORS


def cut(text: str) -> str:
    """A text of any length, short enough for a message."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def lines_of(cell: Cell) -> list[str]:
    """What is written in a cell, line by line: single spaces, no invisible signs, no empty lines."""
    if is_error(cell):
        return []
    text = cell.text if not isinstance(cell.value, str) else _EXCEL_ESCAPE.sub("\n", cell.value)
    lines = (" ".join(_without_signs(line).split()) for line in text.split("\n"))
    return [line for line in lines if line]


def text_of(cell: Cell) -> str:
    """What is written in a cell, on one line."""
    return " ".join(lines_of(cell))


def answers_of(cells: Iterable[Cell], separators: str = ";") -> list[str]:
    """The single answers of a list, each once: one a line, and those between separators."""
    found = [
        _NUMBERED.sub("", part.strip())
        for cell in cells
        for line in lines_of(cell)
        for part in re.split(f"[{re.escape(separators)}]", line)
    ]
    return list({folded(answer): answer for answer in reversed(found) if answer}.values())[::-1]


def folded(text: str) -> str:
    """A text by which spellings are compared: no capitals, no accents, hyphens and `_` as spaces."""
    text = text.casefold().translate(_UNFOLDED)
    letters = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(letters.replace("_", " ").replace("-", " ").split())


def bare(text: str) -> str:
    """A text by which names are compared: as `folded`, and of letters, digits and single spaces only."""
    return " ".join("".join(one if one.isalnum() else " " for one in folded(text).replace("'", "")).split())


def nearest(word: str, names: Mapping[str, str]) -> str | None:
    """The key whose name is most like a word, or None where none is.

    Parameters
    ----------
    word
        As it was typed.
    names
        What each key is called, or is written as.
    """
    needs_rapidfuzz()
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        bare(word), {key: bare(name) for key, name in names.items()}, scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    return None if found is None else found[2]


def needs_rapidfuzz() -> None:
    """Raise `WrongUsage` where what compares words is not installed."""
    if find_spec("rapidfuzz") is None:
        raise WrongUsage("to read a sheet of people needs `pip install 'pairmatch[office]'`")


def _without_signs(text: str) -> str:
    """Without what cannot be seen, as zero-width spaces and control signs, but for the joiners of scripts."""
    text = text.replace("\t", " ")
    return "".join(
        one
        for one in text
        if one in "\u200c\u200d" or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
