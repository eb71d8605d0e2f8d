"""The plain data of a cohort file → the same data about nobody, by the table of fields.

Nothing is validated: a file with faults comes out with the same faults, as far as they say nothing of
anybody. The shape stays: as many entries and fields, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pairmatch.cohort.anonymise import words
from pairmatch.cohort.anonymise.fields import (
    OF_THE_FORMAT,
    Below,
    ByKey,
    Form,
    How,
    Kind,
    Word,
    fields_of,
)
from pairmatch.cohort.anonymise.labels import Labels, numbered
from pairmatch.cohort.scalars import as_written
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import plain

_TEXT_ONLY = frozenset((Kind.COUNTRY, Kind.HALF, Form.EMAIL, Form.CALENDAR, Form.SCORES))
"""Where the format takes no number for a text: one that stands there is a fault, and stays a number."""
_OWN_KEYS = {Kind.SITE: "site", Kind.ROTA: "rota"}
_WHOLE = Below((Cohort,))


def anonymous_data(data: Any, labels: Labels) -> Any:
    """The data with a label for every name, and nothing that anybody wrote in their own words."""
    return _Walk(labels).below(data, _WHOLE, "")


class _Walk:
    """One walk over the data; what is met on the way takes the next label."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._forms: Mapping[Form, Callable[[Any, str], Any]] = {
            Form.NUMBER: lambda value, owner: words.number(value),
            Form.FLAG: lambda value, owner: words.flag(value),
            Form.WHEN: self._when,
            Form.TITLE: self._title,
            Form.EMAIL: self._email,
            Form.APPROVAL: self._approval,
            Form.CODE: lambda value, owner: labels.codes(str(as_written(value))),
            Form.CALENDAR: lambda value, owner: labels.calendar(value, owner or "calendar"),
            Form.SCORES: lambda value, owner: labels.made("file of scores", value, labels.scores(value)),
            Form.NEUTRAL: lambda value, owner: words.neutral(value),
        }

    def below(self, value: Any, how: How, owner: str, key: str = "") -> Any:
        """What becomes of a value, of whatever type it is."""
        if isinstance(value, list):
            return [self.below(one, how, _owner(how, owner, at, value), key) for at, one in enumerate(value)]
        if isinstance(value, dict):
            return self._mapping(value, how, owner)
        if value is None or isinstance(value, bool):
            return value
        return self._scalar(value, how, owner, key)

    def _mapping(self, value: Mapping[str, Any], how: How, owner: str) -> dict[str, Any]:
        if isinstance(how, Below):
            owner = how.owner if how.owner and not owner else owner
            fields = fields_of(how.models)
            return dict(self._field(key, one, fields, owner) for key, one in value.items())
        if isinstance(how, ByKey):
            return dict(self._entry(key, one, how, owner) for key, one in value.items())
        return {self._unknown(key): self.below(one, Form.NEUTRAL, owner) for key, one in value.items()}

    def _field(self, key: str, value: Any, fields: Mapping[str, How], owner: str) -> tuple[str, Any]:
        """A field of the format under its name, also where that is spelt with capitals."""
        how = fields.get(key) or next((fields[name] for name in fields if plain(name) == plain(key)), None)
        return self._unknown(key), self.below(value, how or Form.NEUTRAL, owner)

    def _entry(self, key: str, value: Any, how: ByKey, owner: str) -> tuple[str, Any]:
        new = self._scalar(key, how.key, owner, key)
        owner = new if how.key in _OWN_KEYS else owner
        return new, self.below(value, how.value, owner, key)

    def _unknown(self, key: str) -> str:
        """The name of a field: the format's own stay, any other might be somebody's."""
        return key if plain(key) in OF_THE_FORMAT else self._labels.of(Kind.UNKNOWN, key)

    def _scalar(self, value: Any, how: How, owner: str, key: str) -> Any:
        """What becomes of a text or a number."""
        if isinstance(how, Below | ByKey):
            return self._scalar(value, how.otherwise, owner, key)
        if isinstance(how, Word):
            is_known = isinstance(value, str) and plain(value) in how.words
            return value if is_known else words.neutral(value)
        if how in _TEXT_ONLY and not isinstance(value, str):
            return words.neutral(value)
        if isinstance(how, Kind):
            return self._labels.of(how, str(as_written(value)))
        if how is Form.VALUE:
            return self._labels.value(key, value)
        return self._forms[how](value, owner)

    def _when(self, value: Any, owner: str) -> Any:
        return self._labels.when(value) if isinstance(value, str) else words.number(value)

    def _title(self, value: Any, owner: str) -> Any:
        stem, _, number = owner.rpartition("-")
        new = f"{stem.capitalize()} {number.lstrip('0')}" if stem else "Paired Learning"
        return self._made("name", str(as_written(value)), new)

    def _email(self, value: Any, owner: str) -> Any:
        return self._made("e-mail", value, f"{owner}@example.invalid")

    def _approval(self, value: Any, owner: str) -> Any:
        text = str(as_written(value))
        return self._made("free text", text, words.approval(text))

    def _made(self, kind: str, old: str, new: str) -> str:
        """The new text; nothing for nothing."""
        return self._labels.made(kind, old, new) if old.strip() else old


def _owner(how: How, owner: str, at: int, entries: list[Any]) -> str:
    """Whose the entry of a list is."""
    return numbered(how.owner, at, len(entries)) if isinstance(how, Below) and how.owner else owner
