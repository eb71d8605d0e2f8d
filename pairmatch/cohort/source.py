"""YAML text → plain data, and the place of every value. The only file that knows the parser.

The text is read in one pass over libyaml's events, without recursion: a deep nesting, an alias
bomb or a repeated key is refused where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from pairmatch.cohort.not_yaml import said
from pairmatch.cohort.scalars import WrittenFloat, WrittenInt, resolve
from pairmatch.diagnostics import Diagnostic, Severity, Span
from pairmatch.errors import CohortError

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64
MAX_ALIASED = 100_000

_LINE_BREAK = re.compile("\r\n|[\r\n]")
_NO_BREAK = dict.fromkeys((0x85, 0x2028, 0x2029), " ")  # line breaks of YAML 1.1, and so of libyaml, only
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = {f"{_CORE}{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")}

Loc = Sequence[str | int]
Mark = Any
"""A `yaml.Mark`, or libyaml's own, which has the same fields."""


@dataclass(slots=True)
class Node:
    """A value, where it stands, and the nodes below it."""

    value: Any
    start: Mark
    end: Mark
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 0
    literal: bool = False

    def child(self, step: str | int) -> Node | None:
        """The node one step down, or None."""
        if isinstance(step, int):
            return self.items[step] if step < len(self.items) else None
        return self.entries.get(step)


