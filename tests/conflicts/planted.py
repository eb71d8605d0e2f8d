"""Cohorts into which one conflict is planted, its facts marked in the text.

A line with a fact ends in `# <-- kind`. `# <-- (kind)` is a line that may be quoted as well, or instead where
the same kind is marked elsewhere. Where a file holds more conflicts than one, a letter before the kind says
which. In the head, `# asks: …` is what is asked for in vain; of `# asks one of: …` lines one is enough.
`# unwritten: kind` is a fact that stands nowhere, `# also: kind` one that may be told of as well; `# lock: …`
and `# ban: …` are wishes of the command line. In files of the pairing the letters tell apart the two sides
from which one cause can be told: doctors without a partner, or managers.

The marks are taken out before anything reads the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
_MARK = re.compile(r"  # <-- (?:(\w) )?(\()?(\w+)\)?$")
_HEAD = re.compile(r"# (asks|asks one of|unwritten|also|lock|ban)(?: (\w))?: (.+)")


@dataclass(frozen=True)
class Group:
    """One fact, and the lines any of which may be quoted for it; no line: it stands nowhere."""

    kind: str
    lines: frozenset[int]
    is_needed: bool = True


@dataclass(frozen=True)
class Conflict:
    """A planted conflict."""

    asks: tuple[str, ...]
    """All of them cannot be had together."""
    asks_one_of: tuple[str, ...]
    """Any one of these cannot be had, whatever becomes of the others."""
    groups: tuple[Group, ...]
    also: frozenset[str]
    """Kinds of facts that may be told of as well, though they stand nowhere."""

    def alternatives(self) -> list[frozenset[str]]:
        """Every set of demands that is a conflict together with the facts."""
        return [frozenset({*self.asks, one}) for one in self.asks_one_of] or [frozenset(self.asks)]


@dataclass(frozen=True)
class Planted:
    """A cohort file and the conflicts in it."""

    name: str
    text: str
    conflicts: tuple[Conflict, ...]
    lock: tuple[tuple[str, str], ...]
    ban: tuple[tuple[str, str], ...]

    @property
    def content(self) -> bytes:
        """The file as it is read."""
        return self.text.encode()


@cache
def planted(folder: str) -> tuple[Planted, ...]:
    """All files of a folder, by name."""
    return tuple(_read(path) for path in sorted((HERE / folder).glob("*.yaml")))


def _read(path: Path) -> Planted:
    lines = path.read_text().splitlines()
    heads = [found.groups() for line in lines if (found := _HEAD.fullmatch(line))]
    marks = [
        (n, found[1], found[2], found[3]) for n, line in enumerate(lines, 1) if (found := _MARK.search(line))
    ]
    letters = sorted({letter for what, letter, _ in heads if what.startswith("asks")}, key=str) or [None]
    conflicts = tuple(
        Conflict(
            tuple(words for what, of, words in heads if what == "asks" and of == letter),
            tuple(words for what, of, words in heads if what == "asks one of" and of == letter),
            (
                *_groups((n, is_spare, kind) for n, of, is_spare, kind in marks if of in (None, letter)),
                *(Group(words, frozenset()) for what, _, words in heads if what == "unwritten"),
            ),
            frozenset(words for what, _, words in heads if what == "also"),
        )
        for letter in letters
    )
    text = "".join(_MARK.sub("", line) + "\n" for line in lines)
    return Planted(path.stem, text, conflicts, _wishes(heads, "lock"), _wishes(heads, "ban"))


def _wishes(heads: Iterable[tuple[str, ...]], name: str) -> tuple[tuple[str, str], ...]:
    return tuple((words.split()[0], words.split()[1]) for what, _, words in heads if what == name)


def _groups(marks: Iterable[tuple[int, str | None, str]]) -> list[Group]:
    """A fact a marked line, but one fact a kind where lines are marked that may be quoted as well."""
    listed = list(marks)
    found = []
    for kind in dict.fromkeys(kind for _, _, kind in listed):
        needed = [n for n, is_spare, of in listed if of == kind and not is_spare]
        spare = [n for n, is_spare, of in listed if of == kind and is_spare]
        if spare:
            found.append(Group(kind, frozenset(needed + spare), bool(needed)))
        else:
            found += [Group(kind, frozenset([n])) for n in needed]
    return found
