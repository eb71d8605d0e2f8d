"""Whether a cohort can be served: everybody paired, and everything held that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.report import Conflict
from pairmatch.conflicts.rota import rota_conflicts
from pairmatch.diagnostics import Diagnostic, Note, Severity
from pairmatch.errors import CohortError, NoAnswerInTime
from pairmatch.matching import Pairing, match
from pairmatch.progress import Stop, Watch

CODES = {
    "PM701": "someone gets no partner",
    "PM702": "facts that cannot all hold, so that something is missed",
    "PM703": "whether everything can be held was not found out in the time given",
}
MOST_ALIKE = 3
"""So many demands that stand in one line are told one by one; more are counted."""


def not_served(
    cohort: Cohort, *, time_limit: float = 60.0, stop: Stop | None = None
) -> tuple[Diagnostic, ...]:
    """Pair the cohort, and tell of everything that it asks for and cannot have.

    Parameters
    ----------
    cohort
        A checked cohort.
    time_limit
        Seconds, for the pairing and all that follows.
    stop
        Asks for an early end.

    Returns
    -------
    tuple of Diagnostic
        Nothing where everybody is paired and everything can be held; else an error for each person who
        waits and for each cause why something is missed, with every line that has a part in it. A
        warning where only workshops with `required: false` are missed, and where the time was too
        short to know.
    """
    watch = Watch(time_limit, None, stop)
    try:
        pairing = match(cohort, time_limit=max(1.0, watch.left), stop=stop)
        conflicts, is_complete = rota_conflicts(cohort, [pair.ids for pair in pairing.pairs], watch=watch)
    except CohortError as error:
        return tuple(error.diagnostics)
    except NoAnswerInTime:
        return (_not_known(cohort, time_limit),)
    unknown = () if is_complete else (_not_known(cohort, time_limit),)
    return (*_waiting(cohort, pairing), *(_told(cohort, one) for one in conflicts), *unknown)


def _waiting(cohort: Cohort, pairing: Pairing) -> Iterator[Diagnostic]:
    """An error for each person without a partner who was to have one."""
    for one in pairing.unmatched:
        if cohort.person(one.person).pairs:
            yield Diagnostic(
                "PM701",
                Severity.ERROR,
                f"{one.person} gets no partner: {one.why}",
                cohort.person_span(one.person, "id"),
                f"`pairmatch why {one.person}` says what could give way",
            )


def _told(cohort: Cohort, conflict: Conflict) -> Diagnostic:
    first = next((span for fact in (*conflict.hits, *conflict.facts) for span in fact.spans), None)
    given = f"; {conflict.background}" if conflict.background else ""
    help_text = f"as soon as one of these gives way, the others can hold together{given}"
    optional = {cohort.span("workshops", at) for at, one in enumerate(cohort.workshops) if not one.required}
    is_soft = all(span in optional for hit in conflict.hits for span in hit.spans)
    severity = Severity.WARNING if is_soft else Severity.ERROR
    message = f"{conflict.headline}, which is not required" if is_soft else conflict.headline
    return Diagnostic("PM702", severity, message, first, help_text, tuple(_notes(conflict.facts)))


def _notes(facts: Sequence[Fact]) -> Iterator[Note]:
    """A note for each fact; of many demands that stand in one line, the first, and how many there are."""
    by_line: dict[object, list[Fact]] = {}
    for fact in facts:
        key = (fact.kind, fact.spans) if fact.is_asked else fact
        by_line.setdefault(key, []).append(fact)
    for alike in by_line.values():
        few = alike if len(alike) <= MOST_ALIKE else alike[:1]
        more = len(alike) - len(few)
        for fact in few:
            text = f"{fact.sentence}, and {more} more like it" if more else fact.sentence
            yield Note(text, fact.spans[0] if fact.spans else None)


def _not_known(cohort: Cohort, time_limit: float) -> Diagnostic:
    return Diagnostic(
        "PM703",
        Severity.WARNING,
        f"in {time_limit:g} s it was not found out whether everything can be held",
        cohort.span("programme"),
        "allow more with --time-limit",
    )
