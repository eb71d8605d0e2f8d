"""A grade or band is not on the seniority ladder, while seniority counts.

The level of a person whose band (or else grade) is not on `matching.seniority` is not known: the
criterion leaves the person out, and a rule on seniority forbids every partner.

Wrong::

    doctors: [{id: okafor, grade: St4}]
    matching: {criteria: {seniority: 4}}

Right::

    doctors: [{id: okafor, grade: ST4}]
    matching: {criteria: {seniority: 4}}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Different, Same, Share, Within
from pairmatch.cohort.people import Manager
from pairmatch.cohort.rules._common import people, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, did_you_mean

CODE = "PM218"
SUMMARY = "a grade or band is not on the seniority ladder"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a warning for every person whose level is not known."""
    if not _seniority_counts(cohort):
        return
    ladder = {name.lower(): name for level in cohort.matching.seniority for name in level}
    exact = set(ladder.values())
    for loc, person in people(cohort):
        band = person.band if isinstance(person, Manager) else None
        field, given = ("band", band) if band else ("grade", person.grade)
        if given and given not in exact:
            near = ladder.get(given.lower())
            advice = f"did you mean `{near}`?" if near else did_you_mean(given, ladder)
            message = f"the {field} `{given}` is not on the seniority ladder, so the level is not known"
            advice = advice or "put it on a level of `matching.seniority`"
            yield warning(CODE, message, cohort.span(*loc, field), advice)


def _seniority_counts(cohort: Cohort) -> bool:
    criterion = cohort.matching.criteria.get("seniority")
    if criterion and criterion.weight:
        return True
    for rule in cohort.matching.rules:
        match rule:
            case Same(same="seniority") | Different(different="seniority"):
                return True
            case Within(within="seniority") | Share(share="seniority"):
                return True
    return False
