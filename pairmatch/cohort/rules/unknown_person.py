"""A person is named who is not in the file.

`prefers`, `refuses`, `line_manages` and the rules `apart` and `together` name doctors and managers
by id. A wish or a ban on somebody who is not there would be lost in silence.

Wrong::

    doctors:
      - {id: okafor, refuses: [wrad]}
    managers:
      - {id: ward}

Right::

    doctors:
      - {id: okafor, refuses: [ward]}
    managers:
      - {id: ward}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Apart, Together
from pairmatch.cohort.rules._common import Known, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM203"
SUMMARY = "a person is named who is not in the file"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every id that no doctor and no manager has."""
    doctors = {doctor.id: None for doctor in cohort.doctors}
    managers = {manager.id: None for manager in cohort.managers}
    anyone = Known(CODE, "doctor or manager", doctors | managers)
    others = {
        "doctors": Known(CODE, "manager", managers),
        "managers": Known(CODE, "doctor", doctors),
    }
    for loc, person in people(cohort):
        known = others[str(loc[0])]
        for field, names in (("prefers", person.prefers), ("refuses", person.refuses)):
            for place, name in enumerate(names):
                if name not in anyone:  # one of the person's own side has a rule of its own
                    yield known.unknown(name, cohort.span(*loc, field, place))
        yield from anyone.faults(cohort, (*loc, "line_manages"), person.line_manages)
    for place, rule in enumerate(cohort.matching.rules):
        if isinstance(rule, Apart):
            yield from anyone.faults(cohort, ("matching", "rules", place, "apart"), rule.apart)
        if isinstance(rule, Together):
            yield from anyone.faults(cohort, ("matching", "rules", place, "together"), rule.together)
