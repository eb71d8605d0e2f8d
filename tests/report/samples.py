"""Cohorts, pairings and rotas of any size, made by hand: no solver has a part in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pair, Pairing, PairingProof, Unmatched, fingerprint
from pairmatch.rota.rota import (
    AnyMissed,
    AnySession,
    MeetingSession,
    MissedMeeting,
    MissedShadowing,
    MissedWorkshop,
    Rota,
    RotaProof,
    ShadowingSession,
    WorkshopSession,
)

START = date(2026, 9, 7)
SITES = ("st-thomas", "guys", "kings")
FIRST = ("Amara", "Helen", "Bartholomew", "Zoë", "Priya", "Oluwaseun", "Mei", "Ivan")
LAST = ("Okafor", "Ward", "Featherstonehaugh", "Lee", "Nwachukwu-Smythe", "Kay", "Osei")
MADE = Made(pairmatch="0.1.0", options={})
CRITERIA = {"interests": 5, "seniority": 4, "exchange": 3, "availability": 3, "site": 2}


def cohort_data(pairs: int = 3, weeks: int = 12) -> dict[str, Any]:
    """The plain data of a cohort in which so many pairs can be made, and one manager is left over."""

    def person(side: str, number: int) -> dict[str, Any]:
        title = "Dr " if side == "d" else ""
        name = f"{title}{FIRST[number % len(FIRST)]} {LAST[(number * 3 + (side == 'm')) % len(LAST)]}"
        return {"id": f"{side}{number:02}", "name": name, "site": SITES[number * (1 + (side == "m")) % 3]}

    return {
        "version": 1,
        "programme": {"name": "Paired Learning, autumn 2026", "start": "2026-09-07", "weeks": weeks},
        "sites": {site: {} for site in SITES},
        "doctors": [person("d", number) for number in range(1, pairs + 1)],
        "managers": [person("m", number) for number in range(1, pairs + 2)],
        "matching": {"criteria": dict(CRITERIA)},
        "projects": [{"id": "sepsis-bundle", "title": "Sepsis six within the hour"}],
        "rooms": [
            {"id": "education-1", "site": "st-thomas", "capacity": 30},
            {"id": "hall", "site": "guys"},
        ],
        "facilitators": [{"id": "price", "name": "Owen Price"}],
        "workshops": [
            {"id": "kickoff", "title": "How the NHS works", "runs": 2, "rooms": ["education-1"]},
            {"id": "finance", "title": "Money, and who decides about it", "length": 2, "rooms": ["hall"]},
            {"id": "change", "capacity": 20},
        ],
        "shadowing": {"each_way": 2},
        "meetings": {"every_weeks": 2},
    }


def cohort_of(pairs: int = 3, weeks: int = 12) -> Cohort:
    """The cohort of `cohort_data`."""
    return Cohort.model_validate(cohort_data(pairs, weeks))


def write_cohort(folder: Path, data: dict[str, Any] | None = None, name: str = "cohort.yaml") -> Path:
    """Write a cohort file into a folder."""
    path = folder / name
    path.write_text(yaml.safe_dump(data or cohort_data(), sort_keys=False, allow_unicode=True), "utf-8")
    return path


def pairing_of(cohort: Cohort, unmatched: str = "nobody is left whom a rule allows") -> Pairing:
    """Each doctor with the manager of the same number; managers left over are unmatched."""
    pairs = tuple(
        Pair(
            doctor=doctor.id,
            manager=manager.id,
            score=1000 - 37 * number % 700,
            project="sepsis-bundle" if number % 2 == 0 else None,
            fit=840 if number % 2 == 0 else None,
            criteria={
                "interests": 667,
                "seniority": 1000,
                "exchange": 500,
                "availability": "not known",
                "site": 0,
            },
        )
        for number, (doctor, manager) in enumerate(zip(cohort.doctors, cohort.managers, strict=False))
    )
    scores = [pair.score for pair in pairs]
    return Pairing(
        made=MADE,
        cohort=CohortStamp.of(cohort),
        proof=PairingProof(
            status="optimal",
            objective="fair",
            placed=len(pairs),
            people=2 * len(pairs),
            worst=min(scores, default=0),
            total=sum(scores),
            bound=sum(scores),
            fingerprint=fingerprint(pair.ids for pair in pairs),
        ),
        pairs=pairs,
        unmatched=tuple(Unmatched(person=one.id, why=unmatched) for one in cohort.managers[len(pairs) :]),
    )


def rota_of(cohort: Cohort, missed: Sequence[AnyMissed] = (), *, weeks: int | None = None) -> Rota:
    """A rota that looks like one; nobody has checked that it can be held."""
    weeks = weeks or cohort.programme.weeks
    pairs = tuple((d.id, m.id) for d, m in zip(cohort.doctors, cohort.managers, strict=False))
    everyone = tuple(person for pair in pairs for person in pair)
    sessions: list[AnySession] = [
        WorkshopSession(
            workshop="kickoff",
            date=START + timedelta(days=1 + 7 * run),
            half="am",
            room="education-1",
            facilitators=("price",),
            people=everyone[run::2],
        )
        for run in (0, 1)
    ]
    sessions.append(
        WorkshopSession(
            workshop="finance", date=START + timedelta(days=16), half="am", room="hall", people=everyone
        )
    )
    sessions.append(
        WorkshopSession(workshop="change", date=START + timedelta(days=30), half="pm", people=everyone[:20])
    )
    for number, (doctor, manager) in enumerate(pairs):
        for turn in range(4):
            day = START + timedelta(days=7 * ((2 + 3 * turn + number) % weeks) + number % 5)
            guest, host = (doctor, manager) if turn % 2 else (manager, doctor)
            sessions.append(
                ShadowingSession(guest=guest, host=host, date=day, half="pm", site=SITES[number % 3])
            )
        for block in range(0, weeks - 1, 2):
            day = START + timedelta(days=7 * block + (number + 2) % 5)
            sessions.append(MeetingSession(people=(doctor, manager), date=day, half="am"))
    sessions.sort(key=lambda one: (one.date, one.half, one.kind))
    return Rota(
        made=MADE,
        cohort=CohortStamp.of(cohort),
        pairs=pairs,
        weeks=weeks,
        proof=RotaProof(status="optimal", missed=len(missed), cost=41, bound=41),
        sessions=tuple(sessions),
        missed=tuple(missed),
    )


def some_missed(cohort: Cohort) -> list[AnyMissed]:
    """One miss of each kind."""
    doctor, manager = cohort.doctors[0].id, cohort.managers[0].id
    why = "no half-day is left on which one can host and the other attend in weeks 2..11"
    return [
        MissedWorkshop(
            workshop="finance", people=(doctor, manager), why="every run that they could attend is full"
        ),
        MissedShadowing(guest=manager, host=doctor, why=why),
        MissedShadowing(guest=manager, host=doctor, why=why),
        MissedMeeting.model_validate(
            {"people": [doctor, manager], "weeks": "3..4", "why": "both are on leave"}
        ),
    ]
