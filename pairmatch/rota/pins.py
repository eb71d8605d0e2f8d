"""Sessions that stay as they are because someone pinned them, and what keeps one from staying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pairmatch.cohort.sessions import Workshop
from pairmatch.rota.demand import Demands
from pairmatch.rota.rota import AnySession, MeetingSession, ShadowingSession, WorkshopSession

if TYPE_CHECKING:  # a plan can be looked at without the solver
    from ortools.sat.python import cp_model

    from pairmatch.rota.variables import Variables


@dataclass(frozen=True)
class Stay:
    """What a pinned session asks of the decisions, by their keys in `Variables`."""

    attends: tuple[tuple[int, int], ...] = ()
    leads: tuple[tuple[int, str], ...] = ()
    shadows: tuple[tuple[int, int], ...] = ()
    meets: tuple[tuple[int, int], ...] = ()


def pinned_sessions_stay(model: cp_model.CpModel, v: Variables) -> None:
    """A pinned session is where it was, with those of its people who still take part."""
    for stay in stays(v.data).values():
        if isinstance(stay, Stay):
            let_stay(model, v, stay)


def let_stay(model: cp_model.CpModel, v: Variables, stay: Stay) -> None:
    """Let one session be where it was."""
    for key in stay.attends:
        model.add(v.attends[key] == 1)
    for lead in stay.leads:
        model.add(v.leads[lead] == 1)
    for visit in stay.shadows:
        model.add(v.shadows[visit] == 1)
    for meeting in stay.meets:
        model.add(v.meets[meeting] == 1)


def stays(data: Demands) -> dict[int, Stay | str]:
    """For each pinned session, by its place in the document, what it asks, or what is against it."""
    taken: set[int] = set()
    found: dict[int, Stay | str] = {}
    for number, session in data.old.pinned if data.old else ():
        found[number] = _stay(data, session, taken)
    return found


def with_pins(data: Demands, sessions: Iterable[AnySession]) -> Iterator[AnySession]:
    """The sessions of a new rota, those pinned that are what was pinned before."""
    pinned = [session for _, session in data.old.pinned] if data.old else []
    for session in sessions:
        is_pinned = any(_is_same(session, one) for one in pinned)
        yield session.model_copy(update={"pin": True}) if is_pinned else session


def _is_same(one: AnySession, other: AnySession) -> bool:
    if (one.kind, one.half_day) != (other.kind, other.half_day):
        return False
    if isinstance(one, WorkshopSession) and isinstance(other, WorkshopSession):
        return (one.workshop, one.room) == (other.workshop, other.room) and bool(
            set(one.people) & set(other.people)
        )
    return set(one.everyone) == set(other.everyone)


def _stay(data: Demands, session: AnySession, taken: set[int]) -> Stay | str:
    """What one asks; online runs at once take copies that are not `taken`."""
    slot = session.half_day
    t = data.when.time.index_of(slot)
    if t is None:
        return f"{slot} is no half-day of the programme"
    if t in data.when.time.closed:
        return f"{slot} is closed: {data.when.time.closed[t]}"
    if isinstance(session, WorkshopSession):
        return _workshop(data, session, t, taken)
    if isinstance(session, ShadowingSession):
        return _shadowing(data, session, t)
    return _meeting(data, session, t)


def _workshop(data: Demands, session: WorkshopSession, t: int, taken: set[int]) -> Stay | str:
    number = next((n for n, one in enumerate(data.cohort.workshops) if one.id == session.workshop), None)
    if number is None:
        return f"the cohort has no workshop `{session.workshop}` any more"
    wanted = [
        at
        for at, one in enumerate(data.workshops)
        if one.workshop == number and set(one.group) & set(session.people)
    ]
    if not wanted:
        return "none of its people takes part in it any more"
    run = next(
        (
            n
            for n, one in enumerate(data.runs)
            if (one.workshop, one.start, one.room) == (number, t, session.room) and n not in taken
        ),
        None,
    )
    if run is None:
        return _no_run(data, data.cohort.workshops[number], session, t)
    taken.add(run)
    team, all_of = set(session.facilitators), set(data.runs[run].all_of)
    lead = next((one for one in data.runs[run].leaders if {one, *all_of} == team), None)
    if lead is None and (data.runs[run].leaders or team != all_of):
        return f"{_team(session)} cannot hold it then"
    for at in wanted:
        if run not in data.workshops[at].runs:
            return _not_for(data, at, run)
    leads = ((run, lead),) if lead is not None else ()
    return Stay(attends=tuple((at, run) for at in wanted), leads=leads)


def _team(session: WorkshopSession) -> str:
    return " and ".join(session.facilitators) or "nobody"


def _no_run(data: Demands, workshop: Workshop, session: WorkshopSession, t: int) -> str:
    """Why there can be no such run of a workshop then."""
    if not any(stretch[0] == t for stretch in data.when.time.starts(workshop)):
        return f"{workshop.id} cannot be on {session.half_day}, by its weeks, dates and length"
    if session.room not in (workshop.rooms or (None,)):
        return f"{workshop.id} cannot be {f'in {session.room}' if session.room else 'online'} any more"
    stretch = data.when.time.stretch(t, workshop.length) or ()
    if session.room and not all(data.when.rooms[session.room][at] for at in stretch):
        return f"{session.room} is not open on {session.half_day}"
    return f"{_team(session)} cannot hold it on {session.half_day}"


def _not_for(data: Demands, at: int, number: int) -> str:
    """Why a group cannot be in a run."""
    demand, run = data.workshops[at], data.runs[number]
    slot = data.when.time.slots[run.start]
    for person in demand.group:
        if not all(data.when.can_attend(person, t) for t in run.stretch):
            return f"{person} cannot attend on {slot}"
    if run.capacity is not None and run.capacity < len(demand.group):
        return f"it takes {run.capacity}, and {' and '.join(demand.group)} attend together"
    return f"{' and '.join(demand.group)} would not keep the order of workshops after what they attended"


def _shadowing(data: Demands, session: ShadowingSession, t: int) -> Stay | str:
    both = (session.guest, session.host)
    at = next((n for n, one in enumerate(data.shadowings) if (one.guest, one.host) == both), None)
    if at is None:
        return _nothing_wanted(data, both, "shadowing")
    if t not in data.shadowings[at].half_days:
        return next(_against_visit(data, session, t))
    if data.when.site(session.host, t) != session.site:
        return f"{session.host} is at {data.when.site(session.host, t) or 'no known site'} on {session.date}"
    return Stay(shadows=((at, t),))


def _against_visit(data: Demands, session: ShadowingSession, t: int) -> Iterator[str]:
    if not data.when.can_attend(session.guest, t):
        yield f"{session.guest} cannot attend on {session.half_day}"
    if not data.when.can_host(session.host, t):
        yield f"{session.host} cannot be shadowed on {session.half_day}"
    shadowing = data.cohort.shadowing
    if shadowing and shadowing.weeks and data.week(t) not in shadowing.weeks:
        yield f"shadowing is in weeks {shadowing.weeks}"
    yield "it is too near to a shadowing that was held"


def _meeting(data: Demands, session: MeetingSession, t: int) -> Stay | str:
    own = [n for n, one in enumerate(data.meetings) if set(one.people) == set(session.people)]
    if not own:
        return _nothing_wanted(data, session.people, "meeting")
    at = next((n for n in own if t in data.meetings[n].half_days), None)
    if at is not None:
        return Stay(meets=((at, t),))
    for person in session.people:
        if not data.when.can_attend(person, t):
            return f"{person} cannot attend on {session.half_day}"
    return f"no meeting is wanted in week {data.week(t)}, or it was held"


def _nothing_wanted(data: Demands, people: tuple[str, ...], what: str) -> str:
    one, other = people
    if not any(set(people) == set(pair) for pair in data.pairs):
        return f"{one} and {other} are not paired any more"
    return f"no more {what} of {one} and {other} is wanted"
