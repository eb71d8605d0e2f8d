"""A criterion or a rule goes by something that nobody in the file has.

A name that is not one of the format's own is taken for an attribute. When no person has such an
attribute, the name is a slip: the criterion would be "not known" for every pair, and the rule would
forbid every pair.

Wrong::

    matching: {criteria: {intrests: 5}}

Right::

    matching: {criteria: {interests: 5}}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import CRITERIA, Different, Same, Share, Within
from pairmatch.cohort.rules._common import error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Span, did_you_mean

CODE = "PM217"
SUMMARY = "a criterion or rule goes by something that nobody has"

_TRAITS = ("site", "directorate", "specialty", "interests", "wants", "offers", "seniority")


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every criterion and rule that has nothing to go by."""
    attributes = {name for _, person in people(cohort) for name in person.attributes}
    numbers = {
        name
        for _, person in people(cohort)
        for name, value in person.attributes.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    for name in cohort.matching.criteria:
        if name not in CRITERIA and name not in attributes:
            span = cohort.key_span("matching", "criteria", name)
            yield _nothing("criterion", name, span, {*CRITERIA, *attributes})
    for place, rule in enumerate(cohort.matching.rules):
        for kind, name in _goes_by(rule):
            span = cohort.span("matching", "rules", place, kind)
            known = {"seniority", *numbers} if kind == "within" else {*_TRAITS, *attributes}
            if name not in known and name in attributes:
                message = f"`within: {name}` needs numbers, and nobody's `{name}` is one"
                yield error(CODE, message, span, "use `same`, `different` or `share`")
            elif name not in known:
                yield _nothing(f"`{kind}`", name, span, known)


def _goes_by(rule: object) -> Iterator[tuple[str, str]]:
    match rule:
        case Same():
            yield "same", rule.same
        case Different():
            yield "different", rule.different
        case Within():
            yield "within", rule.within
        case Share():
            yield "share", rule.share


def _nothing(what: str, name: str, span: Span | None, known: set[str]) -> Diagnostic:
    message = f"{what}: `{name}` is neither a name of the format nor an attribute of anybody"
    near = did_you_mean(name, sorted(known)) or f"known here: {', '.join(sorted(known))}"
    return error(CODE, message, span, near)
