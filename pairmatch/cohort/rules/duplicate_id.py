"""The same id is used for two people, rooms, workshops or projects.

Every other place of the file, and every pairing and rota made from it, refers to people and
things by id. People share one set of ids: a doctor, a manager and a facilitator can never have
the same one.

Wrong::

    doctors:
      - {id: lee, name: Dr Ann Lee}
      - {id: lee, name: Dr Tom Lee}

Right::

    doctors:
      - {id: lee-ann, name: Dr Ann Lee}
      - {id: lee-tom, name: Dr Tom Lee}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pairmatch.cohort.rules._common import Loc, error, everyone
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM201"
SUMMARY = "an id is used twice"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every id that another has had before."""
    yield from _repeats(cohort, ((loc, one.id) for loc, one in everyone(cohort)))
    sections: dict[str, list[str]] = {
        "projects": [project.id for project in cohort.projects or ()],
        "rooms": [room.id for room in cohort.rooms],
        "workshops": [workshop.id for workshop in cohort.workshops],
    }
    for section, ids in sections.items():
        yield from _repeats(cohort, (((section, place), name) for place, name in enumerate(ids)))


def _repeats(cohort: Cohort, ids: Iterable[tuple[Loc, str]]) -> Iterator[Diagnostic]:
    first: dict[str, Loc] = {}
    for loc, name in ids:
        if name not in first:
            first[name] = loc
            continue
        note = Note("first used here", cohort.span(*first[name], "id"))
        advice = "give one of the two another id"
        yield error(CODE, f"the id `{name}` is used twice", cohort.span(*loc, "id"), advice, note)
