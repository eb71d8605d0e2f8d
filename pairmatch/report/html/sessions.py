"""Every session as a row of plain words, and as the few numbers by which the script filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.cohort.schema import Cohort
from pairmatch.report.appointments import Appointment, Appointments
from pairmatch.report.html.people import One, People
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, short_date
from pairmatch.rota.rota import WorkshopSession

KINDS = {"workshop": "Workshop", "shadowing": "Shadowing", "meeting": "Meeting"}
"""What each kind is called; its first letter stands for it in the grid."""
NOWHERE = -1
"""The site of a session that is at none: online, or where the two agree."""


@dataclass(frozen=True)
class SessionRow:
    """One session."""

    number: int
    appointment: Appointment
    day: str
    """As `Tue 8 Sep`."""
    hours: str
    """As `am, 09:00-13:00`."""
    who: tuple[One, ...]
    """Whose session it is, facilitators apart."""
    held_by: tuple[One, ...]
    where: str
    site: int
    """The place of its site in the list of the filter."""

    @property
    def kind(self) -> str:
        """`workshop`, `shadowing` or `meeting`."""
        return self.appointment.session.kind

    @property
    def kind_name(self) -> str:
        """As `Workshop`."""
        return KINDS[self.kind]

    @property
    def week(self) -> int:
        """Of the programme, from 1."""
        return self.appointment.week

    @property
    def title(self) -> str:
        """What it is."""
        return self.appointment.title

    @property
    def letter(self) -> str:
        """What stands for its kind."""
        return self.kind_name[0]

    @property
    def size(self) -> str:
        """How many people a workshop has; empty for the others, where there are always two."""
        is_workshop = self.kind == "workshop"
        return counted(len(self.who), "person", "people") if is_workshop else ""


class Sessions:
    """All sessions of a rota, in time order.

    Parameters
    ----------
    appointments
        The rota in words.
    people
        Everyone.
    """

    def __init__(self, appointments: Appointments, people: People) -> None:
        names = appointments.names
        used = {one.site for one in appointments.all if one.site is not None}
        known = [site for site in appointments.cohort.sites if site in used]
        keys = [*known, *sorted(used - set(known))]
        self.sites = tuple((visible(key), names.site(key)) for key in keys)
        """Key and name of each site at which there is a session."""
        self.weeks = appointments.rota.weeks
        self.has_nowhere = any(one.site is None for one in appointments.all)
        at = {key: number for number, key in enumerate(keys)}
        self.all = tuple(
            SessionRow(
                number,
                one,
                short_date(one.session.date),
                f"{one.halves}, {one.starts:%H:%M}–{one.ends:%H:%M}",
                tuple(people[person] for person in one.people),
                tuple(people[person] for person in one.facilitators),
                one.place or "where the two agree",
                at[one.site] if one.site is not None else NOWHERE,
            )
            for number, one in enumerate(appointments.all)
        )

    def for_script(self) -> Iterator[tuple[int, str, int, tuple[int, ...]]]:
        """Week, letter of the kind, site and people of each session."""
        for one in self.all:
            yield one.week, one.letter, one.site, tuple(who.number for who in (*one.who, *one.held_by))


def half_of(cohort: Cohort, row: SessionRow) -> tuple[int, int]:
    """Weekday of the programme's days, and half, both as places from 0."""
    days = sorted(cohort.programme.days)
    session = row.appointment.session
    weekday = session.date.weekday()
    place = days.index(weekday) if weekday in days else len(days) - 1
    return place, list(cohort.programme.halves).index(session.half)


def is_run(row: SessionRow) -> bool:
    """Whether it is a run of a workshop."""
    return isinstance(row.appointment.session, WorkshopSession)
