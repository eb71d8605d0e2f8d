"""The demands of one person, each as the question where else it could be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from pairmatch.calendar.needs import clipped
from pairmatch.cohort.values import WeekRange
from pairmatch.errors import WrongUsage
from pairmatch.matching.answers import Obstacle
from pairmatch.rota.board import Board
from pairmatch.rota.demand import Demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.places import Place, meeting_places, obstacle, run_places, shadowing_places
from pairmatch.rota.rota import AnySession, WorkshopSession

Kind = Literal["workshop", "shadowing", "meeting"]
Gain = Mapping[str, int]
"""By field of `LevelChange`: what placing a missed demand changes."""


@dataclass(frozen=True)
class Question:
    """Where else a demand could be."""

    kind: Kind
    people: tuple[str, ...]
    workshop: str | None
    weeks: WeekRange | None
    now: tuple[AnySession, ...]
    """Where it is; several in a rota that breaks the rules."""
    taken: frozenset[int]
    """The half-days at which it starts now."""
    missed: int
    leaving: tuple[Obstacle, ...]
    """What keeps it where it is."""
    gain: Gain
    without: Plan
    """The rota without it."""
    window: Sequence[int]
    """The half-days at which it may start, closed ones among them."""
    places: Callable[[int], Iterable[Place]]
    """Its places at an open half-day, that of now left out."""
    length: int = 1


def questions(plan: Plan, asked: Demands, person: str, what: str | None) -> Iterator[Question]:
    """The questions about one person.

    Parameters
    ----------
    plan
        The rota.
    asked
        What has to be held, to which the data of the plan may add sessions that nobody asked for.
    person, what
        As `options` takes them.

    Raises
    ------
    WrongUsage
        When the person takes no part, or there is nothing of that kind.
    """
    if person not in asked.people:
        raise WrongUsage(f"{person} takes no part in the rota: there is no pair of theirs in it")
    found = [*_workshops(plan, asked, person, what), *_by_pair(plan, asked, person, what)]
    if not found and what is not None:
        raise WrongUsage(_over(asked, person, what) or _nothing(asked, person, what))
    yield from found


def _over(asked: Demands, person: str, what: str) -> str | None:
    """What is said where all there was of it is past."""
    past = [one for one in asked.past.sessions if person in one.everyone and what in _names(one, person)]
    if not past:
        return None
    held = ", ".join(str(one.half_day) for one in past)
    return (
        f"nothing of {person} that is called `{what}` is still to come: it was held on {held}, before "
        f"{asked.past.before}, and what is past stays as it was"
    )


def _names(session: AnySession, person: str) -> set[str]:
    """All that a session can be asked for by."""
    if isinstance(session, WorkshopSession):
        return {session.workshop}
    return {session.kind, *session.everyone} - {person}


def _nothing(asked: Demands, person: str, what: str) -> str:
    """What there is to ask about instead."""
    partners = [other for pair in asked.pairs if person in pair for other in pair if other != person]
    kinds = [
        *(workshop.id for workshop in asked.cohort.workshops),
        *(["shadowing"] if asked.shadowings else []),
        *(["meeting"] if asked.meetings else []),
        *(partners if asked.shadowings or asked.meetings else []),
    ]
    if not kinds:
        return "the cohort asks for no workshop, no shadowing and no meeting"
    return f"nothing of {person} in the rota is called `{what}`; ask for {', '.join(kinds)}"


def _workshops(plan: Plan, asked: Demands, person: str, what: str | None) -> Iterator[Question]:
    for at, demand in enumerate(asked.workshops):
        is_meant = what in (None, asked.cohort.workshops[demand.workshop].id)
        if person in demand.group and is_meant:
            yield _workshop(plan, at)


def _workshop(plan: Plan, at: int) -> Question:
    data = plan.data
    demand = data.workshops[at]
    workshop = data.cohort.workshops[demand.workshop]
    own = {
        other: run
        for other, run in plan.attends.items()
        if data.workshops[other].workshop == demand.workshop
        and set(data.workshops[other].group) <= set(demand.group)
    }
    rest = replace(plan, attends={other: run for other, run in plan.attends.items() if other not in own})
    left = sorted(set(own.values()))
    gain = {} if own else {_level(demand.required): -len(demand.group)}
    board = Board(rest)
    return Question(
        kind="workshop",
        people=demand.group,
        workshop=workshop.id,
        weeks=clipped(workshop.weeks, data.when.time.weeks),
        now=Plan(data, own, plan.leads).to_come(),
        taken=frozenset(data.runs[run].start for run in left),
        missed=int(not own),
        leaving=tuple(obstacle(data.cohort, one) for run in left for one in board.runs.against_leaving(run)),
        gain=gain,
        without=rest,
        window=_starts(data, demand.workshop),
        places=partial(run_places, board, rest, at, left),
        length=workshop.length,
    )


def _level(required: bool) -> str:
    return "required_workshops" if required else "other_workshops"


def _starts(data: Demands, number: int) -> Sequence[int]:
    """The half-days of the workshop's weeks and dates from which it ends before the day does."""
    time, workshop = data.when.time, data.cohort.workshops[number]
    dates = None if workshop.dates is None else set(workshop.dates)
    return [
        t
        for t in time.within(workshop.weeks)
        if time.stretch(t, workshop.length) and (dates is None or time.slots[t].half_day in dates)
    ]


