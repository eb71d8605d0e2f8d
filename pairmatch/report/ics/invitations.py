"""Which events there are after a rota was made or made again, by what was exported before.

A session keeps its UID for as long as it is held, wherever it moves. Its SEQUENCE grows by one with every
change that its people see, and only then. Who is no longer part of it has it cancelled; the others keep it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.report.appointments import Appointment, Appointments
from pairmatch.report.ics.addresses import addresses
from pairmatch.report.ics.event import Change, Event, in_file_order
from pairmatch.report.ics.ledger import (
    Invite,
    Ledger,
    Organiser,
    Withdrawn,
    as_clock,
    as_stamp,
    fingerprint,
    from_clock,
    from_stamp,
    new_uid,
)
from pairmatch.report.ics.same_session import all_of, demand_of, is_same, same_sessions
from pairmatch.rota.rota import AnySession, Rota, ShadowingSession, WorkshopSession
from pairmatch.version import version


@dataclass(frozen=True)
class Invitations:
    """Every event of a cohort's calendars."""

    cohort: Cohort
    appointments: Appointments
    events: tuple[Event, ...]
    """Those held and those cancelled, in time order; one that some have left is there twice."""
    ledger: Ledger
    """What is to be remembered of this export."""

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of all who have an event, in file order; then those whom the cohort has no more."""
        return in_file_order(self.cohort, {person for one in self.events for person in one.people})

    @property
    def all(self) -> tuple[Event, ...]:
        """One event a UID: as they are for somebody who is part of all."""
        return tuple(one for one in self.events if one.whole or not one.cancelled)

    def of(self, person: str) -> tuple[Event, ...]:
        """Those of one person."""
        return tuple(one for one in self.events if person in one.people)

    def counted(self, people: frozenset[str] | None = None) -> Counter[Change]:
        """How many sessions are new, moved, …; those of some people alone, where any are given."""
        mine = [one for one in self.all if people is None or people & set(one.people)]
        return Counter(one.change for one in mine)


def invitations(
    cohort: Cohort,
    rota: Rota,
    pairing: Pairing | None,
    ledger: Ledger | None,
    now: datetime,
    organiser: Organiser | None = None,
) -> Invitations:
    """The events of a rota, in which those exported before are known again.

    Parameters
    ----------
    cohort
        The cohort that the rota was made for.
    rota
        The rota.
    pairing
        Tells the projects of the pairs.
    ledger
        What was exported before; None: nothing.
    now
        The time that what is new or changed is marked with.
    organiser
        Who invites; None: who did before.
    """
    made = Made(pairmatch=version())
    before = ledger or Ledger.begun(cohort, made)
    before = before.model_copy(update={"organiser": organiser or before.organiser})
    export = _Export(cohort, rota, pairing, before, now)
    export.compare()
    after = before.model_copy(
        update={
            "made": made,
            "cohort": CohortStamp.of(cohort),
            "events": tuple(sorted(export.held, key=lambda one: (one.starts, one.uid))),
            "withdrawn": tuple(sorted(export.withdrawn, key=lambda one: (one.starts, one.uid, one.sequence))),
        }
    )
    events = sorted(export.events(), key=lambda one: (one.appointment.starts, one.uid, one.sequence))
    return Invitations(cohort, export.appointments, tuple(events), after)


class _Export:
    """The comparison of a rota with what was exported before."""

    def __init__(
        self, cohort: Cohort, rota: Rota, pairing: Pairing | None, ledger: Ledger, now: datetime
    ) -> None:
        self.appointments = Appointments(cohort, rota)
        self.held: list[Invite] = []
        self.withdrawn: list[Withdrawn] = list(ledger.withdrawn)
        self._cohort = cohort
        self._mails = addresses(cohort)
        self._projects = {pair.ids: pair.project for pair in pairing.pairs} if pairing else {}
        self._ledger = ledger
        self._now = as_stamp(now)
        self._now_held: dict[str, tuple[Appointment, Change, frozenset[str]]] = {}
        self._struck: set[tuple[str, int]] = set()

    def compare(self) -> None:
        """Find out what each session is to those exported before."""
        old, new = self._ledger.events, self.appointments.all
        known = same_sessions([one.session for one in old], [one.session for one in new])
        taken = set(self._ledger.uids)
        for at, appointment in enumerate(new):
            if at in known:
                self._go_on(old[known[at]], appointment)
            else:
                uid = new_uid(self._ledger.key, demand_of(appointment.session), taken)
                taken.add(uid)
                self._hold(uid, 0, appointment, Change.NEW, None)
        for number, one in enumerate(old):
            if number not in known.values():
                self._withdraw(one, all_of(one.session), whole=True)

    def events(self) -> Iterator[Event]:
        """Every event, those cancelled before among them."""
        for one in self.held:
            appointment, change, newcomers = self._now_held[one.uid]
            yield Event(
                one.uid,
                one.sequence,
                from_stamp(one.stamp),
                appointment,
                self._ordered(appointment, all_of(appointment.session)),
                change,
                newcomers,
                self._project(appointment),
                to_send=one.invited != one.sequence,
            )
        for gone in self.withdrawn:
            starts, ends = from_clock(gone.starts), from_clock(gone.ends)
            appointment = self.appointments.earlier(gone.session, starts, ends)
            yield Event(
                gone.uid,
                gone.sequence,
                from_stamp(gone.stamp),
                appointment,
                self._ordered(appointment, frozenset(gone.people)),
                Change.CANCELLED if (gone.uid, gone.sequence) in self._struck else Change.BEFORE,
                whole=gone.whole,
                to_send=gone.owed,
            )

    def _go_on(self, old: Invite, appointment: Appointment) -> None:
        """A session that was exported before, changed or not."""
        change = self._change(old, appointment)
        if change is Change.SAME:
            appointment = replace(appointment, session=old.session)
            self.held.append(old)
            self._now_held[old.uid] = (appointment, change, frozenset())
            return
        was, now = all_of(old.session), all_of(appointment.session)
        if was - now:
            self._withdraw(old, was - now, whole=False)
        self._take_back(old.uid, now - was)
        self._hold(old.uid, old.sequence + 1, appointment, change, old, now - was)

    def _change(self, old: Invite, appointment: Appointment) -> Change:
        times = (as_clock(appointment.starts), as_clock(appointment.ends))
        if times != (old.starts, old.ends) or _where(old.session) != _where(appointment.session):
            return Change.MOVED
        alike = is_same(old.session, appointment.session) and old.words == self._words(appointment)
        return Change.SAME if alike else Change.CHANGED

    def _hold(
        self,
        uid: str,
        sequence: int,
        appointment: Appointment,
        change: Change,
        old: Invite | None,
        newcomers: frozenset[str] = frozenset(),
    ) -> None:
        invite = Invite(
            uid=uid,
            sequence=sequence,
            stamp=max(self._now, old.stamp) if old else self._now,
            starts=as_clock(appointment.starts),
            ends=as_clock(appointment.ends),
            session=appointment.session.model_copy(update={"pin": None}),
            words=self._words(appointment),
            invited=old.invited if old else None,
        )
        self.held.append(invite)
        self._now_held[uid] = (appointment, change, newcomers)

    def _withdraw(self, old: Invite, people: frozenset[str], *, whole: bool) -> None:
        self._struck.add((old.uid, old.sequence + 1))
        self.withdrawn.append(
            Withdrawn(
                uid=old.uid,
                sequence=old.sequence + 1,
                stamp=max(self._now, old.stamp),
                starts=old.starts,
                ends=old.ends,
                session=old.session,
                people=in_file_order(self._cohort, people),
                whole=whole,
                owed=old.invited is not None,
            )
        )

    def _take_back(self, uid: str, people: frozenset[str]) -> None:
        """People who are part of a session again have it cancelled no more."""
        kept: list[Withdrawn] = []
        for one in self.withdrawn:
            left = tuple(person for person in one.people if one.uid != uid or person not in people)
            if left:
                kept.append(one.model_copy(update={"people": left}))
        self.withdrawn = kept

    def _words(self, appointment: Appointment) -> str:
        """Everything that the text of an event says beside its time and its people's ids."""
        names, programme = self.appointments.names, self._cohort.programme
        people = self._ordered(appointment, all_of(appointment.session))
        organiser = self._ledger.organiser
        return fingerprint(
            appointment.title,
            appointment.place,
            appointment.week,
            programme.name,
            self._project(appointment),
            [(names.person(one), self._mails.get(one)) for one in people],
            sorted(pair for pair in self.appointments.rota.pairs if set(pair) <= set(people)),
            organiser.model_dump() if organiser else None,
        )

    def _project(self, appointment: Appointment) -> str | None:
        if isinstance(appointment.session, WorkshopSession):
            return None
        people = set(appointment.session.everyone)
        return next((project for pair, project in self._projects.items() if people == set(pair)), None)

    def _ordered(self, appointment: Appointment, people: frozenset[str]) -> tuple[str, ...]:
        holders = [one for one in appointment.facilitators if one in people]
        return (*in_file_order(self._cohort, people - set(holders)), *holders)


def _where(session: AnySession) -> str | None:
    if isinstance(session, WorkshopSession):
        return session.room
    return session.site if isinstance(session, ShadowingSession) else None
