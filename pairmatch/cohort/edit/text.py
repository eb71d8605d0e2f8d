"""`edited`: the text of a cohort file with some values changed, everything else as it was typed.

A change is cut into the text at the places that the YAML parser gives. What comes out is parsed again and
has to be exactly the data with the edits, else nothing is given back: a wrong file is never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import yaml

from pairmatch.cohort.edit.edit import Edit, EditRefused, nested, with_edits
from pairmatch.cohort.edit.render import rendered
from pairmatch.cohort.source import as_parsed, parse
from pairmatch.errors import CohortError

_BOM = "\ufeff"
Cut = tuple[int, int, str]
"""From where to where text is taken out, and what is put there."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of a cohort file with some edits.

    Parameters
    ----------
    text
        The text, with or without a byte-order mark, with any line ends.
    edits
        Each speaks of the file as the one before left it.

    Returns
    -------
    str
        The text in which nothing else is changed.

    Raises
    ------
    EditRefused
        Where that cannot be written: a value that an alias repeats elsewhere, or a place that is not there.
    """
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    for edit in edits:
        body = _with_one(body, edit)
    return bom + body


def _with_one(text: str, edit: Edit) -> str:
    """The text with one edit, which is checked by reading it again."""
    start, end, put = _Cutter(text, edit).cut()
    after = text[:start] + put + text[end:]
    try:
        is_right = _data(after) == with_edits(_data(text), [edit])
    except (CohortError, KeyError, IndexError, TypeError):
        is_right = False
    if not is_right:
        _refuse(edit, "it cannot be written there without changing anything else")
    return after


def _data(text: str) -> Any:
    return parse(text.encode(), "").data


def _refuse(edit: Edit, why: str) -> NoReturn:
    where = ".".join(str(step + 1) if isinstance(step, int) else step for step in edit.loc)
    raise EditRefused(f"`{where}` was not changed: {why}; change it by hand")


class _Cutter:
    """Where one edit cuts into the text."""

    def __init__(self, text: str, edit: Edit) -> None:
        self._text = text
        self._edit = edit
        self._break = "\r\n" if "\r\n" in text else "\n"
        try:
            root = yaml.compose(as_parsed(text), Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            root = None
        if root is None:
            _refuse(edit, "the file is not YAML")
        self._root: yaml.Node = root
        self._repeated = _repeated(self._root)

    def cut(self) -> Cut:
        """What is taken out, and what is put in its place."""
        way = self._way()
        node, rest = way[-1], self._edit.loc[len(way) - 1 :]
        if any(id(one) in self._repeated for one in way):
            _refuse(self._edit, "an alias repeats this value elsewhere in the file")
        if self._edit.value is None and not rest:
            return self._taken_out(way)
        if not rest:
            return self._replaced(way, self._edit.value)
        if isinstance(node, yaml.ScalarNode):
            return self._replaced(way, nested(rest, self._edit.value))
        return self._put_in(node, rest[0], nested(rest[1:], self._edit.value))

    def _way(self) -> list[yaml.Node]:
        """The nodes from the root to the value, or as far as there are any."""
        way = [self._root]
        for step in self._edit.loc:
            below = _child(way[-1], step)
            if below is None:
                break
            way.append(below)
        return way

    def _replaced(self, way: Sequence[yaml.Node], value: Any) -> Cut:
        node, put = way[-1], rendered(value)
        start, end = node.start_mark.index, self._end(node)
        if start == end:  # nothing stands after the colon or the dash
            return start, end, f" {put}"
        is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        if is_block and not self._text[self._line_start(start) : start].strip():
            start = self._after_mark(start)
            return start, end, f" {put}"
        return start, end, put

    def _after_mark(self, start: int) -> int:
        """The end of the colon before a block on lines of its own; its start where a comment is between."""
        before = self._text[:start].rstrip()
        return len(before) if before.endswith(":") else start

    def _put_in(self, node: yaml.Node, step: str | int, value: Any) -> Cut:
        """A new entry after the last one."""
        assert isinstance(node, yaml.CollectionNode)
        entry = f"{rendered(step)}: {rendered(value)}" if isinstance(step, str) else rendered(value)
        if isinstance(step, int) != isinstance(node, yaml.SequenceNode):
            _refuse(self._edit, "the file has something else there")
        if isinstance(step, int) and step != len(node.value):
            _refuse(self._edit, "there is no such entry")
        if node.flow_style or not node.value:
            return self._into_flow(node, entry)
        mark = "- " if isinstance(step, int) else ""
        at = self._line_end(self._end(node))
        return at, at, f"{self._break}{' ' * node.start_mark.column}{mark}{entry}"

    def _into_flow(self, node: yaml.CollectionNode, entry: str) -> Cut:
        if not node.value:
            close = node.end_mark.index - 1
            return close, close, entry
        at = self._end(_last(node))
        return at, at, f", {entry}"

    def _taken_out(self, way: Sequence[yaml.Node]) -> Cut:
        if len(way) == 1:
            _refuse(self._edit, "it is the whole file")
        node = way[-2]
        assert isinstance(node, yaml.CollectionNode)
        spans = list(self._spans(node))
        if len(spans) == 1:
            empty: Any = {} if isinstance(node, yaml.MappingNode) else []
            return self._replaced(way[:-1], empty)
        at = next(n for n, one in enumerate(_below(node)) if one is way[-1])
        if node.flow_style:
            return self._out_of_flow(spans, at)
        return self._out_of_block(node, spans, at)

    @staticmethod
    def _out_of_flow(spans: Sequence[tuple[int, int]], at: int) -> Cut:
        return (spans[at - 1][1], spans[at][1], "") if at else (spans[0][0], spans[1][0], "")

    def _out_of_block(self, node: yaml.CollectionNode, spans: Sequence[tuple[int, int]], at: int) -> Cut:
        """Whole lines; an entry that shares its line with the dash before it gives way to the next one."""
        start, end = spans[at]
        line = self._line_start(start)
        if self._text[line:start].strip():
            return start, spans[1][0], ""
        after = self._line_end(end)
        if after == len(self._text):
            return self._before_break(line), after, ""
        return line, self._past_break(after), ""

    def _spans(self, node: yaml.CollectionNode) -> Iterator[tuple[int, int]]:
        """From where to where each entry stands, with its key or its dash."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield key.start_mark.index, max(key.end_mark.index, self._end(value))
            return
        for value in node.value:
            start = value.start_mark.index
            if not node.flow_style:
                start = self._text.rindex("-", 0, start)
            yield start, max(start + (0 if node.flow_style else 1), self._end(value))

    def _end(self, node: yaml.Node) -> int:
        """The end of what is written of a value; of a block, that of its last entry."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = _last(node)
            key_end = node.value[-1][0].end_mark.index if isinstance(node, yaml.MappingNode) else 0
            return max(self._end(last), key_end)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """The end of the line, before its break."""
        found = re.compile(r"\r?\n").search(self._text, at)
        return found.start() if found else len(self._text)

    def _past_break(self, at: int) -> int:
        return at + (2 if self._text.startswith("\r\n", at) else 1)

    def _before_break(self, line: int) -> int:
        return len(self._text[:line].removesuffix("\n").removesuffix("\r"))


def _below(node: yaml.CollectionNode) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [value for _, value in node.value]
    return list(node.value)


def _last(node: yaml.CollectionNode) -> yaml.Node:
    return _below(node)[-1]


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _repeated(root: yaml.Node) -> set[int]:
    """Values that stand in more places than one, by their identity."""
    seen: set[int] = set()
    repeated: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            repeated.add(id(node))
            continue
        seen.add(id(node))
        if isinstance(node, yaml.CollectionNode):
            waiting += _below(node)
    return repeated
