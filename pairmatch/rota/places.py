"""One place for a demand, as a plan of nothing else, with everything that stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pairmatch.calendar.absence import Flag, absence, facilitator_absence, room_closure
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Workshop
from pairmatch.cohort.source import Loc
from pairmatch.diagnostics import Note, Span
from pairmatch.matching.answers import Obstacle
from pairmatch.rota.attendance import At, at_of
from pairmatch.rota.board import Board
from pairmatch.rota.demand import Demands, Run, leaders_free, smaller
from pairmatch.rota.extract import Plan
from pairmatch.rota.held_runs import Against


@dataclass(frozen=True)
class Place:
    """A place where a demand could be, or could not."""

    plan: Plan
    """The demand at this place, and nothing else."""
    obstacles: tuple[Obstacle, ...]
    new_runs: int = 0
    """1 where a run of a workshop is held for it."""
    joins: int = 0
    """How many people attend the run that it joins."""

    @property
    def at(self) -> At:
        """When and where it is."""
        return at_of(self.plan.to_come()[0])


def with_every_run(data: Demands) -> Demands:
    """The same with a run in each room at each start, whether or not room and facilitators are free then."""
    there = {(run.workshop, run.start, run.room) for run in data.runs}
    every = (run for number in range(len(data.cohort.workshops)) for run in _thinkable(data, number))
    more = tuple(run for run in every if (run.workshop, run.start, run.room) not in there)
    return replace(data, runs=(*data.runs, *more))


def _thinkable(data: Demands, number: int) -> Iterator[Run]:
    workshop = data.cohort.workshops[number]
    rooms = [room for room in data.cohort.rooms if room.id in workshop.rooms]
    for stretch in data.when.time.starts(workshop):
        leaders = leaders_free(workshop, data.when, stretch)
        if not workshop.rooms:
            yield Run(number, stretch, None, None, workshop.capacity, leaders, workshop.all_of)
        for room in rooms:
            capacity = smaller(workshop.capacity, room.capacity)
            yield Run(number, stretch, room.id, room.site, capacity, leaders, workshop.all_of)


def run_places(board: Board, without: Plan, at: int, left: Iterable[int], t: int) -> Iterator[Place]:
    """The places of a group at a half-day: each run held then, and a new one in each room.

    Where a run online can be joined, there is no new one beside it.

    Parameters
    ----------
    board
        The board of `without`.
    without
        The plan in which the group does not attend the workshop.
    at
        The workshop demand of the group.
    left
        The runs that it would leave; these are no places for it.
    t
        The first half-day.
    """
    data, left, held = without.data, set(left), set(without.held)
    demand = data.workshops[at]
    like = {data.runs[number].room for number in left if data.runs[number].start == t}
    runs = (
        number for number, run in enumerate(data.runs) if (run.workshop, run.start) == (demand.workshop, t)
    )
    for number in sorted(runs, key=lambda number: number not in held):
        run, is_held = data.runs[number], number in held
        if number in left or (not is_held and run.room in like):
            continue
        away = [note for one in demand.group for note in _away(data, one, run.stretch, "attend")]
        shut = [] if is_held else _shut(data, run)
        against = board.all_against_workshop(demand, number)
        leader = without.leads.get(number) if is_held else board.runs.free_leader(run)
        place = Place(
            Plan(data, {at: number}, {number: leader} if leader else {}),
            _obstacles(data.cohort, [*away, *shut], against),
            new_runs=int(not is_held),
            joins=board.runs.people_in(number),
        )
        if not is_held or not place.obstacles:  # of empty runs that are alike one is enough
            like.add(run.room)
        yield place


def shadowing_places(board: Board, data: Demands, at: int, t: int) -> Iterator[Place]:
    """The one place of a shadowing at a half-day."""
    demand = data.shadowings[at]
    away = [*_away(data, demand.guest, (t,), "attend"), *_away(data, demand.host, (t,), "host")]
    against = board.all_against_shadowing(demand, t)
    yield Place(Plan(data, shadows={at: (t,)}), _obstacles(data.cohort, away, against))


def meeting_places(board: Board, data: Demands, at: int, t: int) -> Iterator[Place]:
    """The one place of a meeting at a half-day."""
    demand = data.meetings[at]
    away = [note for one in demand.people for note in _away(data, one, (t,), "attend")]
    against = board.all_against_meeting(demand, t)
    yield Place(Plan(data, meets={at: t}), _obstacles(data.cohort, away, against))


def _away(data: Demands, person: str, stretch: tuple[int, ...], flag: Flag) -> Iterator[Note]:
    """Why a person cannot attend, or host, in a half-day of a session."""
    can = data.when.can_attend if flag == "attend" else data.when.can_host
    who = data.cohort.person(person)
    roster = data.when.rosters.get(person)
    away = (data.when.time.slots[t] for t in stretch if not can(person, t))
    yield from (absence(data.cohort, who, slot, flag, roster) for slot in away)


def _shut(data: Demands, run: Run) -> Iterator[Note]:
    """Why a run cannot be held: its room is closed, or too few of its facilitators are at work."""
    slots, workshop = data.when.time.slots, data.cohort.workshops[run.workshop]
    for room in data.cohort.rooms if run.room else ():
        if room.id == run.room:
            shut = (t for t in run.stretch if not data.when.rooms[room.id][t])
            yield from (room_closure(data.cohort, room, slots[t]) for t in shut)
    for one in run.all_of:
        yield from _not_at_work(data, one, run)
    if workshop.facilitators and not run.leaders:
        yield _nobody(workshop, [note for one in _choice(workshop) for note in _not_at_work(data, one, run)])


def _choice(workshop: Workshop) -> list[str]:
    return [one for one in workshop.facilitators if one not in workshop.all_of]


def _not_at_work(data: Demands, facilitator: str, run: Run) -> Iterator[Note]:
    one = next(one for one in data.cohort.facilitators if one.id == facilitator)
    away = (t for t in run.stretch if not data.when.facilitators[facilitator][t])
    yield from (facilitator_absence(data.cohort, one, data.when.time.slots[t]) for t in away)


def _nobody(workshop: Workshop, notes: list[Note]) -> Note:
    """Why none of several facilitators is there: one thing in the way, as any of them would do."""
    reasons = list(dict.fromkeys(note.message for note in notes))
    if not reasons:
        return Note(
            f"no facilitator of {workshop.id} is left to lead it beside those who all have to be there"
        )
    return Note(" and ".join(reasons), notes[0].span)


def _obstacles(cohort: Cohort, notes: Iterable[Note], against: Iterable[Against]) -> tuple[Obstacle, ...]:
    found = [
        *(Obstacle(note.message, note.span) for note in notes),
        *(obstacle(cohort, one) for one in against),
    ]
    return tuple(dict.fromkeys(found))


def obstacle(cohort: Cohort, against: Against) -> Obstacle:
    """What the board has against a place, and where the cohort file says so."""
    reason = f"{against.reason}: {against.session}" if against.session else against.reason
    return Obstacle(reason, _span(cohort, against.loc))


def _span(cohort: Cohort, loc: Loc) -> Span | None:
    """Where a value stands, or the nearest above it; None where even its section is left out of the file."""
    is_written = cohort.source is not None and bool(loc) and loc[0] in cohort.source.data
    return cohort.span(*loc) if is_written else None
