"""Shift codes as they stand in sheets and calendars → what each means. None is ever guessed from its letters.

Known are those that somebody said: a file of codes, a sheet of codes, the cohort file. Of itself only leave
and days off are known, by the few words that mean them everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from pairmatch.cohort.people import Shift
from pairmatch.cohort.values import TimeRange

_LEAVE = frozenset(
    ("al", "a/l", "sl", "s/l", "annual leave", "study leave", "professional leave", "prof leave", "leave",
     "maternity leave", "mat leave", "paternity leave", "parental leave", "compassionate leave",
     "carers leave", "special leave", "sick leave", "sick")
)  # fmt: skip
_OFF = frozenset(
    ("off", "do", "d/o", "rd", "r/d", ".", "-", "–", "—", "off duty", "day off", "rest", "rest day", "zero",
     "zero day", "zero days", "nwd", "non-working day", "non working day")
)  # fmt: skip
_LONG = 10 * 60
_NIGHT = (23 * 60, 30 * 60)
_HOURS_OF_A_NIGHT = 3 * 60
_ODD = re.compile(r"[^A-Za-z0-9_.+/]+")
_AT_ENDS = "-./+_"
_LONGEST = 24
_MOST_STEPS = 5


class Kind(Enum):
    """What a code says of a day."""

    SHIFT = "shift"
    LEAVE = "leave"
    OFF = "off"


@dataclass(frozen=True)
class Meaning:
    """What a code means."""

    kind: Kind
    code: str = ""
    """The shift's code in the cohort file: one word, of characters that any program takes."""
    time: TimeRange | None = None
    """From when to when; None where only the sheet or the calendar says that."""
    week: Mapping[int, TimeRange | str] = field(default_factory=dict)
    """Of a code for a whole week: the times on each weekday, 0 being Monday, or another code."""
    attend: bool | None = None
    """Whether someone on it can be released; None: by its hours."""
    host: bool | None = None
    """Whether someone on it can be shadowed; None: by its hours."""
    source: str = ""
    """Where it was said, as `the sheet Codes`."""
    same_as: str = ""
    """Another code that it stands for; nothing else is said then."""


class Codes:
    """What codes mean: the first of several sources that knows one has the word."""

    def __init__(self, *sources: Mapping[str, Meaning]) -> None:
        self._words: dict[str, str] = {}
        self._sources = [_Source(source, self._words) for source in sources]

    def find(self, written: str, *, any_case: bool = True) -> Meaning | None:
        """What a code means, in its own letters first, else in any case; None where nobody said it."""
        if not any_case and not any(source.has(one_line(written)) for source in self._sources):
            return None
        for _ in range(_MOST_STEPS):
            meaning = self._find(one_line(written))
            if meaning is None or not meaning.same_as:
                return meaning
            written = meaning.same_as
        return None

    def word(self, written: str) -> str:
        """The code in the cohort file of a shift that nobody but the sheet itself knows."""
        return _word_for(one_line(written), self._words)

    def _find(self, written: str) -> Meaning | None:
        for source in self._sources:
            meaning = source.find(written)
            if meaning:
                return meaning
        return everywhere(written)


class _Source:
    """What one source says."""

    def __init__(self, said: Mapping[str, Meaning], words: dict[str, str]) -> None:
        """Take it, and give each shift a code of one word.

        Parameters
        ----------
        said
            What each code means.
        words
            The codes given so far, each with what it was made of; new ones are put in.
        """
        self._exact: dict[str, Meaning] = {}
        self._folded: dict[str, list[Meaning]] = {}
        for written, meaning in said.items():
            key = one_line(written)
            if meaning.kind is Kind.SHIFT and not meaning.code and not meaning.same_as:
                meaning = replace(meaning, code=_word_for(key, words))
            self._exact[key] = meaning
            self._folded.setdefault(key.casefold(), []).append(meaning)

    def has(self, written: str) -> bool:
        return written in self._exact

    def find(self, written: str) -> Meaning | None:
        if written in self._exact:
            return self._exact[written]
        folded = self._folded.get(written.casefold(), [])
        return folded[0] if len(folded) == 1 else None


def _word_for(written: str, words: dict[str, str]) -> str:
    others = [word for word, made_of in words.items() if made_of != written.casefold()]
    word = safe_code(written, others)
    words[word] = written.casefold()
    return word


def everywhere(written: str) -> Meaning | None:
    """Leave or a day off, where a word means that everywhere: `AL`, `Study leave`, `OFF`, `-`."""
    word = re.sub("['’]", "", one_line(written)).casefold()
    if word in _LEAVE:
        return Meaning(Kind.LEAVE, source="its name")
    if word in _OFF:
        return Meaning(Kind.OFF, source="its name")
    return None


def of_cohort(shifts: Mapping[str, Shift], source: str = "the cohort file") -> Mapping[str, Meaning]:
    """The codes that a cohort file has already, as they are written on sheets too."""
    return {
        code: Meaning(Kind.SHIFT, code, shift.time, {}, shift.attend, shift.host, source)
        for code, shift in shifts.items()
    }


def safe_code(written: str, taken: Iterable[str] = ()) -> str:
    """A code as one word: the first of a summary, a key of YAML, and nothing that a spreadsheet runs.

    Parameters
    ----------
    written
        The code as it was found, as `LD (wk)` or `=1+1`.
    taken
        Codes that it must not be, in any case.
    """
    plain = unicodedata.normalize("NFKD", written)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    word = _ODD.sub("-", plain).strip(_AT_ENDS)[:_LONGEST].strip(_AT_ENDS) or "shift"
    used = {one.casefold() for one in taken}
    number, found = 1, word
    while found.casefold() in used:
        number += 1
        found = f"{word}-{number}"
    return found


def with_presence(meaning: Meaning, time: TimeRange) -> Shift:
    """The shift of a code: where nobody said who can be met on it, by its hours.

    On a night, nobody can be released or shadowed; on a shift of more than ten hours, which mostly holds the
    bleep, shadowed only; on any other, both, as is the format's default.
    """
    night, is_long = is_night(time), time.minutes > _LONG
    attend = not night and not is_long if meaning.attend is None else meaning.attend
    host = not night if meaning.host is None else meaning.host
    return Shift(time=time, attend=attend, host=host)


def is_night(time: TimeRange) -> bool:
    """Whether at least three of its hours lie between 23:00 and 06:00 (Schedule 3, 2016)."""
    end = time.start + time.minutes
    evenings = [(_NIGHT[0] + day * 24 * 60, _NIGHT[1] + day * 24 * 60) for day in (-1, 0, 1)]
    return any(min(end, until) - max(time.start, since) >= _HOURS_OF_A_NIGHT for since, until in evenings)


def mostly(times: Sequence[TimeRange]) -> TimeRange:
    """The commonest of some times, the first of those that are equally common."""
    return max(dict.fromkeys(times), key=times.count)


def one_line(written: str) -> str:
    """A text with single spaces and none at its ends."""
    return " ".join(written.replace("\xa0", " ").split())
