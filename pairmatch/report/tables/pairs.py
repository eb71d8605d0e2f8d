"""The pairing: a row a pair; and a row for each person who waits."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.posts import home_site
from pairmatch.matching.pairing import Pair
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.table import Column, Kind, Table, Value, columns
from pairmatch.report.visible import visible


def pair_table(outcome: Outcome) -> Table:
    """Who with whom, where, the score with each criterion, and the project with its fit."""
    scored = outcome.pairing is not None
    criteria = tuple(dict.fromkeys(name for pair in outcome.pairs for name in pair.criteria))
    made = [*_people(outcome)]
    if scored:
        made.append((Column("Score", Kind.SCORE), [pair.score for pair in outcome.pairs]))
    if any(pair.project for pair in outcome.pairs):
        made.append((Column("Project"), [_project(outcome, pair) for pair in outcome.pairs]))
        made.append((Column("Fit", Kind.SCORE), [pair.fit for pair in outcome.pairs]))
    for name in criteria:
        values: list[Value] = [pair.criteria.get(name) for pair in outcome.pairs]
        made.append((Column(visible(name).capitalize(), Kind.SCORE), values))
    rows = zip(*(values for _, values in made), strict=True)
    return Table("pairs", "Pairing", tuple(column for column, _ in made), tuple(rows))


def _people(outcome: Outcome) -> Iterator[tuple[Column, list[Value]]]:
    sides = (
        ("Doctor", [pair.doctor for pair in outcome.pairs]),
        ("Manager", [pair.manager for pair in outcome.pairs]),
    )
    for heading, ids in sides:
        yield Column(heading), [outcome.names.person(one) for one in ids]
        if outcome.names.has_sites:
            yield Column(f"{heading}'s site"), [_site(outcome, one) for one in ids]


def _site(outcome: Outcome, person: str) -> str | None:
    site = home_site(outcome.cohort.person(person))
    return outcome.names.site(site) if site else None


def _project(outcome: Outcome, pair: Pair) -> str | None:
    return outcome.names.project(pair.project) if pair.project else None


def unmatched_table(outcome: Outcome) -> Table:
    """Who has no partner, and why."""
    waiting = outcome.pairing.unmatched if outcome.pairing else ()
    rows = tuple((outcome.names.person(one.person), visible(one.why)) for one in waiting)
    return Table("unmatched", "Without a partner", columns("Name", "Why"), rows)
