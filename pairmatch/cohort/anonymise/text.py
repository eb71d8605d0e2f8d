"""The text of a cohort file with other values in it: the same lines, without anything anybody wrote.

What comes out is put together from three things only: the new values, the signs that YAML is built of,
and spaces. Comments fall away, but for what makes `check` accept a warning; anchors too, each alias being
written out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import yaml

from pairmatch.cohort.edit.render import rendered
from pairmatch.cohort.source import as_parsed, parse
from pairmatch.errors import CohortError

_GAP = re.compile(
    r"""(?P<line>(?:(?<=\n)|\A)[ \t]*\#[^\r\n]*(?:\r\n?|\n|\Z))   # a comment on a line of its own
      | (?P<comment>[ \t]*\#[^\r\n]*)
      | (?P<other>!<[^>]*> | [&!][^\s,\[\]{}]* | (?:(?<=\n)|\A)%[^\r\n]* | \.\.\.)
      | (?P<sign>[-?:,\[\]{}\s]+?)""",
    re.VERBOSE,
)
_IGNORE = re.compile(r"#\s*pairmatch\s*:\s*ignore\b(?:\s*(\[)([^\]]*)\])?")
_CODE = re.compile(r"PM\d{3}")
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?P<comment>\#[^\r\n]*)?(?P<end>\r\n?|\n)(?P<rows>.*)", re.DOTALL)
_NO_ASCII = re.compile("[^ -~]")
_BOM = "\ufeff"


def rewritten(text: str, data: Any) -> str:
    """The text with the values of `data` in it.

    Parameters
    ----------
    text
        The text of a file that can be parsed.
    data
        Of the same shape as what the text holds: as many keys and entries everywhere.
    """
    body = as_parsed(text.removeprefix(_BOM))
    pieces, at = list[str](), 0
    for start, end, put in _replacements(body, data):
        pieces += _gap(body, at, start)
        pieces.append(put)
        at = end
    pieces += _gap(body, at, len(body))
    after = "".join(pieces)
    return after if _holds(after, data) else _plainly(data)


def comments_in(text: str) -> int:
    """How many comments a text has, outside of its values."""
    body, at, count = as_parsed(text.removeprefix(_BOM)), 0, 0
    for start, end in [*_places(body), (len(body), len(body))]:
        count += sum(one.lastgroup in ("line", "comment") for one in _GAP.finditer(body, at, start))
        at = end
    return count


def _holds(text: str, data: Any) -> bool:
    """Whether a text is read as just that data."""
    try:
        return rendered(parse(text.encode(), "").data) == rendered(data)
    except CohortError:
        return False


def _plainly(data: Any) -> str:
    """The data as YAML in lines of its own, where the layout of the old text cannot take it."""
    if isinstance(data, dict):
        return "".join(f"{_written(key)}: {_written(value)}\n" for key, value in data.items())
    return f"{_written(data)}\n"


def _places(body: str) -> Iterator[tuple[int, int]]:
    """From where to where each value stands that has no others in it."""
    for event in yaml.parse(body, Loader=yaml.CLoader):
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            yield _span(event)


def _replacements(body: str, data: Any) -> Iterator[tuple[int, int, str]]:
    """From where to where each value stands, and what is put there."""
    waiting: list[Iterator[Any]] = [iter([data])]
    for event in yaml.parse(body, Loader=yaml.CLoader):
        match event:
            case yaml.MappingStartEvent():
                waiting.append(chain.from_iterable(next(waiting[-1]).items()))
            case yaml.SequenceStartEvent():
                waiting.append(iter(next(waiting[-1])))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                waiting.pop()
            case yaml.ScalarEvent() | yaml.AliasEvent():
                start, end = _span(event)
                style = getattr(event, "style", None)
                yield start, end, _put(next(waiting[-1]), body[start:end], style)


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _written(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(key)}: {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    is_odd = isinstance(value, str) and not (value.isascii() and value.isprintable())
    return _quoted(value) if is_odd else rendered(value)


def _quoted(text: str) -> str:
    """A text in quotes, with escapes for all that some reader might not take."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _NO_ASCII.sub(lambda sign: f"\\U{ord(sign[0]):08x}", quoted)


def _put(value: Any, was: str, style: str | None) -> str:
    if not was:
        return "" if value is None else _written(value)
    if style in ("|", ">"):
        return _block(value, was, style)
    if style in ("'", '"') and isinstance(value, str):
        return _quoted(value)  # a colon may follow without a space
    return _written(value)


def _block(value: Any, was: str, style: str) -> str:
    """A block text: in rows as it was where it was literal, else in quotes; then the breaks that ended it."""
    found = _BLOCK.search(was)
    if found is None:
        return _written(value)
    ignore = _ignore(found["comment"] or "")
    comment = f" {ignore}" if ignore else ""
    rows, line_end = found["rows"], found["end"]
    indent = re.match(r"\s*?(?P<indent> *)(?=[^ \r\n]|\Z)", rows)
    lines = str(value).removesuffix("\n").split("\n")
    is_literal = style == "|" and indent and indent["indent"] and "\n" in str(value) and lines[0].strip()
    if not is_literal or lines[0][0].isspace():
        return f"{_written(value)}{comment}{line_end if rows.endswith(line_end) or not rows else ''}"
    assert indent is not None
    chomping = "" if str(value).endswith("\n") else "-"
    put = [f"{indent['indent']}{line}" if line else "" for line in lines]
    blank = re.search(r"(?:[ \t]*(?:\r\n?|\n))*\Z", rows)
    return f"|{chomping}{comment}{line_end}{line_end.join(put)}{blank[0] if blank else ''}"


def _gap(body: str, start: int, end: int) -> Iterator[str]:
    """What stands between two values, without words."""
    for piece in _GAP.finditer(body, start, end):
        if piece.lastgroup == "sign":
            yield piece[0]
        elif piece.lastgroup in ("line", "comment"):
            yield _comment(piece[0])


def _comment(text: str) -> str:
    """What is left of a comment, with the spaces before it and the break after it: mostly nothing."""
    ignore = _ignore(text)
    if not ignore:
        return ""
    before, after = text[: len(text) - len(text.lstrip(" \t"))], text[len(text.rstrip("\r\n")) :]
    return f"{before}{ignore}{after}"


def _ignore(comment: str) -> str:
    """The part of a comment that accepts warnings, without the reason."""
    found = _IGNORE.match(comment.strip())
    if not found:
        return ""
    codes = [word if _CODE.fullmatch(word) else "x" for word in re.findall(r"[^\s,]+", found[2] or "")]
    return "# pairmatch: ignore" + (f"[{', '.join(codes)}]" if found[1] else "")
