"""Everything that the page says, as plain values; the templates put it into words and shapes."""

from __future__ import annotations

from dataclasses import dataclass

from pairmatch.report.appointments import Appointments
from pairmatch.report.cost import cost_in_words
from pairmatch.report.html.causes import Causes, causes_of
from pairmatch.report.html.fairness import Fairness, fairness_of
from pairmatch.report.html.graph import Graph, graph_of
from pairmatch.report.html.grid import Grid, grid_of
from pairmatch.report.html.head import Head, head_of
from pairmatch.report.html.material import Material
from pairmatch.report.html.missed import MissedGroup, missed_of
from pairmatch.report.html.pairs import Pairs, pairs_of
from pairmatch.report.html.people import People
from pairmatch.report.html.runs import Occupancy, occupancy_of
from pairmatch.report.html.sessions import Sessions
from pairmatch.report.html.timeline import Timeline, timeline_of
from pairmatch.report.names import Names
from pairmatch.report.rota_proof import rota_proof
from pairmatch.report.visible import visible
from pairmatch.report.working_time import working_time
from pairmatch.rota.rota import Rota


@dataclass(frozen=True)
class RotaPart:
    """The part of the page that shows the rota."""

    sessions: Sessions
    grid: Grid
    timeline: Timeline
    occupancy: Occupancy
    missed: tuple[MissedGroup, ...]
    proof: str
    cost: tuple[str, ...]
    """What the cost is made of."""
    working_time: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The whole page."""

    head: Head
    people: People
    pairs: Pairs
    graph: Graph | None
    rota: RotaPart | None
    causes: Causes | None
    fairness: Fairness


def page_of(material: Material) -> Page:
    """What the page of a cohort says."""
    names = Names(material.cohort)
    people = People(material, names)
    return Page(
        head_of(material),
        people,
        pairs_of(material, people, names),
        _graph(material, people),
        _rota(material, material.rota, people, names) if material.rota is not None else None,
        causes_of(material, material.conflicts, names) if material.conflicts is not None else None,
        fairness_of(material, people),
    )


def _graph(material: Material, people: People) -> Graph | None:
    if material.pairing is None or material.closeness is None:
        return None
    scores = {pair.ids: pair.score for pair in material.pairing.pairs}
    return graph_of(scores, material.closeness, people)


def _rota(material: Material, rota: Rota, people: People, names: Names) -> RotaPart:
    cohort = material.cohort
    sessions = Sessions(Appointments(cohort, rota), people)
    return RotaPart(
        sessions,
        grid_of(cohort.programme, rota.pairs, sessions, people),
        timeline_of(cohort, sessions, people),
        occupancy_of(cohort, sessions, names),
        missed_of(rota, names),
        rota_proof(cohort, rota),
        tuple(cost_in_words(cohort, rota)),
        tuple(visible(line) for line in working_time(cohort, rota)),
    )
