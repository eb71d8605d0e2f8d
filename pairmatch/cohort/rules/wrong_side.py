"""Somebody prefers or refuses a person of the own side.

A pair is one doctor and one manager, so a doctor's `prefers` and `refuses` name managers, and a
manager's name doctors. Nobody can be preferred, refused or managed by themselves.

Wrong::

    doctors:
      - {id: okafor, prefers: [osei]}
      - {id: osei}

Right::

    doctors:
      - {id: okafor, prefers: [ward]}
      - {id: osei}
    managers:
      - {id: ward}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM204"
SUMMARY = "a partner is named who is on the person's own side"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every partner named that could never be one."""
    sides = {
        "doctors": {doctor.id for doctor in cohort.doctors},
        "managers": {manager.id for manager in cohort.managers},
    }
    for loc, person in people(cohort):
        side = str(loc[0])
        other = "managers" if side == "doctors" else "doctors"
        for field, names in (("prefers", person.prefers), ("refuses", person.refuses)):
            for place, name in enumerate(names):
                if name in sides[side] and name not in sides[other]:
                    message = (
                        f"`{name}` is one of the {side}, and a {side[:-1]} is paired with a {other[:-1]}"
                    )
                    advice = f"name one of the {other}, or delete it"
                    yield error(CODE, message, cohort.span(*loc, field, place), advice)
        for place, name in enumerate(person.line_manages):
            if name == person.id:
                span = cohort.span(*loc, "line_manages", place)
                yield error(CODE, f"`{name}` cannot manage themselves", span, "delete it")
