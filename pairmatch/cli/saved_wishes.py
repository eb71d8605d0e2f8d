"""The pairs document beside a cohort, of which `why` speaks: its options, and what was edited in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pairmatch.cli.screen import Screen
from pairmatch.cli.target import PAIRS, document_name
from pairmatch.cohort.document import read_document
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, UnreadableFile
from pairmatch.matching.answers import Ids
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.report.asked_for import asked_for

_WISHES = TypeAdapter(Wishes)
_NAMES = tuple(field.name for field in fields(Wishes))


@dataclass(frozen=True)
class SavedPairs:
    """A pairs document that was made from this very cohort file."""

    file: str
    pairs: tuple[Ids, ...]
    wishes: Wishes
    is_edited: bool
    """Whether the pairs are others than those that were worked out."""

    def partners(self, person: str) -> tuple[str, ...]:
        """With whom the document has someone."""
        return tuple(two[two[0] == person] for two in self.pairs if person in two)


def saved_pairs(path: Path, cohort: Cohort, screen: Screen) -> SavedPairs | None:
    """The pairs document beside the cohort file at `path`; None where there is none of this cohort.

    What is left aside is told.
    """
    beside = path.with_name(document_name(path, PAIRS))
    if not beside.is_file():
        return None
    try:
        pairing, _ = read_document(beside, Pairing)
    except (CohortError, UnreadableFile):
        screen.warn(f"{beside} cannot be read as a pairs document; what follows leaves it aside")
        return None
    if pairing.cohort.sha256 != cohort.sha256:
        screen.note(f"{beside} was made from another version of {cohort.file_name}; it is left aside")
        return None
    wishes = _wishes(pairing.made.options, cohort)
    if wishes is None:
        screen.warn(f"the options in {beside} cannot be read; what follows leaves it aside")
        return None
    if wishes.options():
        screen.note(f"as {beside} was made: {' '.join(asked_for(wishes.options()))}")
    pairs = tuple(pair.ids for pair in pairing.pairs)
    return SavedPairs(beside.name, pairs, wishes, pairing.is_edited)


def wishes_of(options: Mapping[str, Any]) -> Wishes | None:
    """The options of a document as wishes; None where someone wrote what can be none."""
    try:
        return _WISHES.validate_python({name: options[name] for name in _NAMES if name in options})
    except ValidationError:
        return None


def _wishes(options: Mapping[str, Any], cohort: Cohort) -> Wishes | None:
    """The same, of people of this cohort only."""
    wishes = wishes_of(options)
    if wishes is None:
        return None
    doctors, managers = ({person.id for person in side} for side in (cohort.doctors, cohort.managers))
    pairs = (*wishes.lock, *wishes.ban, *(wishes.keep or ()))
    is_of_this_cohort = all(doctor in doctors and manager in managers for doctor, manager in pairs)
    return wishes if is_of_this_cohort and (wishes.changes or 0) >= 0 else None


def joined(saved: Wishes, now: Wishes) -> Wishes:
    """What the document asks for, and before it what this run does."""
    return replace(
        saved,
        objective=now.objective or saved.objective,
        stable=saved.stable if now.stable is None else now.stable,
        lock=tuple(dict.fromkeys((*(pair for pair in saved.lock if pair not in now.ban), *now.lock))),
        ban=tuple(dict.fromkeys((*(pair for pair in saved.ban if pair not in now.lock), *now.ban))),
    )
