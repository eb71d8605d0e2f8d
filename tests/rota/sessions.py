"""Rotas of two pairs, made of the sessions that a test names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.rota.rota import (
    AnyMissed,
    AnySession,
    MeetingSession,
    Rota,
    RotaProof,
    ShadowingSession,
    WorkshopSession,
)

PAIRS = (("okafor", "ward"), ("lee", "kay"))
START = date(2026, 9, 7)
TUE, THU = date(2026, 9, 8), date(2026, 9, 10)


def rota(sessions: Iterable[AnySession] = (), missed: Iterable[AnyMissed] = (), **facts: Any) -> Rota:
    """A rota of two pairs that holds these sessions."""
    lost = tuple(missed)
    given_facts: dict[str, Any] = {
        "made": Made(pairmatch="0.1.0"),
        "cohort": CohortStamp(file="cohort.yaml", sha256="0"),
        "pairs": PAIRS,
        "weeks": 4,
        "proof": RotaProof(status="optimal", missed=len(lost), cost=5, bound=5),
        "sessions": tuple(sessions),
        "missed": lost,
    }
    return Rota(**(given_facts | facts))


def meeting(day: date, half: str = "am", people: tuple[str, str] = PAIRS[0]) -> MeetingSession:
    """A meeting of the first pair."""
    return MeetingSession(people=people, date=day, half=half)


def shadowing(day: date, half: str = "am", site: str | None = "guys") -> ShadowingSession:
    """Okafor at Ward's work."""
    return ShadowingSession(guest="okafor", host="ward", date=day, half=half, site=site)


def run(day: date, people: Sequence[str], **more: Any) -> WorkshopSession:
    """A run of the kickoff, in the morning, held by Price in the hall."""
    facts = {"half": "am", "room": "hall", "facilitators": ("price",)} | more
    return WorkshopSession(workshop="kickoff", date=day, people=tuple(people), **facts)
