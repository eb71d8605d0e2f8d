"""The text of a cohort file with what an import changes in it; new shift codes each on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pairmatch.cohort.edit import Edit, edited, with_edits
from pairmatch.cohort.edit.render import rendered
from pairmatch.cohort.source import parse
from pairmatch.errors import CohortError

_KEY = "calendar_shifts"


def changed_text(text: str, edits: Sequence[Edit]) -> str:
    """The text with some edits; all else in it stays as it was typed.

    Raises
    ------
    EditRefused
        Where an edit cannot be written without changing anything else.
    """
    shifts = [edit for edit in edits if edit.loc[0] == _KEY]
    others = [edit for edit in edits if edit.loc[0] != _KEY]
    after = edited(text, others) if others else text
    if not shifts:
        return after
    return _with_new_block(after, shifts) or edited(after, shifts)


def _with_new_block(text: str, shifts: Sequence[Edit]) -> str | None:
    """The text with the codes at its end; None where it has some, or its end takes none."""
    if _KEY in _data(text):
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    lines = [f"{_KEY}:", *(f"  {rendered(edit.loc[1])}: {rendered(edit.value)}" for edit in shifts), ""]
    before = text.rstrip("\r\n")
    after = before + end * 2 + end.join(lines)
    try:
        is_right = _data(after) == with_edits(_data(text), shifts)
    except CohortError:
        return None
    return after if is_right else None


def _data(text: str) -> Any:
    return parse(text.encode(), "").data
