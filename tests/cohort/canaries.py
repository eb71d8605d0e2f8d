"""Cohort files in which every text is a word that can be found again: a canary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from pairmatch.cohort.anonymise.fields import OF_THE_FORMAT
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import plain

ROOT = Path(__file__).parents[2]
FILES = (
    *(ROOT / "tests" / "cohort" / name for name in ("full.yaml", "rich.yaml")),
    *(ROOT / "cohorts" / f"{name}.yaml" for name in ("six-pairs", "trust-autumn", "region-26-weeks")),
)
_CANARY = re.compile(r"zqx\d+zqx", re.IGNORECASE)

Chosen = Callable[[str, bool], bool]
"""Whether a text becomes a canary, by the text and by whether it is a key."""


@dataclass
class Canaries:
    """The canaries of one file: for the same text the same one."""

    by_text: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """The canary of a text."""
        return self.by_text.setdefault(text, f"zqx{len(self.by_text)}zqx")


def is_value(text: str, is_key: bool) -> bool:
    """Every value: names, and numbers, dates and true or false as well."""
    return not is_key


def is_free_key(text: str, is_key: bool) -> bool:
    """Every key that is no field of the format: ids of sites, days, codes, names of attributes."""
    return is_key and plain(text) not in OF_THE_FORMAT


_FIXED = frozenset(
    (
        *("am", "pm", "GB-ENG", "SAS", "consultant", "true", "false", "mon..fri", "first", "fair", "never"),
        *("same", "different", "doctors", "interests", "seniority", "exchange", "availability"),
        *("preferences", "directorate", "site"),
    )
)
_SAYS_WHEN = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun|am|pm|[\d:.\s-])+|[A-Z]{1,2}|[A-Z]{1,2}\d|8[a-d]"
).fullmatch


def is_personal(text: str, is_key: bool) -> bool:
    """Every name, address and free text of a file, in the eyes of a reader: what else there is has a form."""
    if is_key and not is_free_key(text, is_key):
        return False
    return not (text in _FIXED or text.startswith("|") or _SAYS_WHEN(text))


def with_canaries(text: str, chosen: Chosen) -> str:
    """The text with canaries in place of what is chosen, in every comment, and before every section."""
    canaries, pieces, at = Canaries(), list[str](), 0
    for start, end, is_key in _scalars(text):
        word = text[start:end]
        bare = word.strip("'\"")
        pieces.append(text[at:start])
        at = end
        if not chosen(bare, is_key):
            pieces.append(word)
        elif word.startswith(("|", ">")):
            head, _, rows = word.partition("\n")
            pieces.append(
                f"{head.partition('#')[0]}\n" + re.sub(r"\S+", lambda one: canaries.of(one[0]), rows)
            )
        else:
            pieces.append(canaries.of(bare))
    return _with_comments("".join([*pieces, text[at:]]), canaries)


def found_in(text: str) -> list[str]:
    """The canaries that a text has, whatever their capitals."""
    return _CANARY.findall(text)


def _scalars(text: str) -> Iterator[tuple[int, int, bool]]:
    is_key = False
    for token in yaml.scan(text, Loader=yaml.CLoader):
        if isinstance(token, yaml.ScalarToken):
            yield token.start_mark.index, token.end_mark.index, is_key
        is_key = isinstance(token, yaml.KeyToken)


def _with_comments(text: str, canaries: Canaries) -> str:
    """A canary at the end of each comment, and comments of their own before each section."""
    lines = text.split("\n")
    for line, _, _ in parse(text.encode(), "").comments():
        lines[line - 1] += f" {canaries.of(f'comment {line}')} # pairmatch: ignore[{canaries.of('code')}]"
    return "\n".join(
        f"# pairmatch: ignore[{canaries.of('x')}] {canaries.of('y')}\n{line}" if line[:1].isalpha() else line
        for line in lines
    )
