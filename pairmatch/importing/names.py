"""Names as they stand in sheets → the people of a cohort. A misspelt name is never guessed, only asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pairmatch.cohort.people import Person

NEAR = 75
"""Of 100: names at least so alike are suggested."""
_TITLES = frozenset(
    ("dr", "doctor", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "rev")
)
_GRADE = re.compile(
    r"(?:f|fy|ct|st|gpst|imt|cmt|acct|acf|ltft)\d?|sho|spr|str|sas|consultant|cons|reg|registrar|locum"
)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ß": "ss"}
)


@dataclass(frozen=True)
class Known:
    """A name that means one person."""

    person: str
    """The id."""
    is_full: bool = True
    """Whether it was written out, so that nobody else can be meant."""


@dataclass(frozen=True)
class Ignored:
    """A name that was said to be nobody's."""


@dataclass(frozen=True)
class Unknown:
    """A name that means nobody for certain."""

    nearest: tuple[str, ...] = ()
    """Ids of those who may be meant, the most alike first."""
    is_shared: bool = False
    """Whether it would fit each of these, and so cannot tell them apart."""


Found = Known | Ignored | Unknown


class People:
    """Who a name can mean."""

    def __init__(
        self,
        people: Iterable[Person],
        said: Mapping[str, str | None] | None = None,
        seldom: Iterable[str] = (),
    ) -> None:
        """Take the people, and what was said of some names.

        Parameters
        ----------
        people
            Those of the cohort.
        said
            Names as written, and the id each means; None: nobody's.
        seldom
            Ids of those who are only meant by their names written out, as managers on a doctors' rota.
        """
        self._people = {person.id: person for person in people}
        self._words = {one.id: _words(one.name or one.id) for one in self._people.values()}
        self._said = {_as_said(name): person for name, person in (said or {}).items()}
        self._seldom = frozenset(seldom)
        self._found: dict[str, Found] = {}

    def __contains__(self, person: str) -> bool:
        return person in self._people

    def title(self, person: str) -> str:
        """The name of the person of an id."""
        return self._people[person].title

    def find(self, written: str) -> Found:
        """Who is meant by a name as it is written in a cell."""
        key = _as_said(written)
        if key not in self._found:
            self._found[key] = self._find(key, written)
        return self._found[key]

    def was_said(self, written: str) -> bool:
        """Whether somebody said whom this very text means, or that it means nobody."""
        return _as_said(written) in self._said

    def is_meant(self, written: str) -> bool:
        """Whether a text is, or is nearly, the name of somebody; as a heading may be."""
        found = self.find(written)
        return not isinstance(found, Unknown) or bool(found.nearest)

    def _find(self, key: str, written: str) -> Found:
        if key in self._said:
            person = self._said[key]
            return Ignored() if person is None else Known(person)
        by_email = [one.id for one in self._people.values() if one.email and one.email.casefold() == key]
        if len(by_email) == 1:
            return Known(by_email[0])
        words = _words(written)
        if not words:
            return Unknown()
        fits = [(_fit(words, own), person) for person, own in self._words.items()]
        best = max((fit for fit, _ in fits), default=0)
        if best:
            meant = tuple(person for fit, person in fits if fit == best)
            if len(meant) == 1 and (best == _FULL or meant[0] not in self._seldom):
                return Known(meant[0], best == _FULL)
            return Unknown(meant, is_shared=len(meant) > 1)
        if key in self._people:
            return Known(key)
        return Unknown(
            tuple(dict.fromkeys((*self._in_words(written, words), *self._nearest(" ".join(words)))))
        )

    def _in_words(self, written: str, words: tuple[str, ...]) -> Iterator[str]:
        """Who may be meant where a name has more beside it, as `Lee (TBC)`, or two names stand there."""
        bare = re.sub(r"\([^)]*\)|[?*]", " ", written)
        if _as_said(bare) and _as_said(bare) != _as_said(written):
            found = self.find(bare)
            yield from (found.person,) if isinstance(found, Known) else getattr(found, "nearest", ())
        named = [
            word for word in words if not word[0].isdigit()
        ]  # without the times of `Lee 8-13, Poe 13-20`
        owners = [[one for one, own in self._words.items() if word in (own[0], own[-1])] for word in named]
        if all(owners):
            yield from (one for those in owners for one in those)

    def _nearest(self, text: str) -> Iterator[str]:
        from rapidfuzz import fuzz, process

        found = process.extract(text, list(self._owners), scorer=fuzz.ratio, score_cutoff=NEAR, limit=12)
        yield from list(dict.fromkeys(self._owners[form] for form, _, _ in found))[:3]

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Every way in which somebody may be written, and whose it is."""
        owners: dict[str, str] = {}
        for person, words in self._words.items():
            for form in _ways(words):
                owners.setdefault(form, person)
        return owners


def _ways(words: tuple[str, ...]) -> Iterator[str]:
    first, last = words[0], words[-1]
    yield " ".join(words)
    if len(words) > 1:
        yield from (f"{first} {last}", f"{last} {first}", f"{first[0]} {last}", f"{last} {first[0]}")
        yield from (last, first)


_FULL, _PART, _ONE_WORD = 3, 2, 1


def _fit(written: tuple[str, ...], own: tuple[str, ...]) -> int:
    """How well a name as written fits somebody's own: 0 for not at all."""
    if sorted(written) == sorted(own):
        return _FULL if len(own) > 1 else _ONE_WORD
    if len(written) == 1:
        return _ONE_WORD if written[0] in (own[0], own[-1]) else 0
    if len(own) == 1:
        return 0
    turned = (written, (*written[1:], written[0]), (written[-1], *written[:-1]))
    if any(_fits_in_order(one, own) for one in turned):
        return _PART
    return _ONE_WORD if written == own[-len(written) :] else 0


def _fits_in_order(written: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether it is given names or initials, then the last name: `Amara Okafor` for Amara Joy Okafor."""
    for size in range(1, len(written)):
        given, last = written[:-size], written[-size:]
        if own[-size:] == last and _fits_given(given, own[:-size]):
            return True
    given, initial = written[:-1], written[-1]
    return len(initial) == 1 and own[-1][0] == initial and len(given[0]) > 1 and given == own[: len(given)]


def _fits_given(written: tuple[str, ...], own: tuple[str, ...]) -> bool:
    if not own or len(written) > len(own):
        initials = "".join(one[0] for one in own)
        return bool(own) and "".join(written) == initials
    if len(written) == 1 and len(written[0]) > 1 and written[0] == "".join(one[0] for one in own):
        return True
    pairs = zip(written, own, strict=False)
    return all(one == other or (len(one) == 1 and other[0] == one) for one, other in pairs)


def _as_said(name: str) -> str:
    return " ".join(name.replace("\xa0", " ").split()).casefold()


def _words(name: str) -> tuple[str, ...]:
    """Its words in small letters without accents, titles and grades; `OKAFOR, Amara` turned round."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"['’‘`´]", "", plain)
    before, comma, after = plain.partition(",")
    turned = f"{after} {before}" if comma and after.strip() and before.strip() else plain
    words = [word for word in re.split(r"[^\w]+|_", turned) if word]
    kept = [word for word in words if word not in _TITLES and not _GRADE.fullmatch(word)]
    return tuple(kept or words)
