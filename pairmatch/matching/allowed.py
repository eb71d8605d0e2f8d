"""Which pairs are allowed: one `Ban` for each sentence of the cohort that forbids pairs.

A rule that cannot be shown to hold, because one of the two gives no data, is not met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pairmatch.calendar.posts import home_directorate, home_site
from pairmatch.calendar.programme import Bools
from pairmatch.cohort.pairing_rules import (
    Apart,
    Common,
    Different,
    Listed,
    Rule,
    Same,
    ScoreAtLeast,
    Share,
    Together,
    Within,
)
from pairmatch.cohort.people import Person
from pairmatch.cohort.score_file import NO_SCORE
from pairmatch.diagnostics import Span
from pairmatch.matching.criteria import Sides, equality, incidence, levels
from pairmatch.matching.fractions import Ints


@dataclass(frozen=True)
class Ban:
    """Pairs that one sentence of the cohort forbids: bool, shape (doctors, managers)."""

    reason: str
    pairs: Bools
    span: Span | None = None


def bans(sides: Sides, score: Ints) -> Iterator[Ban]:
    """Every sentence that forbids pairs, people's own first, then the rules in file order."""
    yield from _approval(sides)
    yield from _takes_nobody(sides)
    yield Ban("line management", _named(sides, "line_manages"))
    yield Ban("a refusal", _named(sides, "refuses"))
    yield from _without_score(sides)
    for at, rule in enumerate(sides.cohort.matching.rules):
        pairs = _forbidden_by(rule, sides, score)
        if pairs is not None:
            yield Ban(rule_text(rule), pairs, sides.cohort.span("matching", "rules", at))


def locked(sides: Sides) -> dict[tuple[int, int], Span | None]:
    """The (doctor, manager) positions that `together` rules lock, and where each is written."""
    found: dict[tuple[int, int], Span | None] = {}
    for at, rule in enumerate(sides.cohort.matching.rules):
        if isinstance(rule, Together):
            for row, column in np.argwhere(_among(rule.together, sides)):
                found.setdefault((int(row), int(column)), sides.cohort.span("matching", "rules", at))
    return found


def rule_text(rule: Rule) -> str:
    """The rule as it is written, with its reason."""
    fields = rule.model_dump(exclude={"why"})
    written = ", ".join(f"{name}: {_written(value)}" for name, value in fields.items())
    return f"`{written}`" + (f" ({rule.why})" if rule.why else "")


def _written(value: Any) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)


def _approval(sides: Sides) -> Iterator[Ban]:
    if sides.cohort.programme.needs_approval:
        yield Ban("no approval", _of_people(sides, lambda person: person.approved is None))


def _takes_nobody(sides: Sides) -> Iterator[Ban]:
    yield Ban("`pairs: 0`", _of_people(sides, lambda person: person.pairs == 0))


def _without_score(sides: Sides) -> Iterator[Ban]:
    """The pairs whose cell in the file of scores is empty."""
    if sides.cohort.scores is not None:
        pairs = np.array(sides.cohort.scores.rows, dtype=np.int64).reshape(sides.shape) == NO_SCORE
        span = sides.cohort.span("matching", "scores")
        yield Ban(f"an empty cell of `{sides.cohort.matching.scores}`", pairs, span)


def _of_people(sides: Sides, holds: Callable[[Person], bool]) -> Bools:
    rows = np.array([holds(person) for person in sides.doctors], dtype=bool)
    columns = np.array([holds(person) for person in sides.managers], dtype=bool)
    return np.asarray(rows[:, None] | columns[None, :])


def _named(sides: Sides, field: str) -> Bools:
    """The pairs of which either side's `field` names the other."""
    doctors = {person.id: row for row, person in enumerate(sides.doctors)}
    managers = {person.id: column for column, person in enumerate(sides.managers)}
    pairs = np.zeros(sides.shape, dtype=bool)
    for row, doctor in enumerate(sides.doctors):
        for other in getattr(doctor, field):
            if other in managers:
                pairs[row, managers[other]] = True
    for column, manager in enumerate(sides.managers):
        for other in getattr(manager, field):
            if other in doctors:
                pairs[doctors[other], column] = True
    return pairs


