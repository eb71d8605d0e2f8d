"""One more doctor or manager, such as those who wait could be paired with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pairmatch.cohort.edit import Edit
from pairmatch.cohort.pairing_rules import Different, Listed, Same, ScoreAtLeast, Share, Within
from pairmatch.cohort.people import Person
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.pairing import costs
from pairmatch.conflicts.pairing.ground import SIDES, Asked
from pairmatch.conflicts.pairing.ways import APPROVED, Way
from pairmatch.matching.allowed import value_of
from pairmatch.matching.unmatched import joined

OFFERED_AT_MOST = 3
"""On each side."""
_FIELDS = ("site", "directorate", "specialty", "interests", "wants", "offers")


def newcomers(cohort: Cohort, waiting: Sequence[Asked]) -> Iterator[Way]:
    """A person more on the other side for each of those who wait, as far as a few.

    None where a file gives the scores: it would need a row or a column more.
    """
    if cohort.matching.scores is not None:
        return
    taken = {person.id for person in cohort.people} | {person.id for person in cohort.facilitators}
    for side, own in enumerate((cohort.doctors, cohort.managers)):
        first = len((cohort.managers, cohort.doctors)[side])
        alike = [one for one in waiting if one.side == side][:OFFERED_AT_MOST]
        for number, one in enumerate(alike):
            person = _person(cohort, own[one.at], _new_id(SIDES[1 - side][:-1], taken))
            taken.add(person["id"])
            at = first + number
            told = _told(person)
            text = f"find one more {SIDES[1 - side][:-1]}{f' ({told})' if told else ''}"
            edit = Edit((SIDES[1 - side], at), person)
            yield Way("newcomer", costs.NEWCOMER, text, (edit,), (), newcomer=(1 - side, at))


def _new_id(noun: str, taken: set[str]) -> str:
    names = (f"new-{noun}" + (f"-{number}" if number > 1 else "") for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _person(cohort: Cohort, other: Person, new_id: str) -> dict[str, Any]:
    """Who could be paired with someone by the rules, and nothing more of them."""
    found: dict[str, Any] = {"id": new_id}
    for rule in cohort.matching.rules:
        match rule:
            case Same(same=name) | Within(within=name) | Share(share=name):
                _give(found, other, name)
            case Different(different=name):
                _give_other(found, cohort, other, name)
            case Listed(listed="managers" | "both"):
                found["prefers"] = [other.id]
            case ScoreAtLeast():
                for name, criterion in cohort.matching.criteria.items():
                    if criterion.want == "same":
                        _give(found, other, name)
    if cohort.programme.needs_approval:
        found["approved"] = APPROVED
    return found


def _give(found: dict[str, Any], other: Person, name: str) -> None:
    """The same value as the other's."""
    if name == "seniority":
        grade = other.grade or getattr(other, "band", None)
        found |= {"grade": grade} if grade else {}
    else:
        _put(found, name, value_of(other, name))


def _give_other(found: dict[str, Any], cohort: Cohort, other: Person, name: str) -> None:
    """A value that somebody has and the other has not."""
    own = value_of(other, name)
    values = (value_of(person, name) for person in cohort.people)
    _put(found, name, next((value for value in values if value not in (None, own)), None))


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    plain = list(value) if isinstance(value, tuple) else value
    if plain is None or name in ("availability", "exchange", "preferences"):
        return
    if name in _FIELDS:
        found[name] = plain
    else:
        found.setdefault("attributes", {})[name] = plain


def _told(person: dict[str, Any]) -> str:
    """What is asked of them, as `site: north`."""
    shown = {name: value for name, value in person.items() if name not in ("id", "approved", "attributes")}
    shown |= person.get("attributes", {})
    return ", ".join(
        f"{name}: {joined([str(one) for one in value]) if isinstance(value, list) else value}"
        for name, value in shown.items()
    )
