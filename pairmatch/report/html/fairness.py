"""How evenly the programme weighs on people: sessions, half-days they would avoid, ways to other sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pairmatch.calendar.posts import placement_on
from pairmatch.report.cost import avoids, is_away, session_site
from pairmatch.report.html.histogram import Histogram, Value, histogram_of
from pairmatch.report.html.material import Material
from pairmatch.report.html.people import One, People
from pairmatch.rota.rota import AnySession, Rota

_BIN = 50
"""How wide a step of the scores is."""


@dataclass(frozen=True)
class Load:
    """What the programme asks of one person."""

    person: One
    sessions: int
    avoided: int
    """Of them on half-days that the person would rather avoid."""
    away: int
    """Of them away from the person's site."""
    minutes: int
    """Of travel there, one way, all of them together."""


@dataclass(frozen=True)
class Fairness:
    """Loads and how they are spread."""

    plots: tuple[Histogram, ...]
    loads: tuple[Load, ...]
    has_minutes: bool


def fairness_of(material: Material, people: People) -> Fairness:
    """The plots of a page."""
    loads = tuple(_loads(material, material.rota, people)) if material.rota is not None else ()
    return Fairness((*_of_scores(material), *_of_loads(loads)), loads, any(load.minutes for load in loads))


def _loads(material: Material, rota: Rota, people: People) -> Iterator[Load]:
    """Of everyone who is paired, in file order."""
    cohort = material.cohort
    taking_part = {person for pair in rota.pairs for person in pair}
    sessions: dict[str, list[AnySession]] = defaultdict(list)
    for session in rota.sessions:
        for person in session.everyone:
            sessions[person].append(session)
    for one in people.all:
        if one.id not in taking_part:
            continue
        own = sessions[one.id]
        away = [session for session in own if is_away(cohort, one.id, session)]
        minutes = 0
        for session in away:
            placement = placement_on(cohort.person(one.id), session.date)
            own_site = placement.site if placement is not None else None
            minutes += cohort.travel_minutes(own_site, session_site(cohort, session))
        avoided = sum(avoids(cohort, one.id, session) for session in own)
        yield Load(one, len(own), avoided, len(away), minutes)


def _of_scores(material: Material) -> Iterator[Histogram]:
    if material.pairing is None or not material.pairing.pairs:
        return
    last = 1000 // _BIN - 1  # a full score counts among those just below
    values = [Value(min(pair.score // _BIN, last), 0) for pair in material.pairing.pairs]
    yield histogram_of(
        "Scores of the pairs",
        "score",
        ("pairs",),
        values,
        lambda step: f"{step * _BIN}–{step * _BIN + _BIN - (1 if step < last else 0)}",
    )


def _of_loads(loads: Sequence[Load]) -> Iterator[Histogram]:
    if not loads:
        return
    counts: tuple[tuple[str, str, Callable[[Load], int]], ...] = (
        ("Sessions of each person", "sessions", lambda load: load.sessions),
        ("Sessions on half-days to avoid", "avoided", lambda load: load.avoided),
        ("Sessions away from the person's site", "away", lambda load: load.away),
    )
    for title, what, count in counts:
        values = [Value(count(load), int(load.person.side == "manager")) for load in loads]
        yield histogram_of(title, what, ("doctors", "managers"), values, str)