class Source:
    """The text of one file, its plain data, and where each value stands."""

    def __init__(self, name: str, text: str, root: Node) -> None:
        self.name = name
        self.lines = split_lines(text)
        self._root = root

    @property
    def data(self) -> Any:
        """Mappings, lists and scalars; every mapping key is text."""
        return self._root.value

    def span(self, loc: Loc) -> Span:
        """Where the value at `loc` stands; a step that is not in the file stays at its parent."""
        return self._span_of(self._node(loc))

    def key_span(self, loc: Loc) -> Span:
        """Where the key of the value at `loc` stands."""
        *parents, last = loc
        parent = self._node(parents)
        return self._span_of(parent.keys.get(str(last), parent))

    def row_span(self, loc: Loc, row: int, column: int = 0) -> Span:
        """Where word `column` of the row `row` of the block text at `loc` stands; blank lines are no rows."""
        node = self._node(loc)
        rows = [at for at in range(node.start.line + 1, len(self.lines)) if self.lines[at].strip()]
        if not node.literal or row >= len(rows):
            return self._span_of(node)
        line = rows[row]
        words = list(re.finditer(r"\S+", self.lines[line]))
        if column >= len(words):
            return Span(self.name, line + 1, 1, line + 1, len(self.lines[line]) + 1)
        word = words[column]
        return Span(self.name, line + 1, word.start() + 1, line + 1, word.end() + 1)

    def comments(self) -> Iterator[tuple[int, int, str]]:
        """Line, column and text of every comment, from its `#` to the end of the line."""
        values = self._text_of_values()
        for number, line in enumerate(self.lines, start=1):
            for sign in re.finditer(r"(?<![^ \t])#", line):
                column = sign.start() + 1
                if not any(start <= (number, column) < end for start, end in values.get(number, ())):
                    yield number, column, line[sign.start() :]
                    break

    def block_texts(self) -> Iterator[tuple[int, int]]:
        """First line (that of the `|`) and last line of every block text."""
        for node in self._nodes():
            if node.literal:
                yield node.start.line + 1, max(node.start.line + 1, node.end.line)

    def _text_of_values(self) -> dict[int, list[tuple[tuple[int, int], tuple[int, int]]]]:
        """By line, from where to where words and quoted texts stand: in them a `#` starts no comment."""
        found: dict[int, list[tuple[tuple[int, int], tuple[int, int]]]] = {}
        for node in self._nodes():
            if isinstance(node.value, dict | list):
                continue
            start, end = (
                (node.start.line + 1, node.start.column + 1),
                (node.end.line + 1, node.end.column + 1),
            )
            start = (start[0] + 1, 1) if node.literal else start  # after `|` there may be a comment
            for number in range(start[0], end[0] + 1):
                found.setdefault(number, []).append((start, end))
        return found

    def _nodes(self) -> Iterator[Node]:
        """Every key and value, those of an alias where they were first written."""
        waiting, seen = [self._root], set[int]()
        while waiting:
            node = waiting.pop()
            if id(node) not in seen:
                seen.add(id(node))
                yield node
                waiting += [*node.keys.values(), *node.entries.values(), *node.items]

    def line(self, number: int) -> str:
        """The text of line `number`, counted from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _node(self, loc: Loc) -> Node:
        node = self._root
        for step in loc:
            below = node.child(step)
            if below is not None:
                node = below
        return node

    def _span_of(self, node: Node) -> Span:
        start, end = node.start, node.end
        return Span(self.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def parse(content: bytes, name: str) -> Source:
    """Read YAML bytes.

    Parameters
    ----------
    content
        The bytes of the file: UTF-8, with or without a byte-order mark, any line ends.
    name
        What messages call the file.

    Raises
    ------
    CohortError
        With one diagnostic, at the first place from which the text cannot be read.
    """
    text = _decode(content, name)
    builder = _Builder(name)
    try:
        for event in yaml.parse(as_parsed(text), Loader=yaml.CLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _fault(name, "PM003", *said(error, split_lines(text))) from None
    if builder.root is None:
        raise _fault(name, "PM009", "the file is empty", None)
    return Source(name, text, builder.root)


def _decode(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        size = f"{len(content) / 1e6:.0f} MB, and at most {MAX_BYTES / 1e6:.0f} MB are read"
        raise _fault(name, "PM008", f"the file is too large: {size}", None)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        raise _fault(
            name, "PM001", "the file is not UTF-8 text", _mark_after(before), "save the file as UTF-8"
        ) from None
    bad = _FORBIDDEN.search(text)
    if bad:
        code_point = f"U+{ord(bad.group()):04X}"
        message = f"the character {code_point} is not allowed in YAML"
        raise _fault(name, "PM002", message, _mark_after(text[: bad.start()]), "delete it")
    return text


def as_parsed(text: str) -> str:
    """The text, character by character, without what only YAML 1.1 takes for the end of a line."""
    return text.translate(_NO_BREAK)


def split_lines(text: str) -> list[str]:
    """The lines of a text as YAML 1.2, and every editor, counts them."""
    return _LINE_BREAK.split(text)


def _mark_after(text: str) -> Mark:
    lines = split_lines(text)
    return yaml.Mark("", 0, len(lines) - 1, len(lines[-1]), None, 0)


def _fault(name: str, code: str, message: str, mark: Mark | None, help: str | None = None) -> CohortError:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    span = Span(name, line, column, line, column + 1)
    return CohortError([Diagnostic(code, Severity.ERROR, message, span, help)])


class _Builder:
    """Takes parser events one by one and leaves the finished tree in `root`."""

    def __init__(self, name: str) -> None:
        self.root: Node | None = None
        self._name = name
        self._open: list[Node] = []
        self._pending: list[Node | None] = []  # the key that waits for its value, a level each
        self._is_map: list[bool] = []
        self._anchors: dict[str, Node] = {}
        self._aliased = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._place(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            message = "a second document starts here"
            advice = "one file holds one cohort: remove the `---`"
            raise _fault(self._name, "PM003", message, event.start_mark, advice)

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise _fault(self._name, "PM004", message, event.start_mark)
        self._refuse_tag(event.tag, event.start_mark)
        is_map = isinstance(event, yaml.MappingStartEvent)
        node = Node({} if is_map else [], event.start_mark, event.end_mark)
        if self._awaits_key():
            raise _fault(self._name, "PM003", "a key must be a word", event.start_mark)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._open.append(node)
        self._pending.append(None)
        self._is_map.append(is_map)

    def _end(self, event: yaml.Event) -> None:
        node = self._open.pop()
        self._pending.pop()
        self._is_map.pop()
        start: Mark = event.start_mark
        end: Mark = event.end_mark
        node.end = start if start.line == end.line else end
        self._place(node, None)

    def _alias(self, event: yaml.AliasEvent) -> None:
        node = self._anchors.get(event.anchor or "")
        if node is None:
            message = f"`*{event.anchor}` stands for nothing: no `&{event.anchor}` comes before it"
            raise _fault(self._name, "PM003", message, event.start_mark)
        if any(node is above for above in self._open):
            message = f"`*{event.anchor}` stands inside its own `&{event.anchor}`"
            raise _fault(self._name, "PM005", message, event.start_mark)
        if len(self._open) + node.height > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep by its aliases"
            raise _fault(self._name, "PM004", message, event.start_mark)
        self._aliased += node.size
        if self._aliased > MAX_ALIASED:
            message = f"aliases repeat more than {MAX_ALIASED:,} values"
            raise _fault(self._name, "PM005", message, event.start_mark)
        self._place(node, None)

    def _place(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.height = max(parent.height, node.height + 1)
        if not self._is_map[-1]:
            parent.items.append(node)
            parent.value.append(node.value)
            parent.size += node.size
        elif self._pending[-1] is None:
            self._take_key(parent, node)
        else:
            key = _key_text(self._pending[-1])
            parent.entries[key] = node
            parent.value[key] = node.value
            parent.size += node.size + 1
            self._pending[-1] = None

    def _take_key(self, parent: Node, node: Node) -> None:
        if isinstance(node.value, dict | list):
            raise _fault(self._name, "PM003", "a key must be a word", node.start)
        key = _key_text(node)
        if key in parent.keys:
            first = parent.keys[key].start.line + 1
            message = f"`{key}` is given twice: first on line {first}"
            raise _fault(self._name, "PM006", message, node.start, "keep one of the two")
        if key == "<<":
            message = "merge keys (`<<`) are not part of YAML 1.2"
            raise _fault(self._name, "PM007", message, node.start, "write the fields out")
        parent.keys[key] = node
        self._pending[-1] = node

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._is_map[-1] and self._pending[-1] is None

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        self._refuse_tag(event.tag, event.start_mark)
        plain = event.implicit[0] if event.tag is None else event.tag not in (f"{_CORE}str", "!")
        value = resolve(event.value) if plain else event.value
        return Node(value, event.start_mark, event.end_mark, literal=event.style == "|")

    def _refuse_tag(self, tag: str | None, mark: Mark) -> None:
        if tag is not None and tag != "!" and tag not in _CORE_TAGS:
            message = f"the tag `{tag}` has no meaning in a cohort file"
            raise _fault(self._name, "PM007", message, mark, "delete the tag")


def _key_text(node: Node) -> str:
    if isinstance(node.value, WrittenInt | WrittenFloat):
        return node.value.text
    if node.value is None or isinstance(node.value, bool):
        return {None: "null", True: "true", False: "false"}[node.value]
    return str(node.value)
