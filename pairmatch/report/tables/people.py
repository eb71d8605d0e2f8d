"""The people of the cohort file, a column a field, named so that `pairmatch import people` takes it back.

Lists are joined by `; `. What is a mapping in the file stands as it would in one line of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pairmatch.cohort.people import Facilitator, Person, Post, Presence
from pairmatch.cohort.schema import Cohort
from pairmatch.report.tables.table import Column, Kind, Table, Value, without_empty

BETWEEN = "; "
_PLAIN = ("id", "name", "email", "grade", "band", "role", "specialty", "directorate", "site")
_LISTS = ("interests", "wants", "offers", "prefers", "refuses", "line_manages", "projects")
_ALWAYS = ("id", "name")


def people_tables(cohort: Cohort) -> tuple[Table, ...]:
    """Doctors, managers and facilitators, each where there are any; only fields that somebody has."""
    sides: tuple[tuple[str, Sequence[Person | Facilitator]], ...] = (
        ("doctors", cohort.doctors),
        ("managers", cohort.managers),
        ("facilitators", cohort.facilitators),
    )
    return tuple(_table(name, people) for name, people in sides if people)


def _table(name: str, people: Sequence[Person | Facilitator]) -> Table:
    fields = [_fields(person) for person in people]
    attributes = dict.fromkeys(key for row in fields for key in row if key.startswith("attributes."))
    headings = (*_HEADINGS, *attributes)
    rows = tuple(tuple(row.get(heading) for heading in headings) for row in fields)
    head = tuple(Column(one, Kind.NUMBER if one == "pairs" else Kind.TEXT) for one in headings)
    return without_empty(Table(name, name.capitalize(), head, rows), _ALWAYS)


_HEADINGS = (
    *_PLAIN,
    *_LISTS,
    *("approved", "pairs", "works", "rota", "calendar", "leave"),
    *("commitments", "extra", "avoid_halves", "posts"),
)


def _fields(person: Person | Facilitator) -> dict[str, Value]:
    """What the person has; a field that is as it would be anyway is left out."""
    found: dict[str, Value] = {name: getattr(person, name, None) for name in _PLAIN}
    found["works"] = None if person.works is None else _works(person.works)
    found["leave"] = _joined(person.leave)
    if isinstance(person, Facilitator):
        return found
    found |= {name: _joined(getattr(person, name)) for name in _LISTS}
    found |= {"approved": person.approved, "pairs": None if person.pairs == 1 else person.pairs}
    found |= {"calendar": person.calendar, "avoid_halves": _joined(person.avoid_halves)}
    found["rota"] = _one_line(person.rota.model_dump() if person.rota else None)
    found["commitments"] = _one_line({str(half): _presence(how) for half, how in person.commitments.items()})
    found["extra"] = _one_line({str(half): _presence(how) for half, how in person.extra.items()})
    found["posts"] = _one_line([_post(post) for post in person.posts])
    return found | {f"attributes.{key}": _attribute(value) for key, value in person.attributes.items()}


def _joined(values: Iterable[object]) -> str | None:
    return BETWEEN.join(map(str, values)) or None


def _works(works: Mapping[str, tuple[str, ...]]) -> str:
    return BETWEEN.join(f"{day} {' '.join(halves)}" for day, halves in works.items()) or "{}"


def _attribute(value: object) -> Value:
    if isinstance(value, tuple):
        return _joined(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int) else str(value)


def _one_line(value: Any) -> str | None:
    """As YAML takes it in one line, which is as JSON is written."""
    return json.dumps(value, ensure_ascii=False) if value else None


def _presence(how: Presence) -> dict[str, bool]:
    return how.model_dump(exclude_none=True)


def _post(post: Post) -> dict[str, Any]:
    written = post.model_dump(exclude_none=True, exclude={"first", "until", "works"})
    dates = {"from": post.first, "until": post.until}
    works = {} if post.works is None else {"works": {day: " ".join(of) for day, of in post.works.items()}}
    return {name: str(day) for name, day in dates.items() if day} | written | works
