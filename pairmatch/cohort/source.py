"""YAML text → plain data, and the place of every value. The only file that knows the parser.

The text is read in one pass over libyaml's events, without recursion: a deep nesting, an alias
bomb or a repeated key is refused where it starts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import yaml

from pairmatch.cohort.nodes import ListNode, MappingNode, Mark, Node
from pairmatch.cohort.not_yaml import said
from pairmatch.cohort.scalars import WrittenFloat, WrittenInt, resolve
from pairmatch.diagnostics import Diagnostic, Severity, Span
from pairmatch.errors import CohortError

MAX_BYTES = 32 * 1024 * 1024
MAX_VALUES = 1_000_000
"""Keys, words and collections of one file; a cohort of 7,000 people has half as many."""
MAX_DEPTH = 64
MAX_ALIASED = 100_000
_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"

_LINE_BREAK = re.compile("\r\n|[\r\n]")
_NO_BREAKS = ("\x85", "\u2028", "\u2029")  # line breaks of YAML 1.1, and so of libyaml, only
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGN = re.compile(r"(?<![^ \t])#")
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = {f"{_CORE}{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")}

Loc = Sequence[str | int]


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
        rows = (at for at in range(node.line + 1, len(self.lines)) if self.lines[at].strip())
        line = next(islice(rows, row, None), None) if node.literal else None
        if line is None:
            return self._span_of(node)
        words = list(re.finditer(r"\S+", self.lines[line]))
        if column >= len(words):
            return Span(self.name, line + 1, 1, line + 1, len(self.lines[line]) + 1)
        word = words[column]
        return Span(self.name, line + 1, word.start() + 1, line + 1, word.end() + 1)

    def comments(self) -> Iterator[tuple[int, int, str]]:
        """Line, column and text of every comment, from its `#` to the end of the line."""
        values = sorted(self._text_of_values())
        for number, line in enumerate(self.lines, start=1):
            for sign in _SIGN.finditer(line):
                at = (number, sign.start() + 1)
                before = bisect_right(values, at, key=lambda value: value[0])
                if not before or values[before - 1][1] <= at:
                    yield *at, line[sign.start() :]
                    break

    def entries(self, loc: Loc) -> Sequence[tuple[Any, Span]]:
        """Value and place of each entry of the list at `loc`; none where there is no list."""
        node = self._node(loc)
        return [(item.value, self._span_of(item)) for item in node.items]

    def block_texts(self) -> Iterator[tuple[int, int]]:
        """First line (that of the `|`) and last line of every block text."""
        for node in self._nodes():
            if node.literal:
                yield node.line + 1, max(node.line + 1, node.end_line)

    def _text_of_values(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Line and column from and to which words and quoted texts stand: in them `#` starts no comment."""
        for node in self._nodes():
            if not isinstance(node, MappingNode | ListNode):
                first = (node.line + 2, 1) if node.literal else (node.line + 1, node.column + 1)
                yield first, (node.end_line + 1, node.end_column + 1)  # after `|` there may be a comment

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
        return Span(self.name, node.line + 1, node.column + 1, node.end_line + 1, node.end_column + 1)


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
            take = builder.take.get(type(event))
            if take:
                take(event)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # libyaml reads ahead, and has a limit of its own
            raise _fault(name, "PM004", _TOO_DEEP, error.problem_mark) from None
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
        before = error.object[: error.start].decode("utf-8")  # what follows the byte-order mark
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
    for sign in _NO_BREAKS:
        text = text.replace(sign, " ")
    return text


