"""The rules `together` give a person more partners than the person takes.

How many partners somebody takes is said by `pairs`, and is 1 where nothing is said.

Wrong::

    doctors: [{id: osei}]
    managers: [{id: kay}, {id: ward}]
    matching: {rules: [{together: [osei, kay]}, {together: [osei, ward]}]}

Right::

    doctors: [{id: osei, pairs: 2}]
    managers: [{id: kay}, {id: ward}]
    matching: {rules: [{together: [osei, kay]}, {together: [osei, ward]}]}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Together
from pairmatch.cohort.rules._common import Loc, error, people, plural
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM309"
SUMMARY = "`together` gives a person more partners than `pairs` allows"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for everybody who must have too many partners."""
    everybody = {person.id: (loc, person) for loc, person in people(cohort)}
    partners: dict[str, set[str]] = defaultdict(set)
    told: set[str] = set()
    for place, rule in enumerate(cohort.matching.rules):
        if not isinstance(rule, Together):
            continue
        sides: dict[str | int, list[str]] = {"doctors": [], "managers": []}
        for name in rule.together:
            if name in everybody:
                sides[everybody[name][0][0]].append(name)
        for at, name in enumerate(rule.together):
            if name not in everybody or name in told:
                continue
            person_loc, person = everybody[name]
            partners[name].update(sides["managers" if person_loc[0] == "doctors" else "doctors"])
            if len(partners[name]) > person.pairs:
                told.add(name)
                yield _fault(cohort, (place, at), name, person_loc, len(partners[name]), person.pairs)


def _fault(cohort: Cohort, at: tuple[int, int], name: str, loc: Loc, given: int, taken: int) -> Diagnostic:
    span = cohort.span("matching", "rules", at[0], "together", at[1])
    note = Note(
        f"`{name}` takes {plural(taken, 'partner')}", cohort.span(*loc, "pairs" if taken != 1 else "id")
    )
    message = f"`{name}` must have {plural(given, 'partner')}, and takes {taken}"
    return error(CODE, message, span, f"write `pairs: {given}`, or take somebody out of the rule", note)
