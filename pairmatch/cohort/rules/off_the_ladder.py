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

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pairmatch.cohort.pairing_rules import Different, Same, Share, Within
from pairmatch.cohort.people import Manager
from pairmatch.cohort.rules._common import people, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

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
            near = _near(given, ladder)
            message = f"the {field} `{given}` is not on the seniority ladder, so the level is not known"
            advice = f"did you mean `{near}`?" if near else "put it on a level of `matching.seniority`"
            yield warning(CODE, message, cohort.span(*loc, field), advice)


def _near(given: str, ladder: Mapping[str, str]) -> str | None:
    """The name that differs in case, in spaces or in a word (`Band 7`), else the nearest in letters."""
    text = given.lower()
    words = text.replace("-", " ").split()
    guesses = (text, "".join(words), *words, "".join(words[1:]), "".join(words[:2]))
    close = (ladder[word] for word in get_close_matches(text, ladder, n=1, cutoff=0.6))
    return next((ladder[guess] for guess in guesses if guess in ladder), None) or next(close, None)


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
