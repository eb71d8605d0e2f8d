"""A pairing or a rota → the text of its document, as YAML under a seal, or as JSON.

The YAML is written here, not by a library, so that it has the shape of the format page: one
entry a line, fields in the page's order, and the same bytes on every machine. The first line
carries a seal over the rest, by which a document edited by hand is told.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from pairmatch.cohort.values import WeekRange
from pairmatch.matching.pairing import Pairing
from pairmatch.report.visible import escape
from pairmatch.rota.rota import Rota

AnyDocument = Pairing | Rota

_ORDER: Mapping[str, Sequence[str]] = {
    "Pairing": ("version", "made", "cohort", "proof", "pairs", "unmatched", "prices"),
    "Rota": ("version", "made", "cohort", "pairs", "weeks", "frozen_before", "proof", "sessions", "missed"),
    "WorkshopSession": ("kind", "workshop", "date", "half", "room", "facilitators", "people"),
    "ShadowingSession": ("kind", "guest", "host", "date", "half", "site"),
    "MeetingSession": ("kind", "people", "date", "half"),
    "MissedWorkshop": ("kind", "workshop", "people", "why"),
    "MissedShadowing": ("kind", "guest", "host", "why"),
    "MissedMeeting": ("kind", "people", "weeks", "why"),
}
"""The fields of each model in the order of the format page; fields not named here come last."""

_SEAL = re.compile(r"# Written by pairmatch [^\n]*\. seal: ([0-9a-f]{16})\n")
_SEAL_DIGITS = 16
_LONGEST_SIMPLE_KEY = 500  # YAML reads a longer key only after a `?`


def to_yaml(document: AnyDocument) -> str:
    """The document as YAML, the seal in its first line."""
    return under_seal(yaml_text(plain(document)), document.made.pairmatch)


def under_seal(body: str, version: str) -> str:
    """A text with a first line that says which version wrote it, and that nobody changed it since."""
    return f"# Written by pairmatch {_one_line(version)}. seal: {_seal_of(body)}\n{body}"


def to_json(document: AnyDocument) -> str:
    """The document as JSON: the same keys and values as the YAML, without a seal."""
    return json_text(plain(document))


def json_text(data: Mapping[str, Any]) -> str:
    """Plain data as JSON, without characters that could do anything on a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    return _NOT_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def yaml_text(data: Mapping[str, Any]) -> str:
    """Plain data as YAML, one line a field, and one an entry in a list of mappings."""
    return "".join(_lines(data))


def sealed(text: str) -> bool | None:
    """Whether a document is as pairmatch wrote it; None where it has no seal."""
    found = _SEAL.match(text)
    return None if found is None else found[1] == _seal_of(text[found.end() :])


def plain(document: BaseModel) -> dict[str, Any]:
    """The document as mappings, lists and scalars in the order of the page, without absent fields."""
    found: dict[str, Any] = {}
    for name in _field_order(type(document)):
        value = _plain(getattr(document, name))
        if value is not None:
            found[name] = value
    return found


def plain_weeks(weeks: WeekRange) -> int | str:
    """As `3` or `2..11`."""
    return weeks.first if weeks.first == weeks.last else str(weeks)


def _field_order(model: type[BaseModel]) -> Iterator[str]:
    yield from dict.fromkeys((*_ORDER.get(model.__name__, ()), *model.model_fields))


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return plain(value)
    if isinstance(value, WeekRange):
        return plain_weeks(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(below) for key, below in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(below) for below in value]
    return value


def _seal_of(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:_SEAL_DIGITS]


def _one_line(text: str) -> str:
    return re.sub(r"[^\w.+!-]", "?", text, flags=re.ASCII)


def _lines(head: Mapping[str, Any]) -> Iterator[str]:
    """One line a field of the head, and one a mapping in a list of mappings."""
    for key, value in head.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{key}:\n"
            yield from (f"  - {_flow(entry)}\n" for entry in value)
        else:
            yield f"{key}: {_flow(value)}\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _key(text: str) -> str:
    return _text(text) if len(text) <= _LONGEST_SIMPLE_KEY else f"? {_text(text)} "


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return repr(float(value))
    return value.isoformat() if isinstance(value, date) else _text(str(value))


_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_LIKE_A_NUMBER_OR_DATE = re.compile(
    r"[0-9][0-9_,]*(\.[0-9_]*)?(e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|[0-9_]+(:[0-9.]+)+|[0-9]{4}-[0-9].*",
    re.IGNORECASE,
)
_NOT_IN_QUOTES = re.compile(
    '[\x00-\x1f"\\\\\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff'
    "\ufeff\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_NOT_IN_JSON = re.compile(
    "[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]"
)


def _text(text: str) -> str:
    """Plain where no YAML reader, of version 1.1 or 1.2, could take it for anything else."""
    if text.lower() in _WORDS_OF_YAML or not _plain_letters(text):
        return _quoted(text)
    return _quoted(text) if _LIKE_A_NUMBER_OR_DATE.fullmatch(text) else text


def _plain_letters(text: str) -> bool:
    if not text or text != text.strip() or not (text[0].isalnum() or text[0] == "_"):
        return False
    return all(char.isalnum() or char in " _./()'+-" for char in text)


def _quoted(text: str) -> str:
    return '"' + _NOT_IN_QUOTES.sub(lambda found: _escaped(found.group()), text) + '"'


def _escaped(char: str) -> str:
    return f"\\{char}" if char in '"\\' else escape(char)
