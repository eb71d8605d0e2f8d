"""The values of a YAML text as a tree, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

Mark = Any
"""Whatever has a `line` and a `column`, counted from 0: a `yaml.Mark`, libyaml's own, or a node."""


class Node:
    """A word or a quoted text, and from where to where it stands.

    A file has ten thousands of them, so that they carry no more than they must.
    """

    __slots__ = ("column", "end_column", "end_line", "line", "literal", "value")
    entries: Mapping[str, Node] = MappingProxyType({})
    keys: Mapping[str, Node] = MappingProxyType({})
    items: Sequence[Node] = ()
    size = 1
    height = 0

    def __init__(self, value: Any, start: Mark, end: Mark, literal: bool = False) -> None:
        self.value = value
        self.line = start.line
        self.column = start.column
        self.end_line = end.line
        self.end_column = end.column
        self.literal = literal

    def ends_at(self, end: Mark) -> None:
        """Note where it ends, once that is known."""
        self.end_line = end.line
        self.end_column = end.column

    def child(self, step: str | int) -> Node | None:
        """The node one step down, or None."""
        if isinstance(step, int):
            return self.items[step] if step < len(self.items) else None
        return self.entries.get(step)


class MappingNode(Node):
    """A mapping, and its keys and values."""

    __slots__ = ("awaits", "entries", "height", "keys", "size")

    def __init__(self, start: Mark, end: Mark) -> None:
        super().__init__({}, start, end)
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Node] = {}
        self.size = 1
        self.height = 0
        self.awaits: str | None = None
        """The key whose value comes next, while the mapping is read."""


class ListNode(Node):
    """A list, and what stands in it."""

    __slots__ = ("height", "items", "size")

    def __init__(self, start: Mark, end: Mark) -> None:
        super().__init__([], start, end)
        self.items: list[Node] = []
        self.size = 1
        self.height = 0
