"""`prefers` and `refuses`: names of partners → ids. A name that is only nearly somebody's is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Any

from pairmatch.importing.names import Known as KnownName
from pairmatch.importing.names import People, Unknown
from pairmatch.importing.people.cleaning import folded
from pairmatch.importing.people.findings import Finding, Suggestion, left_out
from pairmatch.importing.people.known import Known
from pairmatch.importing.side import Side
from pairmatch.importing.tables import Cell

_NOBODY = frozenset(
    (
        "no",
        "nobody",
        "no one",
        "noone",
        "no preference",
        "no preferences",
        "any",
        "anyone",
        "anybody",
        "not sure",
    )
)
_BETWEEN = re.compile(r",|\band\b|&|/", re.IGNORECASE)


class Partners:
    """Those with whom people of a side can be paired."""

    def __init__(self, known: Known, side: Side) -> None:
        self._side = side
        self._people = known.partners(side)
        self._has_any = bool(known.entries[side.other])
        self._own = {folded(entry.title) for entry in known.entries[side]}

    def named(self, field: str, answers: Sequence[tuple[Cell, str]]) -> Iterator[list[str] | Finding]:
        """The ids of those named, in order and each once, and what cannot be used.

        Parameters
        ----------
        field
            `prefers` or `refuses`.
        answers
            As they were typed, each with its cell.
        """
        found: dict[str, None] = {}
        for cell, answer in answers:
            if folded(answer).strip(" .!") in _NOBODY:
                continue
            ids = self._ids(answer)
            if ids:
                found |= dict.fromkeys(ids)
            else:
                yield self._unknown(field, cell, answer)
        yield list(found)

    def in_both(self, values: MutableMapping[str, Any], cells: Mapping[str, Cell]) -> Iterator[Finding]:
        """Take out of `prefers` whom the same row refuses."""
        both = [one for one in values.get("prefers", ()) if one in values.get("refuses", ())]
        for person in both:
            title = self._people.title(person)
            yield left_out(cells["prefers"], f"{title} is both preferred and refused", "the refusal counts")
        if both:
            values["prefers"] = [one for one in values["prefers"] if one not in both]

    def _ids(self, answer: str) -> list[str]:
        """Those whom an answer names in full; none where that is not so of all of them."""
        whole = _certain(self._people, answer)
        if whole:
            return [whole]
        parts = [
            _certain(self._people, part) for part in filter(None, map(str.strip, _BETWEEN.split(answer)))
        ]
        return [part for part in parts if part] if len(parts) > 1 and all(parts) else []

    def _unknown(self, field: str, cell: Cell, answer: str) -> Finding:
        partners = self._side.other.value
        message = f"{field}: `{answer}` is none of the {partners} of the file"
        if not self._has_any:
            return left_out(cell, message, f"import the {partners} first, then this sheet again")
        if folded(answer) in self._own:
            one, other = self._side.one, self._side.other.one
            return left_out(cell, message, f"a {one} is paired with a {other}")
        found = self._people.find(answer)
        near = [found.person] if isinstance(found, KnownName) else []
        near += found.nearest if isinstance(found, Unknown) else ()
        titles = [f"{self._people.title(person)} (`{person}`)" for person in near]
        if not titles:
            return left_out(cell, message, "write the full name as in the file, the e-mail address or the id")
        suggestion = Suggestion(field, answer, near[0], titles[0]) if len(near) == 1 else None
        return left_out(cell, message, f"did you mean {' or '.join(titles)}?", suggestion)


def _certain(people: People, name: str) -> str | None:
    """The id of whom a name means, where it is written in full, or is an id or an e-mail address."""
    if name in people:
        return name
    found = people.find(name)
    return found.person if isinstance(found, KnownName) and found.is_full else None
