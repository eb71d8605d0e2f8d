"""One kind of name: the same name gets the same label, and no two names the same one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pairmatch.cohort.anonymise.words import word_by_word
from pairmatch.diagnostics import plain

Changed = Iterator[tuple[str, str]]
"""What a name was, and its label."""


class Namespace:
    """The labels of one kind of name, given out in the order in which the names come.

    Parameters
    ----------
    stem
        What a label begins with: a hyphen and a number follow.
    is_kept
        Whether a name says nothing of anybody, and stays.
    is_formed
        Whether a name is formed as the format asks; one that is not gets a label with a capital, so
        that it still is not.
    """

    def __init__(
        self,
        stem: str,
        *,
        is_kept: Callable[[str], bool] = lambda name: False,
        is_formed: Callable[[str], bool] = lambda name: True,
    ) -> None:
        self._stem = stem
        self._is_kept = is_kept
        self._is_formed = is_formed
        self._labels: dict[str, str] = {}
        self._used: set[str] = set()
        self._last = 0
        self._alike: dict[str, str] = {}

    def define(self, name: str, label: str) -> None:
        """Give a name a label of its own, unless it has one."""
        if name not in self._labels and not self._stays(name):
            self._take(name, self._shaped(name, label))

    def of(self, name: str) -> str:
        """The label of a name."""
        if self._stays(name):
            return name
        if name not in self._labels:
            self._take(name, self._variant(name) or self._next(name))
        return self._labels[name]

    def of_words(self, text: str) -> str:
        """The text with a label for each of its words."""
        return word_by_word(text, self.of)

    def knows(self, name: str) -> bool:
        """Whether the name has a label already."""
        return name in self._labels

    def items(self) -> Changed:
        """Every name and its label, but for those that stay."""
        yield from self._labels.items()

    def _stays(self, name: str) -> bool:
        return not name.strip() or self._is_kept(name)

    def _take(self, name: str, label: str) -> None:
        while label in self._used:
            label += "x"
        self._labels[name] = label
        self._used.add(label)
        self._alike.setdefault(plain(name), label)

    def _variant(self, name: str) -> str | None:
        """For a name that differs from another by capitals only, that one's label with other capitals."""
        label = self._alike.get(plain(name))
        if label is None:
            return None
        variants = (label.lower(), label.capitalize(), label.upper())
        fitting = (one for one in variants if self._is_formed(name) == (one == label.lower()))
        return next((one for one in fitting if one not in self._used), None)

    def _next(self, name: str) -> str:
        self._last += 1
        while (label := self._shaped(name, f"{self._stem}-{self._last}")) in self._used:
            self._last += 1
        return label

    def _shaped(self, name: str, label: str) -> str:
        return label if self._is_formed(name) else label.capitalize()
