"""Ids of people who are new in a cohort file, made from their names: `Dr Amara Okafor` becomes `okafor`."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableSet
from dataclasses import dataclass

from pairmatch.importing.people.cleaning import folded

_TITLES = frozenset(
    ("dr", "doctor", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "rev", "sister")
)
_HONOURS = "mbe obe cbe phd msc bsc ba ma md mbbs mbchb rn rgn jr jnr sr snr ii iii"
_COLLEGES = "frcs frca frcp frcpch mrcp mrcs mrcpch mrcog mrcpsych mrcgp"
_AFTER = frozenset(f"{_HONOURS} {_COLLEGES}".split())
_LONGEST = 40
_CAPITALS_FIRST = re.compile(r"((?:[A-Z][A-Z'’-]{2,} )+)(?=[A-Z][a-z])(.+)")


@dataclass(frozen=True)
class NameParts:
    """A name in small letters without accents, title and what stands after it."""

    given: str
    surname: str

    @property
    def key(self) -> str:
        """By which two spellings of one name are compared."""
        return f"{self.given} {self.surname}".strip()


def parts_of(name: str, surname: str = "") -> NameParts:
    """The given names and the surname of a name: its last word, or what stands before a comma.

    Parameters
    ----------
    name
        As it was typed.
    surname
        The surname, where it is known.
    """
    before, comma, after = re.sub(r"\([^)]*\)", " ", name).partition(",")
    if not comma and (capitals := _CAPITALS_FIRST.match(without_title(before))):  # `OKAFOR Amara`
        before, comma, after = capitals[1], ",", capitals[2]
    words, behind = _words(before), _words(after)
    if comma and not _AFTER.issuperset(behind):  # `OKAFOR, Amara`
        given, last = behind, words
    else:
        own = _words(surname)
        count = len(own) if own and words[-len(own) :] == own else 1
        given, last = words[:-count], words[-count:]
    return NameParts(" ".join(given), " ".join(last))


def new_id(parts: NameParts, email: str, side: str, taken: MutableSet[str]) -> str:
    """An id that nobody has: `okafor`, then `okafor-a` by the given name, then `okafor-2`.

    Parameters
    ----------
    parts
        The name.
    email
        The e-mail address, for those whose name has no letter from a to z.
    side
        What one of the side is called, for those who have neither.
    taken
        All ids; the new one is put there.
    """
    for candidate in _candidates(parts, email, side):
        if candidate not in taken:
            taken.add(candidate)
            return candidate
    raise AssertionError("there is always another number")


def _candidates(parts: NameParts, email: str, side: str) -> Iterator[str]:
    mailbox = email.partition("@")[0]
    own = _slug(parts.surname) or _slug(mailbox.rpartition(".")[2]) or _slug(mailbox) or side
    yield own
    if initial := _slug(parts.given)[:1]:
        yield f"{own}-{initial}"
    number = 2
    while True:
        yield f"{own}-{number}"
        number += 1


def _slug(text: str) -> str:
    """Small letters from a to z, digits, and hyphens between."""
    plain = folded(text).replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def _words(text: str) -> list[str]:
    """The words of a name; a hyphen joins two names to one word."""
    joined = re.sub(r"(?<=\w)[-‑–](?=\w)", "\x01", text).replace(".", ". ")
    words = [word.replace("'", "").strip(".") for word in folded(joined).split()]
    kept = [word for word in words if word.strip(".")]
    while len(kept) > 1 and kept[0] in _TITLES:
        kept = kept[1:]
    while len(kept) > 2 and kept[-1] in _AFTER:
        kept = kept[:-1]
    return [word.replace("\x01", "-") for word in kept]


def without_title(name: str) -> str:
    """A name without the title before it."""
    words = name.split()
    while len(words) > 1 and words[0].casefold().strip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)
