"""How like the fields of a person a heading is: by its words, however the question is put."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pairmatch.importing.people.cleaning import bare, folded, needs_rapidfuzz
from pairmatch.importing.people.fields import AS_EXPORTED, ATTRIBUTE, Field, fields_of
from pairmatch.importing.side import Side

_GOOD = 75
"""From which likeness on, of 100, a heading is taken for a field."""
_ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|[1-5])\b")
_CHOICE = re.compile(r"\b(choice|preference|preferred|pick)\b")
_RANKS = {word: at for at, word in enumerate(("first", "second", "third", "fourth", "fifth"), start=1)}
_QUESTION = (
    "what whats which is are your you yours the a an of do does did would will please enter choose select "
    "give state all that apply to for in at on have has any this these us we tell me my and or if so be by "
    "current currently s interested"
)
_EXACT = frozenset(one.name for one in AS_EXPORTED)
_SMALL = frozenset(_QUESTION.split())
"""Words that say nothing of what a question asks for."""


def likely(heading: str, side: Side) -> dict[str, int]:
    """How like each field a heading is, of 100, for those that it is like enough."""
    if rank(heading):
        return {"prefers": 100}
    if heading in _EXACT or (heading.startswith(ATTRIBUTE) and heading != ATTRIBUTE):
        return {heading: 100}
    scores = {name: _likeness(heading, one, side) for name, one in fields_of(side).items()}
    return {name: score for name, score in scores.items() if score >= _GOOD}


def _likeness(heading: str, known: Field, side: Side) -> int:
    needs_rapidfuzz()
    from rapidfuzz import fuzz

    words = _words(heading)
    never = known.never | ({side.other.value, side.other.one} if "partner" in known.never else set())
    if not words or not never.isdisjoint(words):
        return 0
    best = 0
    for one in known.headings:
        others = [word for word in one.split() if word not in _SMALL] or one.split()
        if sorted(others) == sorted(words) or one.split() == bare(heading).split():
            return 100
        best = max(
            best, int(fuzz.token_sort_ratio(" ".join(words), " ".join(others))) - 4, _held(others, words)
        )
    return best


def _held(few: Sequence[str], many: Sequence[str]) -> int:
    """How like a heading is that has all the words of a shorter one: each further word makes it less so."""
    from rapidfuzz import fuzz

    for word in few:
        if not any(word == other or (len(word) > 4 and fuzz.ratio(word, other) >= 88) for other in many):
            return 0
    return 98 - 6 * (len(many) - len(few))


def _words(heading: str) -> list[str]:
    """The words of a heading that say something: not those in brackets, nor what follows the question."""
    text = re.sub(r"\([^)]*\)", " ", folded(heading).replace("e mail", "email"))
    text = text.partition("?")[0] or text
    words = [re.sub(r"(?<=[a-z])\d+$", "", word) for word in bare(text).split()]
    return [word for word in words if word not in _SMALL] or words


def rank(heading: str) -> int:
    """Which wish a heading such as `Second choice` asks for, from 1; 0 for any other heading."""
    text = bare(heading)
    found = _ORDINAL.search(text)
    others = {"project", "site", "theme", "date", "day", "workshop", "specialty", "topic"}
    if not found or not _CHOICE.search(text) or not others.isdisjoint(text.split()):
        return 0
    return _RANKS.get(found[1]) or int(found[1][0])
