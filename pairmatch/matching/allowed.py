"""Which pairs are allowed: one `Ban` for each sentence of the cohort that forbids pairs.

A rule that cannot be shown to hold, because one of the two gives no data, is not met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

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

BanKind = Literal["approval", "capacity", "line management", "refusal", "score", "rule", "option", "calendar"]
"""What sort of sentence forbids a pair: a person's own (the first four), the organiser's, or the calendar."""


@dataclass(frozen=True, eq=False)
class Ban:
    """One sentence of the cohort, or of the command line, and the pairs that it forbids.

    These are `pairs`, a bool array of shape (doctors, managers), where it is given; else those of
    the doctor `row` with the manager `column`, None standing for everybody of that side.
    """

    reason: str
    """As `lee refuses okafor`."""
    kind: BanKind
    group: str
    """What it is counted under where there are several of its sort, as `a refusal`."""
    row: int | None = None
    column: int | None = None
    pairs: Bools | None = None
    span: Span | None = None
    loc: tuple[str | int, ...] = ()
    """The way to it in the cohort file: keys and positions; empty for what does not stand there."""

    def forbids(self, row: int, column: int) -> bool:
        """Whether it forbids this pair."""
        if self.pairs is not None:
            return bool(self.pairs[row, column])
        return self.row in (None, row) and self.column in (None, column)

    def mark(self, array: npt.NDArray[Any], value: int = 1) -> None:
        """Write `value` into those cells of an array, shape (doctors, managers), that it forbids."""
        array[self._where] = value

    def count(self, array: Ints) -> None:
        """Add 1 to those cells of an array, shape (doctors, managers), that it forbids."""
        array[self._where] += 1

    def read(self, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What an array, shape (doctors, managers), has in the cells that it forbids."""
        return np.asarray(array[self._where])

    def of(self, shape: tuple[int, int]) -> Bools:
        """The pairs that it forbids: bool, shape (doctors, managers)."""
        found = np.zeros(shape, dtype=bool)
        self.mark(found)
        return found

    @property
    def is_one_pair(self) -> bool:
        """Whether it names a doctor and a manager."""
        return self.row is not None and self.column is not None

    @property
    def _where(self) -> Any:
        everybody = slice(None)
        if self.pairs is not None:
            return self.pairs
        return (
            everybody if self.row is None else self.row,
            everybody if self.column is None else self.column,
        )


@dataclass(frozen=True)
class Lock:
    """Why two people have to be a pair."""

    reason: str
    """As `` `together: [osei, kay]` ``."""
    span: Span | None = None
    is_option: bool = False
    """Whether the command line says so, and no rule."""


def bans(sides: Sides, score: Ints) -> Iterator[Ban]:
    """Every sentence that forbids pairs, people's own first, then the rules in file order."""
    yield from _approval(sides)
    yield from _takes_nobody(sides)
    yield from _named(sides, "line_manages", "manages", "line management", "line management")
    yield from _named(sides, "refuses", "refuses", "refusal", "a refusal")
    yield from _without_score(sides)
    for at, rule in enumerate(sides.cohort.matching.rules):
        pairs = forbidden_by(rule, sides, score)
        if pairs is not None:
            text, loc = rule_text(rule), ("matching", "rules", at)
            yield Ban(text, "rule", text, pairs=pairs, span=sides.cohort.span(*loc), loc=loc)


def locked(sides: Sides) -> dict[tuple[int, int], Lock]:
    """The (doctor, manager) positions that `together` rules lock, and by which of them first."""
    found: dict[tuple[int, int], Lock] = {}
    for at, rule in enumerate(sides.cohort.matching.rules):
        if isinstance(rule, Together):
            lock = Lock(rule_text(rule), sides.cohort.span("matching", "rules", at))
            for row, column in np.argwhere(among(rule.together, sides)):
                found.setdefault((int(row), int(column)), lock)
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
        for person, row, column in _everybody(sides):
            if person.approved is None:
                span, loc = sides.cohort.person_span(person.id, "id"), _loc(row, column)
                text = f"{person.id} is not approved"
                yield Ban(text, "approval", "no approval", row, column, span=span, loc=loc)


def _takes_nobody(sides: Sides) -> Iterator[Ban]:
    for person, row, column in _everybody(sides):
        if person.pairs == 0:
            span, loc = sides.cohort.person_span(person.id, "pairs"), (*_loc(row, column), "pairs")
            text = f"{person.id} takes nobody (`pairs: 0`)"
            yield Ban(text, "capacity", "`pairs: 0`", row, column, span=span, loc=loc)


def _without_score(sides: Sides) -> Iterator[Ban]:
    """The pairs whose cell in the file of scores is empty."""
    if sides.cohort.scores is not None:
        pairs = np.array(sides.cohort.scores.rows, dtype=np.int64).reshape(sides.shape) == NO_SCORE
        text = f"an empty cell of `{sides.cohort.matching.scores}`"
        yield Ban(text, "score", text, pairs=pairs, span=sides.cohort.span("matching", "scores"))


def _named(sides: Sides, field: str, verb: str, kind: BanKind, group: str) -> Iterator[Ban]:
    """One ban for each name of the other side in that field of a person."""
    doctors = {person.id: row for row, person in enumerate(sides.doctors)}
    managers = {person.id: column for column, person in enumerate(sides.managers)}
    for person, row, column in _everybody(sides):
        for at, other in enumerate(getattr(person, field)):
            found = (managers if column is None else doctors).get(other)
            if found is not None:
                cell = (row, found) if column is None else (found, column)
                span, loc = sides.cohort.person_span(person.id, field, at), (*_loc(row, column), field, at)
                yield Ban(f"{person.id} {verb} {other}", kind, group, *cell, span=span, loc=loc)


def _loc(row: int | None, column: int | None) -> tuple[str | int, ...]:
    """The way to the doctor of that row, or else to the manager of that column, in the cohort file."""
    return ("doctors", row) if row is not None else ("managers", column or 0)


def _everybody(sides: Sides) -> Iterator[tuple[Person, int | None, int | None]]:
    """Each person with the row of a doctor or the column of a manager, the other being None."""
    yield from ((doctor, row, None) for row, doctor in enumerate(sides.doctors))
    yield from ((manager, None, column) for column, manager in enumerate(sides.managers))


def among(ids: Sequence[str], sides: Sides) -> Bools:
    """The pairs of two of these people: bool, shape (doctors, managers)."""
    rows = np.array([person.id in ids for person in sides.doctors], dtype=bool)
    columns = np.array([person.id in ids for person in sides.managers], dtype=bool)
    return np.asarray(rows[:, None] & columns[None, :])


def forbidden_by(rule: Rule, sides: Sides, score: Ints) -> Bools | None:
    """The pairs that a rule forbids: bool, shape (doctors, managers); None for a rule that forbids none."""
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
            return among(ids, sides)
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
