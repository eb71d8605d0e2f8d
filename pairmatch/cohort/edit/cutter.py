"""`Cutter`: from where to where an edit cuts into the text, and what it puts there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, NoReturn

import yaml

from pairmatch.cohort.edit.edit import Edit, EditRefused, nested
from pairmatch.cohort.edit.render import entry_in_lines, is_for_lines, list_in_lines, rendered
from pairmatch.cohort.source import as_parsed

_COMMENT_BELOW = re.compile(r"\r?\n( *)#.*")
_NULL = "tag:yaml.org,2002:null"
_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n")


class Cut(NamedTuple):
    """What is taken out of a text and what is put there; sorted as they follow in the text."""

    start: int
    end: int
    depth: int
    """Minus how deep in the file: of two texts put in at one place, the deeper comes first."""
    order: int
    put: str


class _Cannot(Exception):
    """Why an edit cannot be written."""


def refuse(edit: Edit, why: str) -> NoReturn:
    """Raise `EditRefused` with the reason."""
    where = ".".join(str(step + 1) if isinstance(step, int) else step for step in edit.loc)
    raise EditRefused(f"`{where}` was not changed: {why}; change it by hand")


class Cutter:
    """Where edits cut into one text; they must not touch each other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._break = "\r\n" if "\r\n" in text else "\n"
        try:
            root = yaml.compose(as_parsed(text), Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            root = None
        self._root: yaml.Node | None = root
        self._repeated = _repeated(root) if root else set[int]()
        self._added = Counter[int]()
        """How many entries earlier edits add to a collection, by its identity."""
        self._order = 0

    def cut(self, edit: Edit) -> Cut:
        """What an edit takes out of the text, and what it puts in its place.

        Raises
        ------
        EditRefused
            Where that cannot be said.
        """
        self._order += 1
        if self._root is None:
            refuse(edit, "the file is not YAML")
        way = _way(self._root, edit)
        try:
            start, end, put = self._cut(edit, way)
        except _Cannot as error:
            refuse(edit, str(error))
        return Cut(start, end, -len(way), self._order, put)

    def _cut(self, edit: Edit, way: Sequence[yaml.Node]) -> tuple[int, int, str]:
        node, rest = way[-1], edit.loc[len(way) - 1 :]
        if any(id(one) in self._repeated for one in way):
            raise _Cannot("an alias repeats this value elsewhere in the file")
        if edit.value is None and not rest:
            return self._taken_out(way)
        in_lines = edit.in_lines and _is_for_lines(edit.value)
        if not rest:
            return (in_lines and self._replaced_in_lines(way, edit.value)) or self._replaced(way, edit.value)
        if isinstance(node, yaml.ScalarNode):
            return self._replaced(way, nested(rest, edit.value))
        return self._put_in(node, rest[0], nested(rest[1:], edit.value), in_lines and len(rest) == 1)

    def _replaced(self, way: Sequence[yaml.Node], value: Any) -> tuple[int, int, str]:
        node, put = way[-1], rendered(value)
        start, end = node.start_mark.index, self._end(node)
        if start == end:  # nothing stands after the colon or the dash
            return start, end, f" {put}"
        is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        if is_block and not self._text[self._line_start(start) : start].strip():
            start = self._after_mark(start)
            return start, end, f" {put}"
        return start, end, put

    def _replaced_in_lines(self, way: Sequence[yaml.Node], value: Any) -> tuple[int, int, str] | None:
        """A list below its key, in place of nothing; None where it has to be on one line."""
        node, parent = way[-1], way[-2]
        is_empty = not node.value or node.tag == _NULL
        if not is_empty or not isinstance(parent, yaml.MappingNode) or parent.flow_style:
            return None
        end = self._end(node)
        start = len(self._text[: node.start_mark.index].rstrip(" "))
        line_end = self._line_end(end)
        after = self._text[end:line_end]
        if after.strip() and not after.lstrip().startswith("#"):
            return None
        key = next(key for key, below in parent.value if below is node)
        lines = list_in_lines(value, key.start_mark.column + 2, self._break)
        return start, line_end, after.rstrip() + lines

    def _after_mark(self, start: int) -> int:
        """The end of the colon before a block on lines of its own; its start where a comment is between."""
        before = self._text[:start].rstrip()
        return len(before) if before.endswith(":") else start

    def _put_in(self, node: yaml.Node, step: str | int, value: Any, in_lines: bool) -> tuple[int, int, str]:
        """A new entry after the last one."""
        assert isinstance(node, yaml.CollectionNode)
        if isinstance(step, int) != isinstance(node, yaml.SequenceNode):
            raise _Cannot("the file has something else there")
        if isinstance(step, int) and step != len(node.value) + self._added[id(node)]:
            raise _Cannot("there is no such entry")
        entry = f"{rendered(step)}: {rendered(value)}" if isinstance(step, str) else rendered(value)
        if node.flow_style or not node.value:
            put = self._into_flow(node, entry)
        elif isinstance(node, yaml.SequenceNode):
            put = self._into_list(node, value)
        else:
            column = node.start_mark.column
            if in_lines:
                entry = f"{rendered(step)}:{list_in_lines(value, column + 2, self._break)}"
            at = self._line_end(self._end(node))
            put = at, at, f"{self._break}{' ' * column}{entry}"
        self._added[id(node)] += 1
        return put

    def _into_flow(self, node: yaml.CollectionNode, entry: str) -> tuple[int, int, str]:
        if node.value:
            at = self._end(_last(node))
            return at, at, f", {entry}"
        close = node.end_mark.index - 1
        return close, close, f", {entry}" if self._added[id(node)] else entry

    def _into_list(self, node: yaml.SequenceNode, value: Any) -> tuple[int, int, str]:
        """Laid out as most of the other entries are."""
        column = node.start_mark.column
        at = self._past_its_comments(self._line_end(self._end(node)), column)
        in_lines = [one for one in node.value if isinstance(one, yaml.MappingNode) and not one.flow_style]
        if not is_for_lines(value) or 2 * len(in_lines) <= len(node.value):
            return at, at, f"{self._break}{' ' * column}- {rendered(value)}"
        mark = "-".ljust(max(2, in_lines[-1].start_mark.column - column))
        space = self._break if self._has_space(node) else ""
        return at, at, space + entry_in_lines(value, column, mark, self._break)

    def _past_its_comments(self, at: int, column: int) -> int:
        """The end of the comments on the next lines that stand inside the entry that ends at `at`."""
        while (below := _COMMENT_BELOW.match(self._text, at)) and len(below[1]) > column:
            at = len(self._text[: below.end()].removesuffix("\r"))
        return at

    def _has_space(self, node: yaml.SequenceNode) -> bool:
        """Whether there is an empty line before the last entry; so it is taken to be for the only one."""
        if len(node.value) == 1:
            return True
        before, last = node.value[-2:]
        return bool(_EMPTY_LINE.search(self._text, self._end(before), last.start_mark.index))

    def _taken_out(self, way: Sequence[yaml.Node]) -> tuple[int, int, str]:
        if len(way) == 1:
            raise _Cannot("it is the whole file")
        node = way[-2]
        assert isinstance(node, yaml.CollectionNode)
        spans = list(self._spans(node))
        if len(spans) == 1:
            empty: Any = {} if isinstance(node, yaml.MappingNode) else []
            return self._replaced(way[:-1], empty)
        at = next(n for n, one in enumerate(_below(node)) if one is way[-1])
        if node.flow_style:
            return _out_of_flow(spans, at)
        return self._out_of_block(spans, at)

    def _out_of_block(self, spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int, str]:
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


def _is_for_lines(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_for_lines, value))


def _out_of_flow(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int, str]:
    return (spans[at - 1][1], spans[at][1], "") if at else (spans[0][0], spans[1][0], "")


def _way(root: yaml.Node, edit: Edit) -> list[yaml.Node]:
    """The nodes from the root to the value, or as far as there are any."""
    way = [root]
    for step in edit.loc:
        below = _child(way[-1], step)
        if below is None:
            break
        way.append(below)
    return way


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
