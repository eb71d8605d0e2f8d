"""Plain data as YAML: on one line, or a line for each field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from pairmatch.cohort.scalars import as_written, resolve

_PLAIN = re.compile(r"[^\W_][\w./@+'’-]*( [^\W\d][\w./@+'’-]*)*")
_DATED = re.compile(r"\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?")
_YAML_1_1 = yaml.resolver.Resolver()


def rendered(value: Any) -> str:
    """Plain data as it is written on one line, in flow style; text in quotes where it needs them."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{rendered(key)}: {rendered(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(rendered, value)) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)
    return str(as_written(value))


def is_for_lines(value: Any) -> bool:
    """Whether it is a mapping of more than one field."""
    return isinstance(value, Mapping) and len(value) > 1


def entry_in_lines(value: Mapping[Any, Any], column: int, mark: str, line_break: str) -> str:
    """A mapping as an entry of a list, a line for each field; it starts with the break of the line before.

    Parameters
    ----------
    value
        The mapping; what stands in its fields is written on one line each.
    column
        Of the dash.
    mark
        The dash and the spaces after it.
    line_break
        As the file has them.
    """
    fields = [f"{rendered(key)}: {rendered(one)}" for key, one in value.items()]
    return f"{line_break}{' ' * column}{mark}" + f"{line_break}{' ' * (column + len(mark))}".join(fields)


def list_in_lines(values: Iterable[Mapping[Any, Any]], column: int, line_break: str) -> str:
    """A list of mappings below its key, an empty line between two of them."""
    return line_break.join(entry_in_lines(value, column, "- ", line_break) for value in values)


def _is_plain(text: str) -> bool:
    """Whether text is read as that same text without quotes, by readers of YAML 1.1 as well as 1.2."""
    if _DATED.fullmatch(text):
        return True
    if not _PLAIN.fullmatch(text) or (" " in text and text[0].isdigit()):
        return False
    tag = _YAML_1_1.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag == "tag:yaml.org,2002:str" and isinstance(resolve(text), str)
