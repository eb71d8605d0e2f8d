"""What a letter to a pair says, before anything is known of Word: plain sentences and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.calendar.posts import home_directorate, home_site
from pairmatch.matching.pairing import Pair
from pairmatch.report.appointments import Appointment, Appointments
from pairmatch.report.letters.reasons import reasons
from pairmatch.report.tables.missed import what_is_missed
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.tables.words import job_of, long_date
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, first_few
from pairmatch.rota.rota import AnyMissed, MeetingSession, MissedShadowing, MissedWorkshop, WorkshopSession

DATE_HEADINGS = ("Date", "Time", "What", "Where", "With")
WHERE_YOU_AGREE = "where you agree"


@dataclass(frozen=True)
class Member:
    """One of the two, as the other is told of."""

    name: str
    facts: tuple[tuple[str, str], ...]
    """What is known, as (`Role`, `Deputy General Manager, band 8a`)."""


@dataclass(frozen=True)
class Letter:
    """A letter to one pair."""

    ids: tuple[str, str]
    programme: str
    dates_of_programme: str
    members: tuple[Member, Member]
    why: tuple[str, ...]
    """Sentences, the strongest reason first."""
    project: tuple[str, ...]
    """The title, and what is known beside it; empty where the pair leads none."""
    dates: tuple[tuple[str, ...], ...]
    """A row a session, below `DATE_HEADINGS`."""
    has_rota: bool
    """Whether the dates are settled."""
    contact: str
    """Whom to tell; empty where nobody is named."""
    missed: tuple[str, ...]
    """What could not be arranged, and why."""

    @property
    def title(self) -> str:
        """Both names."""
        return " and ".join(member.name for member in self.members)


def letter_for(outcome: Outcome, pair: Pair, *, emails: bool = False, contact: str = "") -> Letter:
    """The letter to a pair.

    Parameters
    ----------
    outcome
        The cohort, its pairing and its rota.
    pair
        To whom it is.
    emails
        Whether each is told the other's address.
    contact
        Whom to tell when somebody cannot come.
    """
    first, last = outcome.dates
    doctor, manager = (_member(outcome, one, emails) for one in pair.ids)
    return Letter(
        ids=pair.ids,
        programme=outcome.programme,
        dates_of_programme=f"{long_date(first)} to {long_date(last)}",
        members=(doctor, manager),
        why=tuple(reasons(outcome, pair)),
        project=tuple(_project(outcome, pair)),
        dates=tuple(_dates(outcome.appointments, pair.ids)) if outcome.appointments else (),
        has_rota=outcome.rota is not None,
        contact=visible(" ".join(contact.split())),
        missed=tuple(_missed(outcome, pair.ids)),
    )


def _member(outcome: Outcome, person: str, emails: bool) -> Member:
    who = outcome.cohort.person(person)
    site, directorate = home_site(who), home_directorate(who)
    facts = (
        ("Work", job_of(who)),
        ("Directorate", visible(directorate or "")),
        ("Site", outcome.names.site(site) if site else ""),
        ("E-mail", visible(who.email or "") if emails else ""),
    )
    return Member(outcome.names.person(person), tuple(fact for fact in facts if fact[1]))


def _project(outcome: Outcome, pair: Pair) -> Iterator[str]:
    if pair.project is None:
        return
    yield outcome.names.project(pair.project)
    known = next((one for one in outcome.cohort.projects or () if one.id == pair.project), None)
    if known is not None:
        if known.themes:
            yield f"It is about {first_few([*map(visible, known.themes)], len(known.themes))}."
        if known.site:
            yield f"It is led at {outcome.names.site(known.site)}."


def _dates(appointments: Appointments, ids: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    for one in appointments.all:
        if not _is_theirs(one, ids):
            continue
        when = (long_date(one.starts.date()), f"{one.starts:%H:%M}–{one.ends:%H:%M}")
        if isinstance(one.session, WorkshopSession):
            yield (*when, one.title, one.place, _company(appointments, one, ids))
        elif isinstance(one.session, MeetingSession):
            yield (*when, "The two of you meet", one.place or WHERE_YOU_AGREE, "")
        else:
            yield (*when, one.title, one.place or WHERE_YOU_AGREE, "")


def _is_theirs(one: Appointment, ids: tuple[str, str]) -> bool:
    """A workshop of either, and what the two have with each other."""
    if isinstance(one.session, WorkshopSession):
        return not set(ids).isdisjoint(one.people)
    return set(one.people) == set(ids)


def _company(appointments: Appointments, one: Appointment, ids: tuple[str, str]) -> str:
    there = [person for person in ids if person in one.people]
    others = len(one.people) - len(there)
    parts = [f"only {appointments.names.person(there[0])}"] if len(there) == 1 else []
    parts += [f"held by {appointments.names.people(one.facilitators)}"] if one.facilitators else []
    parts += [f"with {counted(others, 'other')}"] if others else []
    return "; ".join(parts)


def _missed(outcome: Outcome, ids: tuple[str, str]) -> Iterator[str]:
    missed = outcome.rota.missed if outcome.rota else ()
    told = (_told(outcome, one) for one in missed if _concerns(one, ids))
    yield from dict.fromkeys(told)


def _concerns(one: AnyMissed, ids: tuple[str, str]) -> bool:
    if isinstance(one, MissedWorkshop):
        return not set(ids).isdisjoint(one.everyone)
    return set(one.everyone) == set(ids)


def _told(outcome: Outcome, one: AnyMissed) -> str:
    names, why = outcome.names, visible(one.why)
    if isinstance(one, MissedShadowing):
        return f"{names.person(one.guest)} shadowing {names.person(one.host)}: {why}."
    if isinstance(one, MissedWorkshop):
        return f"{what_is_missed(names, one)}: {why}."
    weeks = f" in weeks {one.weeks.first} to {one.weeks.last}" if one.weeks else ""
    return f"A meeting{weeks}: {why}."
