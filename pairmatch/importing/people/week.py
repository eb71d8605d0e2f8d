"""Half-days at work as people write them (`Mon AM; Tue`, `Monday - Thursday mornings`) → `works`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pairmatch.cohort.values import DAY_NAMES, DAYS, day_meant
from pairmatch.importing.people.cleaning import folded

Works = Mapping[str, tuple[str, ...]]
"""The halves of each day of the week."""

_HALVES = {
    **dict.fromkeys(("am", "morning", "mornings"), "am"),
    **dict.fromkeys(("pm", "afternoon", "afternoons"), "pm"),
    **dict.fromkeys(("eve", "evening", "evenings"), "eve"),
}
_WORDS = {
    **dict.fromkeys(
        ("all", "full", "whole", "both", "day", "days", "allday", "ampm", "yes", "y", "x"), "all"
    ),
    **dict.fromkeys(("true", "working", "1", "✓", "✔", "☑"), "all"),
    **dict.fromkeys(("no", "off", "n", "false", "not", "none", "never", "0", "-"), "no"),
    **dict.fromkeys(("and", "&", "+", "on", "only", "every", "each"), ""),
}
_WEEK = dict.fromkeys(("weekdays", "weekday", "daily"), "mon-fri")
_RANGE = re.compile(r"\b([a-z]{3,9})\s*(?:-|to|until|\.\.)\s*([a-z]{3,9})\b")
_BEFORE_HALF = re.compile(r"\s*[-–—]\s*(?=(?:not|no|off|am|pm|all|both|morning|afternoon)\b)")
_DAYS = frozenset(name.lower() for name in DAY_NAMES)


class NotAWeek(ValueError):
    """What stands there names no half-days; the text says which word is not understood."""


def works_of(answers: Iterable[str], halves: Sequence[str]) -> Works:
    """The half-days that answers name, such as `Mon AM`, `Mon, Tue am` and `Tuesday`.

    Parameters
    ----------
    answers
        As they were written. In each, halves speak of the days that stand before them.
    halves
        Those of the programme; a day alone means all of them.

    Raises
    ------
    NotAWeek
        Where a word is not understood.
    """
    found: dict[str, set[str]] = {}
    for answer in answers:
        for days, some in _told(answer, halves):
            for day in days:
                found.setdefault(day, set()).update(some)
    return _ordered(found, halves)


def works_by_day(answers: Mapping[str, str], halves: Sequence[str]) -> Works:
    """The half-days of a sheet with a column a day, whose cells say `AM`, `both`, `yes` or nothing.

    Raises
    ------
    NotAWeek
        Where a word is not understood.
    """
    found = {
        day: _meant([_word(word, halves, answer) for word in _plain(answer).split()], halves)
        for day, answer in answers.items()
        if answer.strip()
    }
    return _ordered(found, halves)


def _told(answer: str, halves: Sequence[str]) -> Iterator[tuple[list[str], set[str]]]:
    """Days, and the halves that are said of them."""
    days: list[str] = []
    said: list[str] = []
    for word in _RANGE.sub(_hyphened, _plain(answer)).split():
        named = _days(_WEEK.get(word, word))
        if not named:
            said += filter(None, [_word(word, halves, answer)])
        elif days and said:
            yield days, _meant(said, halves)
            days, said = list(named), []
        else:  # the halves may come first, as in `all day Wed`
            days += named
    if not days:
        raise NotAWeek(f"`{answer}` names no day of the week")
    yield days, _meant(said, halves)


def _plain(text: str) -> str:
    """Small letters; `a.m.` and `am/pm` as words; of the hyphens those between days stay."""
    text = _BEFORE_HALF.sub(" ", text.casefold())
    text = "-".join(folded(part) for part in re.split("[-–—]", text))
    return re.sub(r"[/:(),;]", " ", re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text))


def _hyphened(found: re.Match[str]) -> str:
    if day_meant(found[1]) and day_meant(found[2]):
        return f"{found[1]}-{found[2]}"
    return found[0]


def _days(word: str) -> list[str]:
    """The days that a word names, as `tue`, `tuesdays` or `mon-fri`; none for any other word."""
    first, hyphen, last = word.partition("-")
    if not _is_day(first) or (hyphen and not _is_day(last)):
        return []
    start = DAYS.index(first[:3])
    end = DAYS.index(last[:3]) if hyphen else start
    if end < start:
        raise NotAWeek(f"`{word}` goes backwards")
    return list(DAYS[start : end + 1])


def _is_day(word: str) -> bool:
    """Whether it is a day of the week or the start of one, and not a word such as `monthly`."""
    return len(word) >= 3 and any(name.startswith(word) or word in (f"{name}s", "weds") for name in _DAYS)


def _word(word: str, halves: Sequence[str], written: str) -> str:
    """A half of the day, `all`, `no`, or nothing for a word that only joins."""
    meant = word if word in halves else _HALVES.get(word, _WORDS.get(word))
    if meant is None or (meant in _HALVES.values() and meant not in halves):
        where = "" if folded(written) == word else f"`{written}`: "
        raise NotAWeek(f"{where}`{word}` is no half of a day")
    return meant


def _meant(words: Sequence[str], halves: Sequence[str]) -> set[str]:
    if "no" in words:
        return set()
    return {word for word in words if word in halves} or set(halves)


def _ordered(found: Mapping[str, set[str]], halves: Sequence[str]) -> Works:
    kept = {day: tuple(half for half in halves if half in found[day]) for day in DAYS if day in found}
    return {day: some for day, some in kept.items() if some}
