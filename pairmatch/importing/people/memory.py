"""What was imported last time, so that a field that somebody changed by hand since is known.

It lies beside the cohort file and holds digests instead of what was in the sheet: whether a value is the same
as last time can be told from it, and nothing else of a person but the id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

MEMORY = ".pairmatch-imported.json"
"""The file that remembers, in the folder of the cohort file."""
_LENGTH = 16


@dataclass(frozen=True)
class Remembered:
    """A person as last imported."""

    keys: frozenset[str] = frozenset()
    """Digests of the e-mail addresses and names that the sheet had."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Digests of what it said, by field."""


Memory = Mapping[str, Remembered]
"""Of the people of one side of one file, by id."""


def digest(value: Any) -> str:
    """A digest of plain data."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def read_memory(content: bytes, file: str, side: str, ids: Iterable[str]) -> Memory:
    """What is remembered of a file; nothing where that cannot be read, or is of another file of that name.

    Parameters
    ----------
    content
        The bytes of the memory.
    file
        The name of the cohort file, without its folder.
    side
        Whom the sheet tells of.
    ids
        Those who are in the cohort file: one that has nobody of those remembered is another file.
    """
    people = _mapping(_mapping(_loaded(content).get(file)).get(side))
    found = {
        person: Remembered(
            frozenset(key for key in told.get("keys", ()) if isinstance(key, str)),
            {str(name): str(value) for name, value in _mapping(told.get("fields")).items()},
        )
        for person, told in people.items()
        if isinstance(told, dict) and isinstance(told.get("keys", []), list)
    }
    return found if not found.keys().isdisjoint(ids) else {}


def memory_text(before: bytes, file: str, side: str, memory: Memory) -> str:
    """The memory with what is remembered of one side of one file; what it has of others stays.

    Parameters
    ----------
    before
        The bytes that it has; empty: there is none yet.
    file, side, memory
        Of what, and what.
    """
    whole = dict(_loaded(before))
    told = {
        person: {"keys": sorted(one.keys), "fields": dict(sorted(one.fields.items()))}
        for person, one in sorted(memory.items())
    }
    whole[file] = {**_mapping(whole.get(file)), side: told}
    return json.dumps(whole, indent=1, sort_keys=True) + "\n"


def _loaded(content: bytes) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(content or b"{}"))
    except (ValueError, RecursionError):
        return {}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
