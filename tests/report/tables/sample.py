"""A programme of two pairs and one who waits, small enough to check every cell by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pair, Pairing, PairingProof, Unmatched, fingerprint
from pairmatch.report.tables.outcome import Outcome
from pairmatch.rota.rota import (
    AnyMissed,
    MeetingSession,
    MissedMeeting,
    MissedShadowing,
    MissedWorkshop,
    Rota,
    RotaProof,
    ShadowingSession,
    WorkshopSession,
)

PAIRS = (("okafor", "ward"), ("lee", "kay"))
_MADE = Made(pairmatch="0.1.0", options={})

DATA: dict[str, Any] = {
    "version": 1,
    "programme": {"name": "Paired Learning", "start": "2026-09-07", "weeks": 2, "closed": ["2026-09-11"]},
    "sites": {"st-thomas": {"name": "St Thomas' Hospital"}, "guys": {}},
    "doctors": [
        {
            "id": "okafor",
            "name": "Dr Amara Okafor",
            "email": "amara.okafor@example.nhs.uk",
            "grade": "ST4",
            "specialty": "critical care",
            "directorate": "theatres",
            "site": "st-thomas",
            "interests": ["sepsis", "flow"],
            "wants": ["finance"],
            "offers": ["bedside-teaching"],
            "rota": {"pattern": "icu", "row": 2},
            "commitments": {"wed pm": {"attend": False, "host": True}},
            "leave": ["2026-10-12..2026-10-16", "2026-11-02"],
            "prefers": ["ward"],
            "attributes": {"style": "planner"},
        },
        {"id": "lee", "name": "Dr Mei Lee", "grade": "F2", "site": "guys", "pairs": 2},
    ],
    "managers": [
        {
            "id": "ward",
            "name": "Helen Ward",
            "email": "helen.ward@example.nhs.uk",
            "role": "Deputy General Manager",
            "band": "8a",
            "directorate": "surgery",
            "site": "st-thomas",
            "interests": ["sepsis"],
            "wants": ["bedside-teaching"],
            "offers": ["finance"],
            "works": {"mon": "am pm", "tue": "am"},
            "prefers": ["okafor"],
        },
        {"id": "kay", "name": "Jo Kay", "site": "guys"},
        {"id": "osei", "name": "Ama Osei"},
    ],
    "rotas": {
        "icu": {
            "anchor": "2026-08-03",
            "shifts": {"D": {"time": "08:00-17:30"}},
            "cycle": "D D D D D . .\nD D D D D . .",
        }
    },
    "matching": {"criteria": {"interests": 5, "exchange": 3, "preferences": 2, "site": 1, "seniority": 1}},
    "projects": [{"id": "six", "title": "Sepsis six", "themes": ["sepsis", "flow"], "site": "st-thomas"}],
    "rooms": [{"id": "hall", "name": "Great Hall", "site": "guys", "capacity": 30}],
    "facilitators": [{"id": "price", "name": "Owen Price", "works": {"tue": "am pm"}}],
    "workshops": [
        {"id": "kickoff", "title": "How the NHS works", "capacity": 20, "rooms": ["hall"], "length": 2},
        {"id": "finance", "title": "Money"},
    ],
    "shadowing": {"each_way": 1},
    "meetings": {"every_weeks": 2},
}


def sample_cohort() -> Cohort:
    """The cohort."""
    return Cohort.model_validate(DATA)


def sample_pairing(cohort: Cohort) -> Pairing:
    """Both pairs, and one manager who waits."""
    criteria = ("interests", "exchange", "preferences", "site", "seniority")
    first = dict(zip(criteria, (667, 1000, 1000, 1000, 1000), strict=True))
    second: dict[str, Any] = {"interests": "not known", "site": 1000}
    pairs = (
        Pair(doctor="okafor", manager="ward", score=872, project="six", fit=750, criteria=first),
        Pair(doctor="lee", manager="kay", score=1000, criteria=second),
    )
    return Pairing(
        made=_MADE,
        cohort=CohortStamp.of(cohort),
        proof=PairingProof(
            status="optimal",
            objective="fair",
            placed=2,
            people=4,
            worst=872,
            total=1872,
            bound=1872,
            fingerprint=fingerprint(PAIRS),
        ),
        pairs=pairs,
        unmatched=(Unmatched(person="osei", why="there are 3 managers and 2 doctors"),),
    )


def sample_rota(cohort: Cohort) -> Rota:
    """A workshop run for three of the four, a shadowing each way, a meeting; three misses."""
    missed: tuple[AnyMissed, ...] = (
        MissedWorkshop(workshop="finance", people=("okafor", "ward"), why="every run is full"),
        MissedShadowing(guest="kay", host="lee", why="lee is on nights"),
        MissedMeeting.model_validate({"people": ["lee", "kay"], "weeks": "1..2", "why": "kay is away"}),
    )
    return Rota(
        made=_MADE,
        cohort=CohortStamp.of(cohort),
        pairs=PAIRS,
        weeks=2,
        proof=RotaProof(status="feasible", missed=3, cost=9, bound=8),
        sessions=(
            WorkshopSession(
                workshop="kickoff",
                date=date(2026, 9, 8),
                half="am",
                room="hall",
                facilitators=("price",),
                people=("okafor", "ward", "lee"),
            ),
            MeetingSession(people=("okafor", "ward"), date=date(2026, 9, 9), half="pm"),
            ShadowingSession(
                guest="ward", host="okafor", date=date(2026, 9, 14), half="am", site="st-thomas"
            ),
            ShadowingSession(guest="lee", host="kay", date=date(2026, 9, 15), half="pm", site="guys"),
        ),
        missed=missed,
    )


def sample(*, rota: bool = True, pairing: bool = True) -> Outcome:
    """The cohort with what was made for it, or with a part of that."""
    cohort = sample_cohort()
    return Outcome(cohort, sample_pairing(cohort) if pairing else None, sample_rota(cohort) if rota else None)
