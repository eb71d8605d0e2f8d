"""Values that say nothing about anybody: which may stay as they are, and what stands in for others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pairmatch.cohort.pairing_rules import CRITERIA, LADDER
from pairmatch.cohort.rules import not_really_approved
from pairmatch.cohort.scalars import as_written
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import DAY_NAMES, DAYS, MONTH_NAMES
from pairmatch.diagnostics import plain

WORD = re.compile(r"[^\s,;]+")
RESERVED = frozenset((*CRITERIA, "specialty", "wants", "offers"))
"""What a criterion or a rule can go by that is no attribute."""
GRADES = frozenset(plain(name) for level in LADDER for name in level)
"""Grades and bands that thousands have."""
HALVES = frozenset(("am", "pm", "eve", "evening", "night", "early", "late", "morning", "afternoon"))
MOST_DIGITS = 8
_NEUTRAL = "text"
_MOST_PARTS = 3

_DATE = r"\d{4}-\d{1,2}-\d{1,2}(T[\d:]*Z?)?|\d{1,2}([./-])\d{1,2}\2(\d\d|\d{4})|20\d{6}"
_TIME = r"\d{1,2}[:.]\d\d(am|pm)?|\d{1,2}(am|pm)"
_SMALL = r"\d{1,3}(st|nd|rd|th)?|(19|20)\d\d"
_IS_ONE = re.compile(rf"{_DATE}|{_TIME}|{_SMALL}", re.IGNORECASE).fullmatch
_WORDS_OF_TIME = frozenset(
    word
    for names in (DAYS, DAY_NAMES, MONTH_NAMES, [month[:3] for month in MONTH_NAMES], HALVES)
    for word in map(str.casefold, names)
) | {
    "to",
    "until",
    "till",
    "from",
    "and",
    "noon",
    "midnight",
    "week",
    "weeks",
    "daily",
    "tues",
    "thurs",
    "sept",
}
_CODES_OF_MANY = frozenset(("NWD", "OFF", "LTFT", "EVE", "TWI", "LONG", "NIGHT", "DAY", "LATE", "EARLY"))
_IS_SHORT_CODE = re.compile(r"[A-Za-z0-9+*/.-]{1,2}").fullmatch
_IS_COUNTRY = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?").fullmatch
_IS_NUMBER = re.compile(r"[-+]?(\d+([.,]\d+)?|\.inf|\.nan)", re.IGNORECASE).fullmatch
_FLAGS = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false"))


def says_when(word: str) -> bool:
    """Whether a word without spaces is a date, a day, a time, a number of weeks, or a range of these."""
    if _IS_ONE(word):
        return True
    parts = re.split(r"\.{2,3}|–", word) if ".." in word or "–" in word else re.split("[-/]", word)
    return len(parts) <= _MOST_PARTS and all(map(_is_part, parts))


def _is_part(part: str) -> bool:
    return not part or bool(_IS_ONE(part)) or part.casefold().rstrip(".") in _WORDS_OF_TIME


def is_usual_code(word: str) -> bool:
    """Whether a shift code is so short, or so usual, that it names nobody."""
    return bool(_IS_SHORT_CODE(word)) or word in _CODES_OF_MANY


def is_usual_grade(name: str) -> bool:
    """Whether a grade or band is one of the default ladder, however it is spelt."""
    return plain(name) in GRADES


def is_country(name: str) -> bool:
    """Whether it is formed as the code of a country."""
    return bool(_IS_COUNTRY(name))


def is_reserved(name: str) -> bool:
    """Whether a criterion or a rule by that name goes by a field of the format."""
    return plain(name) in RESERVED


def number(value: Any) -> Any:
    """A number as it is, unless it has so many digits that it may be somebody's; a text that is one, too."""
    if isinstance(value, str):
        is_one = _IS_NUMBER(value.strip()) and len(value.strip()) <= MOST_DIGITS
        return value if is_one else neutral_text(value)
    if len(str(as_written(value))) <= MOST_DIGITS:
        return value
    largest = 10**6 - 1 if value > 0 else 1 - 10**6
    return float(largest) if isinstance(value, float) else largest


def flag(value: Any) -> Any:
    """A word that is often written for true or false as it is; anything else without what it says."""
    if isinstance(value, str):
        return value if value.casefold() in _FLAGS else neutral_text(value)
    return neutral(value)


def neutral(value: Any) -> Any:
    """A text or a number of the same type that says nothing."""
    if isinstance(value, str):
        return neutral_text(value)
    return 1.5 if isinstance(value, float) else 1


def neutral_text(text: str) -> str:
    """A text of about the same length that says nothing; nothing for nothing."""
    if not text.strip():
        return text
    return " ".join([_NEUTRAL] * max(1, min(len(text), 100_000) // (len(_NEUTRAL) + 1)))


@lru_cache(maxsize=4096)
def approval(text: str) -> str:
    """`approved`, or `no` where the text means that nobody did: the rule itself is asked."""
    person = {"id": "a", "approved": text}
    cohort = Cohort.model_validate(
        {
            "version": 1,
            "programme": {"start": "2026-09-07", "needs_approval": True},
            "doctors": [person],
            "managers": [],
        }
    )
    return "no" if any(not_really_approved.check(cohort)) else "approved"


def word_by_word(text: str, change: Callable[[str], str]) -> str:
    """The text with each of its words changed, and every space and comma as it is."""
    return WORD.sub(lambda word: change(word[0]), text)
