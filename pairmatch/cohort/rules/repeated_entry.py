"""A list names the same entry twice.

In a ranked list the second place would be meaningless; in any other it is a slip that often
hides another name.

Wrong::

    doctors:
      - {id: okafor, prefers: [ward, lee, ward]}
    managers: [{id: ward}, {id: lee}]

Right::

    doctors:
      - {id: okafor, prefers: [ward, lee]}
    managers: [{id: ward}, {id: lee}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pairmatch.cohort.pairing_rules import Apart, Together
from pairmatch.cohort.rules._common import Loc, error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM202"
SUMMARY = "a list names an entry twice"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every entry that its list has already."""
    for loc, person in people(cohort):
        yield from _repeats(cohort, (*loc, "prefers"), person.prefers)
        yield from _repeats(cohort, (*loc, "refuses"), person.refuses)
        yield from _repeats(cohort, (*loc, "line_manages"), person.line_manages)
        yield from _repeats(cohort, (*loc, "projects"), person.projects)
    for place, rule in enumerate(cohort.matching.rules):
        if isinstance(rule, Apart):
            yield from _repeats(cohort, ("matching", "rules", place, "apart"), rule.apart)
        if isinstance(rule, Together):
            yield from _repeats(cohort, ("matching", "rules", place, "together"), rule.together)
    for place, workshop in enumerate(cohort.workshops):
        loc = ("workshops", place)
        yield from _repeats(cohort, (*loc, "rooms"), workshop.rooms)
        yield from _repeats(cohort, (*loc, "facilitators"), workshop.facilitators)
        yield from _repeats(cohort, (*loc, "all_of"), workshop.all_of)
        yield from _repeats(cohort, (*loc, "dates"), workshop.dates or ())
        yield from _in_both(cohort, loc, workshop.facilitators, workshop.all_of)


def _repeats(cohort: Cohort, loc: Loc, entries: Iterable[object]) -> Iterator[Diagnostic]:
    first: dict[object, int] = {}
    for place, entry in enumerate(entries):
        if entry in first:
            note = Note("first named here", cohort.span(*loc, first[entry]))
            message = f"`{entry}` stands twice in `{loc[-1]}`"
            yield error(CODE, message, cohort.span(*loc, place), "keep one of the two", note)
        first.setdefault(entry, place)


def _in_both(
    cohort: Cohort, loc: Loc, facilitators: tuple[str, ...], all_of: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """One of `all_of` is there anyhow, and so cannot be the one chosen from `facilitators`."""
    for place, name in enumerate(all_of):
        if name in facilitators:
            span = cohort.span(*loc, "all_of", place)
            note = Note("named here too", cohort.span(*loc, "facilitators", facilitators.index(name)))
            message = f"`{name}` stands both in `facilitators` and in `all_of`"
            yield error(CODE, message, span, "keep one of the two", note)
