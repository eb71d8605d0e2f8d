"""Tiny cohorts with everybody paired in file order, their demands and their rotas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import parse
from pairmatch.rota import Rota, schedule
from pairmatch.rota.demand import Demands, demands
from pairmatch.rota.keep import Keep
from pairmatch.rota.rota import AnySession, ShadowingSession, WorkshopSession
from pairmatch.verify import levels, verify_rota
from tests.cohort.helpers import whole
from tests.rota.test_oracle import hand_made

Pairs = Sequence[tuple[str, str]]
ONE = "doctors: [{id: d}]\nmanagers: [{id: m}]\n"
DAY = "programme: {start: 2026-09-07, weeks: 1, days: mon..mon}\n"
"""Two half-days."""
WEEK = "programme: {start: 2026-09-07, weeks: 1, days: mon..tue}\n"
"""Four half-days."""


def cohort_of(fragment: str) -> Cohort:
    """The cohort of a fragment, none of the checks of the file made."""
    return Cohort.model_validate(parse(whole(fragment), "cohort.yaml").data)


def in_file_order(cohort: Cohort) -> list[tuple[str, str]]:
    """The first doctor with the first manager, and so on."""
    return [(d.id, m.id) for d, m in zip(cohort.doctors, cohort.managers, strict=True)]


def demands_of(fragment: str, pairs: Pairs | None = None, keep: Keep | None = None) -> Demands:
    """What has to be held for the pairs of a fragment."""
    cohort = cohort_of(fragment)
    return demands(cohort, pairs or in_file_order(cohort), keep=keep)


def rota_of(fragment: str, pairs: Pairs | None = None, **options: Any) -> Rota:
    """The rota of a fragment."""
    cohort = cohort_of(fragment)
    return schedule(cohort, hand_made(cohort, list(pairs or in_file_order(cohort))), **options)


def levels_of(fragment: str, rota: Rota) -> tuple[int, int, int, int, int]:
    """The five levels of a rota, as `verify` counts them."""
    return levels(cohort_of(fragment), rota)


def codes_of(fragment: str, rota: Rota) -> set[str]:
    """The codes of all that `verify` finds wrong."""
    return {fault.code for fault in verify_rota(cohort_of(fragment), rota)}


def written(session: AnySession) -> str:
    """A session in one line: when, what, who."""
    when = f"{session.date:%a} {session.half}".lower()
    if isinstance(session, WorkshopSession):
        return f"{when} {session.workshop}: {' '.join(session.people)}"
    if isinstance(session, ShadowingSession):
        return f"{when} {session.guest} at {session.host}"
    return f"{when} meeting: {' '.join(session.people)}"


def sessions_of(rota: Rota) -> list[str]:
    """Every session in one line each, in the order of the document."""
    return [written(session) for session in rota.sessions]
