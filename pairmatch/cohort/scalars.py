"""What a plain word of a YAML file is: nothing, a truth, a number or text.

Scalars follow the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema), so `no`, `on`,
`12:30` and `2026-09-07` are text. Numbers keep the text they were written as, because an id such as
`3e1` is one as well.
"""

from __future__ import annotations

import re
from typing import Any

_LONGEST_NUMBER = 30
_BEGINS_A_NUMBER = frozenset("-+.0123456789")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_WORDS = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_TRUTHS: dict[str, bool] = {
    w: w.lower() == "true" for w in ("true", "True", "TRUE", "false", "False", "FALSE")
}


class WrittenInt(int):
    """A whole number that remembers how it was written."""

    text: str


class WrittenFloat(float):
    """A number that remembers how it was written."""

    text: str


def resolve(text: str) -> Any:
    """The value of a plain scalar in the YAML 1.2 core schema."""
    if text in _WORDS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if text[0] not in _BEGINS_A_NUMBER or len(text) > _LONGEST_NUMBER:
        return text
    if _INT.fullmatch(text):
        whole = WrittenInt(int(text, 0) if text[:2] in ("0o", "0x") else int(text))
        whole.text = text
        return whole
    if _FLOAT.fullmatch(text):
        number = WrittenFloat(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        number.text = text
        return number
    return text


def as_written(value: Any) -> Any:
    """Numbers as they were written, everything else as it is."""
    if isinstance(value, WrittenInt | WrittenFloat):
        return value.text
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value