def _among(ids: Sequence[str], sides: Sides) -> Bools:
    rows = np.array([person.id in ids for person in sides.doctors], dtype=bool)
    columns = np.array([person.id in ids for person in sides.managers], dtype=bool)
    return np.asarray(rows[:, None] & columns[None, :])


def _forbidden_by(rule: Rule, sides: Sides, score: Ints) -> Bools | None:
    """The pairs that a rule forbids; None for a rule that forbids none."""
    match rule:
        case Same(same=name):
            return ~_equal(name, sides)[0]
        case Different(different=name):
            equal, known = _equal(name, sides)
            return equal | ~known
        case Within(within=name, by=limit):
            return ~_near(name, float(limit), sides)
        case Share(share=name, at_least=count):
            return _shared(name, sides) < count
        case Common(at_least=count):
            return sides.common_half_days() < count
        case Apart(apart=ids):
            return _among(ids, sides)
        case Listed(listed=whose):
            return ~_on_the_list(whose, sides)
        case ScoreAtLeast(score=least):
            return score < least
    return None


def value_of(person: Person, name: str) -> Any:
    """What a person gives for a name that a rule uses; None where nothing is given."""
    if name == "site":
        return home_site(person)
    if name == "directorate":
        return home_directorate(person)
    if name in ("specialty", "interests", "wants", "offers"):
        return getattr(person, name) or None
    return person.attributes.get(name)


def _values(name: str, sides: Sides) -> tuple[list[Any], list[Any]]:
    return [value_of(p, name) for p in sides.doctors], [value_of(p, name) for p in sides.managers]


def _equal(name: str, sides: Sides) -> tuple[Bools, Bools]:
    if name == "seniority":
        rows, columns = (_or_none(levels(sides.cohort, side)) for side in (sides.doctors, sides.managers))
    else:
        rows, columns = _values(name, sides)
    parts = equality([_comparable(value) for value in rows], [_comparable(value) for value in columns])
    return parts.numerator > 0, parts.denominator > 0


def _or_none(values: Ints) -> list[int | None]:
    return [None if value < 0 else int(value) for value in values]


def _comparable(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(sorted(set(value)))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _near(name: str, limit: float, sides: Sides) -> Bools:
    if name == "seniority":
        rows, columns = levels(sides.cohort, sides.doctors), levels(sides.cohort, sides.managers)
        known = (rows[:, None] >= 0) & (columns[None, :] >= 0)
        return np.asarray(known & (np.abs(rows[:, None] - columns[None, :]) <= limit))
    numbers = [
        np.array([v if isinstance(v, int | float) and not isinstance(v, bool) else np.nan for v in side])
        for side in _values(name, sides)
    ]
    apart = np.abs(numbers[0][:, None].astype(float) - numbers[1][None, :].astype(float))
    return np.asarray(apart <= limit + 1e-9)  # nan, which is "not known", compares as false


def _shared(name: str, sides: Sides) -> Ints:
    rows, columns = ([_as_list(value) for value in side] for side in _values(name, sides))
    first, second = incidence(rows, columns)
    return first @ second.T


def _as_list(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    return tuple(str(part) for part in value) if isinstance(value, tuple) else (str(value),)


def _on_the_list(whose: str, sides: Sides) -> Bools:
    doctors_list = np.array([[m.id in d.prefers for m in sides.managers] for d in sides.doctors], dtype=bool)
    managers_list = np.array([[d.id in m.prefers for m in sides.managers] for d in sides.doctors], dtype=bool)
    doctors_list, managers_list = (a.reshape(sides.shape) for a in (doctors_list, managers_list))
    if whose == "doctors":
        return doctors_list
    return managers_list if whose == "managers" else doctors_list & managers_list