def split_lines(text: str) -> list[str]:
    """The lines of a text as YAML 1.2, and every editor, counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def line_starts(text: str) -> list[int]:
    """The position in the text at which each of its lines starts."""
    return [0, *(found.end() for found in _LINE_BREAK.finditer(text))]


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
        self._open: list[MappingNode | ListNode] = []
        self._anchors: dict[str, Node] = {}
        self._aliased = 0
        self._placed = 0
        self.take: Mapping[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        """What is done with each kind of event that matters."""

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self.root is not None:
            message = "a second document starts here"
            advice = "one file holds one cohort: remove the `---`"
            raise _fault(self._name, "PM003", message, event.start_mark, advice)

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _fault(self._name, "PM004", _TOO_DEEP, event.start_mark)
        self._refuse_tag(event.tag, event.start_mark)
        kind = MappingNode if isinstance(event, yaml.MappingStartEvent) else ListNode
        node = kind(event.start_mark, event.end_mark)
        if self._awaits_key():
            raise _fault(self._name, "PM003", "a key must be a word", event.start_mark)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._open.append(node)

    def _end(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        node = self._open.pop()
        start: Mark = event.start_mark
        end: Mark = event.end_mark
        node.ends_at(start if start.line == end.line else end)
        self._place(node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        node = self._anchors.get(event.anchor or "")
        if node is None:
            message = f"`*{event.anchor}` stands for nothing: no `&{event.anchor}` comes before it"
            raise _fault(self._name, "PM003", message, event.start_mark)
        if any(node is above for above in self._open):
            message = f"`*{event.anchor}` stands inside its own `&{event.anchor}`"
            raise _fault(self._name, "PM005", message, event.start_mark)
        if len(self._open) + node.height > MAX_DEPTH:
            raise _fault(self._name, "PM004", f"{_TOO_DEEP} by its aliases", event.start_mark)
        self._aliased += node.size
        if self._aliased > MAX_ALIASED:
            message = f"aliases repeat more than {MAX_ALIASED:,} values"
            raise _fault(self._name, "PM005", message, event.start_mark)
        self._place(node)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        tag, value = event.tag, event.value
        if tag is not None:
            self._refuse_tag(tag, event.start_mark)
        if event.implicit[0] if tag is None else tag not in (f"{_CORE}str", "!"):
            value = resolve(value)
        node = Node(value, event.start_mark, event.end_mark, event.style == "|")
        if event.anchor:
            self._anchors[event.anchor] = node
        self._place(node)

    def _place(self, node: Node) -> None:
        """Put a finished node below the one that is open."""
        self._placed += 1
        if self._placed > MAX_VALUES:
            raise _fault(self._name, "PM008", f"the file is too large: more than {MAX_VALUES:,} values", node)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if parent.height <= node.height:
            parent.height = node.height + 1
        if isinstance(parent, ListNode):
            parent.items.append(node)
            parent.value.append(node.value)
            parent.size += node.size
        elif parent.awaits is None:
            self._take_key(parent, node)
        else:
            parent.entries[parent.awaits] = node
            parent.value[parent.awaits] = node.value
            parent.size += node.size + 1
            parent.awaits = None

    def _take_key(self, parent: MappingNode, node: Node) -> None:
        if isinstance(node, MappingNode | ListNode):
            raise _fault(self._name, "PM003", "a key must be a word", node)
        key = _key_text(node)
        if key in parent.keys:
            first = parent.keys[key].line + 1
            message = f"`{key}` is given twice: first on line {first}"
            raise _fault(self._name, "PM006", message, node, "keep one of the two")
        if key == "<<":
            message = "merge keys (`<<`) are not part of YAML 1.2"
            raise _fault(self._name, "PM007", message, node, "write the fields out")
        parent.keys[key] = node
        parent.awaits = key

    def _awaits_key(self) -> bool:
        parent = self._open[-1] if self._open else None
        return isinstance(parent, MappingNode) and parent.awaits is None

    def _refuse_tag(self, tag: str | None, mark: Mark) -> None:
        if tag is not None and tag != "!" and tag not in _CORE_TAGS:
            message = f"the tag `{tag}` has no meaning in a cohort file"
            raise _fault(self._name, "PM007", message, mark, "delete the tag")


def _key_text(node: Node) -> str:
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, WrittenInt | WrittenFloat):
        return node.value.text
    if node.value is None or isinstance(node.value, bool):
        return {None: "null", True: "true", False: "false"}[node.value]
    return str(node.value)
