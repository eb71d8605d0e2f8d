"""A person of the file and what a sheet says of them → what changes, and what somebody's hand keeps.

Three things are compared: what the sheet says, what it said when it was last imported, and what the file has.
A field that the file has as it was imported follows the sheet; one that was changed by hand since does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pairmatch.cohort.scalars import as_written
from pairmatch.cohort.values import Period
from pairmatch.importing.people.fields import ATTRIBUTE
from pairmatch.importing.people.memory import digest
from pairmatch.importing.people.new_ids import without_title
from pairmatch.importing.tables import Cell

ORDER = (
    *("name", "email", "grade", "role", "band", "specialty", "directorate", "site"),
    *(
        "interests",
        "wants",
        "offers",
        "works",
        "rota",
        "calendar",
        "commitments",
        "leave",
        "extra",
        "posts",
        "approved",
        "avoid_halves",
        "prefers",
        "refuses",
        "line_manages",
        "projects",
        "pairs",
    ),
)
"""How the fields of a new person follow each other, the id before them and the attributes after."""
_RANKED = ("prefers", "projects")
_STRUCTURED = ("rota", "commitments", "extra", "posts")


class Fate(StrEnum):
    """What becomes of a value of the sheet."""

    TAKEN = "taken"
    SAME = "same"
    KEPT = "kept"
    """The file was changed by hand, the sheet is as it was."""
    CONFLICT = "conflict"
    """Both differ from what was imported, or it is not known which is newer."""


@dataclass(frozen=True)
class Change:
    """A field of a person, in the file and in the sheet."""

    field: str
    before: Any
    """What the file has; None: nothing."""
    after: Any
    """What the sheet has."""
    cell: Cell
    fate: Fate


def merged(
    data: Mapping[str, Any],
    values: Mapping[str, Any],
    cells: Mapping[str, Cell],
    last: Mapping[str, str],
    *,
    overwrite: bool,
) -> Iterator[Change]:
    """Say of each value of the sheet what becomes of it.

    Parameters
    ----------
    data
        The person as the file has them.
    values, cells
        What the sheet says, by field, and where.
    last
        Digests of what it said when it was last imported.
    overwrite
        Whether the sheet has the last word.
    """
    for field in sorted(values, key=_place):
        before, after = value_of(data, field), values[field]
        yield Change(field, before, after, cells[field], _fate(field, before, after, last, overwrite))


def _fate(field: str, before: Any, after: Any, last: Mapping[str, str], overwrite: bool) -> Fate:
    there, new = comparable(field, before), comparable(field, after)
    if there == new or (field == "pairs" and before is None and after == 1):
        return Fate.SAME
    known = last.get(field)
    if overwrite or (known is None and before is None):
        return Fate.TAKEN
    if known == digest(new):
        return Fate.KEPT
    return Fate.TAKEN if known == digest(there) else Fate.CONFLICT


def value_of(data: Mapping[str, Any], field: str) -> Any:
    """What the file has for a field of a sheet; None: nothing."""
    if not field.startswith(ATTRIBUTE):
        return data.get(field)
    attributes = data.get("attributes")
    return attributes.get(field.removeprefix(ATTRIBUTE)) if isinstance(attributes, dict) else None


def comparable(field: str, value: Any) -> Any:
    """A value without what does not matter: capitals, how a number is written, the order of what has none."""
    if field in _STRUCTURED:
        return _plain(value)
    if isinstance(value, dict):
        return {key: sorted(_text(one).split()) for key, one in value.items()}
    if isinstance(value, list | tuple):
        texts = [_period(one) if field == "leave" else _text(one).casefold() for one in value]
        return texts if field in _RANKED else sorted(texts)
    if value is None:
        return None
    text = " ".join(_text(value).casefold().split())
    return without_title(text) if field == "name" else text


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [*map(_plain, value)]
    return value if value is None or isinstance(value, bool) else _text(value)


def in_order(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a new person as the file has them."""
    fields: dict[str, Any] = {}
    for field in sorted(values, key=_place):
        if field.startswith(ATTRIBUTE):
            fields.setdefault("attributes", {})[field.removeprefix(ATTRIBUTE)] = values[field]
        elif (field, values[field]) != ("pairs", 1):
            fields[field] = values[field]
    return fields


def _place(field: str) -> tuple[int, str]:
    return (ORDER.index(field), "") if field in ORDER else (len(ORDER), field)


def _text(value: Any) -> str:
    return str(as_written(value))


def _period(value: Any) -> str:
    try:
        return str(Period.parse(_text(value)))
    except ValueError:
        return _text(value)
