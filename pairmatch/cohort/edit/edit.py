"""`Edit`: one change of one value, and what it makes of plain data."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pairmatch.errors import PairmatchError

Loc = tuple[str | int, ...]
"""The way to a value of the cohort file: keys and positions."""


class EditRefused(PairmatchError):
    """A change that cannot be written into the text without touching anything else; nothing was changed."""


@dataclass(frozen=True)
class Edit:
    """One change of one value of the cohort file."""

    loc: Loc
    """The value that is changed; its parents are made where they are not there. A position one beyond the
    end of a list puts a new entry there."""
    value: Any
    """Plain data that stands there then; None: the entry is taken out."""
    in_lines: bool = False
    """Whether a list of mappings, put where nothing was, is written with a line for each field."""


def with_edits(data: Any, edits: Sequence[Edit]) -> Any:
    """Plain data with some edits, one after the other; the data itself are left as they are.

    Parameters
    ----------
    data
        What a cohort file says.
    edits
        Each speaks of the data as the one before left it.
    """
    data = copy.deepcopy(data)
    for edit in edits:
        data = _changed(data, edit.loc, edit.value)
    return data


def nested(loc: Loc, value: Any) -> Any:
    """A value inside the parents that lead to it."""
    for step in reversed(loc):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def _changed(data: Any, loc: Loc, value: Any) -> Any:
    if not loc:
        return value
    step, below = loc[0], loc[1:]
    if data is None:
        return nested(loc, value)
    try:
        there = data[step]
    except (KeyError, IndexError):
        _put(data, step, nested(below, value))
        return data
    if not below and value is None:
        del data[step]
    else:
        data[step] = _changed(there, below, value)
    return data


def _put(data: Any, step: str | int, value: Any) -> None:
    if isinstance(data, list):
        data.append(value)
    else:
        data[step] = value
