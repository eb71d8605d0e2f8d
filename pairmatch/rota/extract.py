"""Solver values → sessions and misses. No other file reads the values of a solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pairmatch.rota.demand import Demands
from pairmatch.rota.pins import with_pins
from pairmatch.rota.rota import AnySession, MeetingSession, ShadowingSession, WorkshopSession

if TYPE_CHECKING:  # a plan can be looked at without the solver
    from pairmatch.rota.variables import Literal, Variables


@dataclass(frozen=True)
class Plan:
    """A rota's decisions as plain values: what is held when, and what is missed."""

    data: Demands
    attends: dict[int, int] = field(default_factory=dict)
    """The run that each workshop demand attends, where it attends one."""
    leads: dict[int, str] = field(default_factory=dict)
    """The facilitator chosen for a run, where one of several leads it."""
    shadows: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The half-days of each shadowing demand."""
    meets: dict[int, int] = field(default_factory=dict)
    """The half-day of each meeting demand, where it is held."""

    @property
    def held(self) -> list[int]:
        """The runs that are held."""
        return sorted(set(self.attends.values()))

    def sessions(self) -> tuple[AnySession, ...]:
        """Every session, in time order, those that are over as they were."""
        return (*self.data.past.sessions, *self.to_come())

    def to_come(self) -> tuple[AnySession, ...]:
        """The sessions that are not over, in time order."""
        in_order = sorted(self._sessions(), key=lambda pair: pair[0])
        return tuple(with_pins(self.data, (session for _, session in in_order)))

    def _sessions(self) -> Iterator[tuple[tuple[int, int, str], AnySession]]:
        for run in self.held:
            possible, session = self.data.runs[run], self._workshop_session(run)
            yield (possible.start, 0, f"{possible.workshop:03d} {possible.room} {possible.copy}"), session
        for at, half_days in self.shadows.items():
            for t in half_days:
                shadowing = self._shadowing_session(at, t)
                yield (t, 1, f"{shadowing.host} {shadowing.guest}"), shadowing
        for at, t in self.meets.items():
            slot, people = self.data.when.time.slots[t], self.data.meetings[at].people
            yield (t, 2, " ".join(people)), MeetingSession(people=people, date=slot.date, half=slot.half)

    def _workshop_session(self, number: int) -> WorkshopSession:
        run = self.data.runs[number]
        slot = self.data.when.time.slots[run.start]
        attending = {
            person
            for at, chosen in self.attends.items()
            if chosen == number
            for person in self.data.workshops[at].group
        }
        return WorkshopSession(
            workshop=self.data.cohort.workshops[run.workshop].id,
            date=slot.date,
            half=slot.half,
            room=run.room,
            facilitators=self.facilitators(number),
            people=tuple(person for person in self.data.people if person in attending),
        )

    def facilitators(self, run: int) -> tuple[str, ...]:
        """Who holds a run: the one chosen, where one of several leads it, then all who have to be there."""
        chosen = (self.leads[run],) if run in self.leads else ()
        return (*chosen, *self.data.runs[run].all_of)

    def _shadowing_session(self, at: int, t: int) -> ShadowingSession:
        demand, slot = self.data.shadowings[at], self.data.when.time.slots[t]
        return ShadowingSession(
            guest=demand.guest,
            host=demand.host,
            date=slot.date,
            half=slot.half,
            site=self.data.when.site(demand.host, t),
        )


def literals_of(v: Variables, plan: Plan) -> Iterator[tuple[Literal, bool]]:
    """Every decision, and whether the plan takes it: the way back from `plan_of`."""
    held = set(plan.held)
    for run, opened in v.opened.items():
        yield opened, run in held
    for (run, one), leads in v.leads.items():
        yield leads, plan.leads.get(run) == one
    for (at, run), attends in v.attends.items():
        yield attends, plan.attends.get(at) == run
    for (at, t), shadows in v.shadows.items():
        yield shadows, t in plan.shadows.get(at, ())
    for (at, t), meets in v.meets.items():
        yield meets, plan.meets.get(at) == t


def plan_of(v: Variables, values: Sequence[int]) -> Plan:
    """The plan that the values of a solution stand for.

    Parameters
    ----------
    v
        The decisions of the model.
    values
        The value of every variable of the model, by index.
    """
    shadows: dict[int, list[int]] = {}
    for (at, t), literal in v.shadows.items():
        if values[literal.index]:
            shadows.setdefault(at, []).append(t)
    return Plan(
        v.data,
        {at: run for (at, run), literal in v.attends.items() if values[literal.index]},
        {run: one for (run, one), literal in v.leads.items() if values[literal.index]},
        {at: tuple(half_days) for at, half_days in shadows.items()},
        {at: t for (at, t), literal in v.meets.items() if values[literal.index]},
    )