def _by_pair(plan: Plan, asked: Demands, person: str, what: str | None) -> Iterator[Question]:
    """The shadowings and the meetings; those with one partner where `what` is the partner."""
    workshops = {workshop.id for workshop in asked.cohort.workshops}
    if what in workshops:
        return
    for at, demand in enumerate(asked.shadowings):
        pair = {demand.guest, demand.host}
        if person in pair and (what in (None, "shadowing") or what in pair - {person}):
            yield from _shadowings(plan, at)
    for at, meeting in enumerate(asked.meetings):
        if person in meeting.people and (what in (None, "meeting") or what in set(meeting.people) - {person}):
            yield _meeting(plan, at)


def _shadowings(plan: Plan, at: int) -> Iterator[Question]:
    """One for each half-day that is held, in time order, and one for all that are missed."""
    demand, held = plan.data.shadowings[at], plan.shadows.get(at, ())
    for number, t in sorted(enumerate(held), key=lambda visit: visit[1]):
        others = (*held[:number], *held[number + 1 :])
        rest = replace(plan, shadows={**plan.shadows, at: others})
        yield _shadowing(plan.data, at, rest, t, 0)
    if len(held) < demand.count:
        yield _shadowing(plan.data, at, plan, None, demand.count - len(held))


def _shadowing(data: Demands, at: int, rest: Plan, now: int | None, missed: int) -> Question:
    demand, shadowing = data.shadowings[at], data.cohort.shadowing
    window = clipped(shadowing.weeks if shadowing else None, data.when.time.weeks)
    taken = () if now is None else (now,)
    board = Board(rest)
    return Question(
        kind="shadowing",
        people=(demand.guest, demand.host),
        workshop=None,
        weeks=window,
        now=Plan(data, shadows={at: taken}).to_come(),
        taken=frozenset(taken),
        missed=missed,
        leaving=(),
        gain={"shadowing": -1} if missed else {},
        without=rest,
        window=data.when.time.within(window) if window else (),
        places=lambda t: () if t in taken else shadowing_places(board, data, at, t),
    )


def _meeting(plan: Plan, at: int) -> Question:
    data, demand = plan.data, plan.data.meetings[at]
    rest = replace(plan, meets={other: t for other, t in plan.meets.items() if other != at})
    own = {at: plan.meets[at]} if at in plan.meets else {}
    taken = frozenset(own.values())
    board = Board(rest)
    return Question(
        kind="meeting",
        people=demand.people,
        workshop=None,
        weeks=demand.weeks,
        now=Plan(data, meets=own).to_come(),
        taken=taken,
        missed=int(not taken),
        leaving=(),
        gain={} if taken else {"meetings": -1},
        without=rest,
        window=data.when.time.within(demand.weeks),
        places=lambda t: () if t in taken else meeting_places(board, data, at, t),
    )
