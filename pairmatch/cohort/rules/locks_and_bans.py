"""Two people must be paired by one line of the file, and must not be by another.

A rule `together` pairs every doctor with every manager it names. It cannot hold when `apart`,
`refuses` or `line_manages` keeps two of them from each other, and then there is no pairing at all.

Wrong::

    doctors: [{id: osei, refuses: [kay]}]
    managers: [{id: kay}]
    matching: {rules: [{together: [osei, kay]}]}

Right::

    doctors: [{id: osei}]
    managers: [{id: kay}]
    matching: {rules: [{together: [osei, kay]}]}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Apart, Together
from pairmatch.cohort.rules._common import Loc, error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note, Span

CODE = "PM308"
SUMMARY = "two people must be paired and must not be paired"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every `together` that a ban contradicts."""
    locks: dict[str, set[int]] = defaultdict(set)
    for place, rule in enumerate(cohort.matching.rules):
        if isinstance(rule, Together):
            for name in rule.together:
                locks[name].add(place)
    if not locks:
        return
    sides = {person.id: loc[0] for loc, person in people(cohort)}
    for loc, person in people(cohort):
        for field, verb in (("refuses", "refuses"), ("line_manages", "manages")):
            for at, other in enumerate(getattr(person, field)):
                if other in sides and sides[other] != loc[0]:
                    for place in sorted(locks[person.id] & locks[other]):
                        span = cohort.span(*loc, field, at)
                        said = f"but `{person.id}` {verb} `{other}`"
                        yield _clash(cohort, place, (person.id, other), said, span)
    yield from _against_apart(cohort, locks, sides)


def _against_apart(
    cohort: Cohort, locks: dict[str, set[int]], sides: dict[str, str | int]
) -> Iterator[Diagnostic]:
    for at, rule in enumerate(cohort.matching.rules):
        if not isinstance(rule, Apart):
            continue
        locked: dict[int, dict[str | int, str]] = defaultdict(dict)
        for name in rule.apart:
            for place in locks.get(name, ()):
                locked[place].setdefault(sides.get(name, ""), name)
        for place, members in sorted(locked.items()):
            if "doctors" in members and "managers" in members:
                span = cohort.span("matching", "rules", at, "apart")
                why = f" ({rule.why})" if rule.why else ""
                said = f"but this rule keeps them apart{why}"
                yield _clash(cohort, place, (members["doctors"], members["managers"]), said, span)


def _clash(cohort: Cohort, place: int, pair: tuple[str, str], said: str, ban: Span | None) -> Diagnostic:
    loc: Loc = ("matching", "rules", place, "together")
    rule = cohort.matching.rules[place]
    why = f" ({rule.why})" if rule.why else ""
    notes = (Note(f"this rule pairs them{why}", cohort.span(*loc)), Note(said, ban))
    message = f"`{pair[0]}` and `{pair[1]}` must be paired, and must not be"
    return error(CODE, message, cohort.span(*loc), "delete one of the two", *notes)
