"""Whether a cohort can be served: everybody paired, and everything held that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.codes import MISSED, NOT_KNOWN, WAITS
from pairmatch.conflicts.fact import Kind
from pairmatch.conflicts.pairing import pairing_conflicts
from pairmatch.conflicts.report import Conflict, told_in_short
from pairmatch.conflicts.rota import rota_conflicts
from pairmatch.diagnostics import Diagnostic, Note, Severity
from pairmatch.errors import CohortError, NoAnswerInTime
from pairmatch.matching import Pairing, match
from pairmatch.progress import Stop, Watch


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
    return (*_waiting(cohort, pairing, watch), *(as_diagnostic(cohort, one) for one in conflicts), *unknown)


def _waiting(cohort: Cohort, pairing: Pairing, watch: Watch) -> Iterator[Diagnostic]:
    """An error for each cause why people without a partner, who were to have one, have none."""
    waiting = [one for one in pairing.unmatched if cohort.person(one.person).pairs]
    if waiting:
        found, _ = pairing_conflicts(cohort, watch=watch)
        why = {one.person: one.why for one in waiting}
        for conflict in found:
            told = next((why[hit.people[0]] for hit in conflict.hits if hit.people[0] in why), None)
            yield as_diagnostic(cohort, conflict, told)


def as_diagnostic(cohort: Cohort, conflict: Conflict, why: str | None = None) -> Diagnostic:
    """A conflict as it is told in a line of CI, with a note for each fact.

    Parameters
    ----------
    cohort
        Whose conflict it is.
    conflict
        The conflict, of the pairing or of the rota.
    why
        What is said after the headline.
    """
    first = next((span for fact in (*conflict.hits, *conflict.facts) for span in fact.spans), None)
    given = f"; {conflict.background}" if conflict.background else ""
    of_rota = any(hit.kind is not Kind.PLACE for hit in conflict.hits)
    optional = {cohort.span("workshops", at) for at, one in enumerate(cohort.workshops) if not one.required}
    is_soft = of_rota and all(span in optional for hit in conflict.hits for span in hit.spans)
    more = f": {why}" if why else ", which is not required" if is_soft else ""
    return Diagnostic(
        MISSED if of_rota else WAITS,
        Severity.WARNING if is_soft else Severity.ERROR,
        f"{conflict.headline}{more}",
        first,
        f"as soon as one of these gives way, the others can hold together{given}; "
        "`pairmatch repair` says what to change",
        tuple(Note(text, span) for text, span in told_in_short(conflict.facts)),
    )


def _not_known(cohort: Cohort, time_limit: float) -> Diagnostic:
    return Diagnostic(
        NOT_KNOWN,
        Severity.WARNING,
        f"in {time_limit:g} s it was not found out whether everything can be held",
        cohort.span("programme"),
        "allow more with --time-limit",
    )
