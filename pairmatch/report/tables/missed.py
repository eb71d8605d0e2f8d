"""What could not be had, and why: a row for each person without a partner and each session left out."""

from __future__ import annotations

from pairmatch.report.names import Names
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.table import Table, Value, columns
from pairmatch.report.visible import visible
from pairmatch.rota.rota import AnyMissed, MissedMeeting, MissedShadowing, MissedWorkshop

A_PARTNER = "a partner"


def missed_table(outcome: Outcome) -> Table:
    """People without a partner first, then sessions in the order of the rota."""
    waiting = outcome.pairing.unmatched if outcome.pairing else ()
    missed = outcome.rota.missed if outcome.rota else ()
    rows: list[tuple[Value, ...]] = [
        (A_PARTNER, outcome.names.person(one.person), None, visible(one.why)) for one in waiting
    ]
    rows += [
        (what_is_missed(outcome.names, one), _who(outcome.names, one), _weeks(one), visible(one.why))
        for one in missed
    ]
    return Table("missed", "Conflicts", columns("Missed", "Who", "Weeks", "Why"), tuple(rows))


def what_is_missed(names: Names, missed: AnyMissed) -> str:
    """The title of a workshop, or the kind of the session."""
    return names.workshop(missed.workshop) if isinstance(missed, MissedWorkshop) else missed.kind


def _who(names: Names, missed: AnyMissed) -> str:
    if isinstance(missed, MissedShadowing):
        return f"{names.person(missed.guest)} shadowing {names.person(missed.host)}"
    return " and ".join(map(names.person, missed.people))


def _weeks(missed: AnyMissed) -> str | None:
    weeks = missed.weeks if isinstance(missed, MissedMeeting) else None
    if weeks is None:
        return None
    return f"{weeks.first}" if weeks.first == weeks.last else f"{weeks.first} to {weeks.last}"
