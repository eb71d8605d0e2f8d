"""A rule `together` or `apart` does not name both a doctor and a manager.

A pair is one doctor and one manager. Two doctors can neither be paired nor be kept from being
paired, so such a rule says nothing.

Wrong::

    doctors: [{id: osei}, {id: okafor}]
    matching: {rules: [{together: [osei, okafor]}]}

Right::

    doctors: [{id: osei}, {id: okafor}]
    managers: [{id: kay}]
    matching: {rules: [{together: [osei, kay]}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Apart, Together
from pairmatch.cohort.rules._common import error, people, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM311"
SUMMARY = "`together` or `apart` does not name both a doctor and a manager"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault (of `apart`, a warning) for every rule that names one side only."""
    side_of = {person.id: loc[0] for loc, person in people(cohort)}
    for place, rule in enumerate(cohort.matching.rules):
        kind, names = _names(rule)
        if any(name not in side_of for name in names):
            continue  # told already, and the side of an unknown person is not known
        sides = {side_of[name] for name in names}
        if len(sides) == 1:
            missing = "managers" if "doctors" in sides else "doctors"
            message = f"`{kind}` names no {missing[:-1]}, and so says nothing of any pair"
            tell = error if kind == "together" else warning
            span = cohort.span("matching", "rules", place, kind)
            yield tell(CODE, message, span, f"name one of the {missing} too, or delete the rule")


def _names(rule: object) -> tuple[str, tuple[str, ...]]:
    if isinstance(rule, Together):
        return "together", rule.together
    return ("apart", rule.apart) if isinstance(rule, Apart) else ("", ())
