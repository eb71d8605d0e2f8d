"""The head of the page: which programme, when, how much of it, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pairmatch.cohort.values import MONTH_NAMES
from pairmatch.report.html.material import Material
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, first_few
from pairmatch.rota.rota import MeetingSession, ShadowingSession, WorkshopSession
from pairmatch.version import version


@dataclass(frozen=True)
class Number:
    """One of the numbers at the top."""

    count: str
    what: str
    detail: str = ""
    link: str = ""
    """The part of the page that tells more."""
    is_bad: bool = False
    """Whether it is something that is left out."""


@dataclass(frozen=True)
class Head:
    """What the page begins with."""

    title: str
    dates: str
    numbers: tuple[Number, ...]
    origin: str
    notes: tuple[str, ...]
    """What the reader has to know before the rest."""


def head_of(material: Material) -> Head:
    """The head of a page."""
    return Head(
        visible(material.cohort.programme.name),
        _dates(material),
        tuple(_numbers(material)),
        f"Made from {first_few([visible(name) for name in material.files], 9)} by pairmatch {version()}.",
        tuple(_notes(material)),
    )


def _dates(material: Material) -> str:
    outcome = Outcome(material.cohort, material.pairing, material.rota)
    first, last = map(_in_full, outcome.dates)
    return f"{first} to {last}, {counted(outcome.weeks, 'week')}"


def _in_full(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _numbers(material: Material) -> Iterator[Number]:
    pairing, rota = material.pairing, material.rota
    people = len({person for pair in material.pairs for person in pair})
    placed = f"{counted(people, 'person', 'people')} with a partner"
    pairs = len(material.pairs)
    yield Number(f"{pairs:,}", "pair" if pairs == 1 else "pairs", placed, "#pairing")
    if pairing is not None:
        waiting = len(pairing.unmatched)
        what = "person waits" if waiting == 1 else "people wait"
        yield Number(
            f"{waiting:,}", what, "without a partner", "#waiting" if waiting else "", is_bad=waiting > 0
        )
    if rota is not None:
        kinds = (
            (WorkshopSession, "workshop run"),
            (ShadowingSession, "shadowing half-day"),
            (MeetingSession, "meeting"),
        )
        of_kind = [(sum(isinstance(one, kind) for one in rota.sessions), word) for kind, word in kinds]
        detail = ", ".join(counted(count, word) for count, word in of_kind if count)
        what = "session" if len(rota.sessions) == 1 else "sessions"
        yield Number(f"{len(rota.sessions):,}", what, detail, "#rota")
        missed = len(rota.missed)
        detail = "could not be placed" if missed else "every session is placed"
        yield Number(f"{missed:,}", "missed", detail, "#missed" if missed else "", is_bad=missed > 0)


def _notes(material: Material) -> Iterator[str]:
    if material.is_anonymous:
        yield "Names and free texts are replaced. The structure is that of the real programme."
    made_for = (("pairing", material.pairing), ("rota", material.rota))
    for what, document in made_for:
        if document is not None and document.cohort.sha256 != material.cohort.sha256:
            yield f"The {what} was made from another version of the cohort file, and still fits it."
    if material.pairing is None:
        yield "No pairing is saved, only a rota: scores and reasons are not known."
    if material.rota is None:
        yield "No rota is saved yet: the page shows the pairing alone."
