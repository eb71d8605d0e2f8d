"""A cohort, its pairing and its rota about nobody: what `anonymise` writes and `report --anonymise` shows.

The labels are those of `pairmatch.cohort.anonymise`. The documents keep everything that can be worked out
again, so that `verify` says of them what it said of the others; reasons are neutral, as they name people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pairmatch.cohort.anonymise import Kind, Labels, anonymised, as_cohort
from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.model import Model
from pairmatch.cohort.pairing_rules import OBJECTIVES
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pair, Pairing, Prices, Unmatched, fingerprint
from pairmatch.rota.rota import AnyMissed, AnySession, Rota

Document = TypeVar("Document", bound=Model)
Ids = tuple[str, str]

WHY = "the reason was left out"
_ANOTHER_FILE = "0" * 64
_ANOTHER_PAIRING = "0" * 16
_PEOPLE_LISTS = frozenset(("people", "facilitators"))
_KINDS = {"workshop": Kind.WORKSHOP, "room": Kind.ROOM, "site": Kind.SITE, "half": Kind.HALF}
_PERSONS = frozenset(("guest", "host"))
_PAIR_LISTS = frozenset(("lock", "ban", "keep"))
_OPTIONS = frozenset(
    (
        *("objective", "stable", "placement", "changes", "with_rota"),
        *("weeks", "from", "workers", "gap", "seed", "time_limit"),
        *_PAIR_LISTS,
    )
)
_IS_COUNTED = re.compile(r"people|kept|score|choice \d+|pairs \d+(\.\.\d+)?").fullmatch
_IS_VERSION = re.compile(r"\d{1,4}(\.\w{1,8}){0,4}", re.ASCII).fullmatch
_SAYS_NOTHING = re.compile(r"[0-9a-f]{16}|\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_LEVEL_WORDS = frozenset(
    (
        *("cost", "meetings", "missed", "other", "required", "sessions", "shadowing", "workshops"),
        *("moved", "notice", "of", "people", "points", "the", "within"),
    )
)
_WORDS = frozenset((*OBJECTIVES, "first", "free"))


@dataclass(frozen=True)
class Renaming:
    """How documents of a cohort become those of the cohort about nobody."""

    labels: Labels
    old: str | None
    """The SHA-256 of the cohort; None where it has faults, so that no document can be of it."""
    stamp: CohortStamp
    """Of the cohort about nobody."""

    def pairing(self, pairing: Pairing) -> Pairing:
        """The pairing with labels; edited where it was edited."""
        pairs = tuple(map(self._pair, pairing.pairs))
        proof = pairing.proof.model_copy(
            update={
                "objective": _word(pairing.proof.objective),
                "fingerprint": self._fingerprint(pairing, (pair.ids for pair in pairs)),
            }
        )
        waiting = (Unmatched(person=self._person(one.person), why=_why(one.why)) for one in pairing.unmatched)
        return pairing.model_copy(
            update={
                "made": self._made(pairing.made),
                "cohort": self._stamp(pairing.cohort),
                "proof": proof,
                "pairs": pairs,
                "unmatched": tuple(waiting),
                "prices": tuple(map(self._prices, pairing.prices)),
            }
        )

    def rota(self, rota: Rota) -> Rota:
        """The rota with labels."""
        level = rota.proof.level
        return rota.model_copy(
            update={
                "made": self._made(rota.made),
                "cohort": self._stamp(rota.cohort),
                "pairs": tuple(self._ids(pair) for pair in rota.pairs),
                "proof": rota.proof.model_copy(update={"level": level and _level(level)}),
                "sessions": tuple(map(self._session, rota.sessions)),
                "missed": tuple(map(self._session, rota.missed)),
            }
        )

    def _person(self, name: str) -> str:
        return self.labels.person(name)

    def _ids(self, pair: Iterable[str]) -> Ids:
        doctor, manager = map(self._person, pair)
        return doctor, manager

    def _pair(self, pair: Pair) -> Pair:
        doctor, manager = self._ids(pair.ids)
        criteria = {self.labels.of(Kind.ATTRIBUTE, name): value for name, value in pair.criteria.items()}
        project = None if pair.project is None else self.labels.of(Kind.PROJECT, pair.project)
        update = {"doctor": doctor, "manager": manager, "criteria": criteria, "project": project}
        return pair.model_copy(update=update)

    def _prices(self, prices: Prices) -> Prices:
        sides = {
            side: {self._person(one): price for one, price in getattr(prices, side).items()}
            for side in ("doctors", "managers")
        }
        counts = {
            name if _IS_COUNTED(name) else self.labels.of(Kind.UNKNOWN, name): value
            for name, value in prices.counts.items()
        }
        return prices.model_copy(update={**sides, "counts": counts})

    def _session(self, one: AnySession | AnyMissed) -> AnySession | AnyMissed:
        """A session or a miss; whatever field of it is a name gets the label."""
        update: dict[str, Any] = {}
        for name in type(one).model_fields:
            value = getattr(one, name)
            if value is None:
                continue
            if name in _PEOPLE_LISTS:
                update[name] = tuple(map(self._person, value))
            elif name in _PERSONS:
                update[name] = self._person(value)
            elif name in _KINDS:
                update[name] = self.labels.of(_KINDS[name], value)
            elif name == "why":
                update[name] = _why(value)
        return one.model_copy(update=update)

    def _made(self, made: Made) -> Made:
        """The options that a document notes, without what no option of ours says."""
        version = made.pairmatch if _IS_VERSION(made.pairmatch) else "unknown"
        options = {
            name if name in _OPTIONS else self.labels.of(Kind.UNKNOWN, name): self._option(name, value)
            for name, value in made.options.items()
        }
        return Made(pairmatch=version, options=options)

    def _option(self, name: str, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self._option(name, one) for one in value]
        if isinstance(value, Mapping):
            return {self.labels.of(Kind.UNKNOWN, key): self._option("", one) for key, one in value.items()}
        if not isinstance(value, str) or value in _WORDS or _SAYS_NOTHING(value):
            return value
        return self._person(value) if name in _PAIR_LISTS else "text"

    def _stamp(self, stamp: CohortStamp) -> CohortStamp:
        """The stamp of the new file; where the document was of another version, of another it stays."""
        if self.old is None or stamp.sha256 != self.old:
            return self.stamp.model_copy(update={"sha256": _ANOTHER_FILE})
        return self.stamp

    def _fingerprint(self, pairing: Pairing, pairs: Iterable[Ids]) -> str:
        if not pairing.proof.fingerprint:
            return ""
        return _ANOTHER_PAIRING if pairing.is_edited else fingerprint(pairs)


@dataclass(frozen=True)
class Anonymous:
    """A cohort about nobody, and what its documents become."""

    cohort: Cohort
    labels: Labels
    _renaming: Renaming

    def pairing(self, pairing: Pairing) -> Pairing:
        """A pairing of the cohort as it was, about nobody."""
        return self._renaming.pairing(pairing)

    def rota(self, rota: Rota) -> Rota:
        """A rota of the cohort as it was, about nobody."""
        return self._renaming.rota(rota)


def anonymous(cohort: Cohort) -> Anonymous:
    """The same cohort about nobody: the same pairing and rota come of it, under other names.

    Parameters
    ----------
    cohort
        A cohort that was loaded from a file; nothing is written.

    Raises
    ------
    ValueError
        When it was made from plain data, and has no text.
    """
    from pairmatch.calendar.check import checked
    from pairmatch.cohort import rules
    from pairmatch.cohort.read import Reading

    if cohort.path is None:
        raise ValueError("only a cohort that was loaded from a file has a text to be made anonymous")
    made = anonymised(cohort.text.encode(), cohort.file_name, cohort.path.parent)
    new = as_cohort(made, cohort)
    checked(Reading(new.source, new, tuple(rules.check(new))))
    new = new.lasting(cohort.programme.weeks)
    renaming = Renaming(made.labels, cohort.sha256, CohortStamp.of(new))
    return Anonymous(new, made.labels, renaming)


def _why(text: str) -> str:
    """A reason that says nothing; none where there was none, which `verify` tells of."""
    return WHY if text.strip() else text


def _word(text: str) -> str:
    return text if text in _WORDS else "text"


def _level(text: str) -> str:
    """The name of a level; a text that someone wrote in its place is left out."""
    return text if _LEVEL_WORDS.issuperset(text.split()) else "text"
