"""The rota's rules over the decisions of `decisions`, each tied to the fact that it comes from.

One function a rule, as in `rota.constraints`; a rule that nobody wrote (a person is in one place, a
room holds one run) always holds.
"""

from __future__ import annotations

from collections import defaultdict

from pairmatch.conflicts.fact import Kind
from pairmatch.conflicts.rota.asked import AskedWorkshop
from pairmatch.conflicts.rota.counting import places_enough, times_enough
from pairmatch.conflicts.rota.decisions import Decisions, Entry
from pairmatch.conflicts.rota.leeway import Literal, Slack
from pairmatch.conflicts.rota.order import workshops_in_order
from pairmatch.conflicts.rota.rows import at_least, at_most, at_most_one_each, by_half_day, travel
from pairmatch.conflicts.rota.rules_of_people import (
    area_visitors,
    most_sessions_a_week,
    one_place_at_a_time,
    release_limit,
    shadowing_weeks_apart,
    travel_within_the_break,
    working_hours,
)


def add_all(d: Decisions) -> None:
    """Every rule of the format page."""
    every_workshop_attended(d)
    the_two_of_a_pair_together(d)
    every_shadowing_held(d)
    every_meeting_held(d)
    runs_hold_enough_and_not_too_many(d)
    as_many_runs_as_offered(d)
    places_enough(d)
    times_enough(d)
    a_room_holds_one_run(d)
    facilitators_are_there(d)
    workshops_in_order(d)
    a_facilitator_holds_one_run(d)
    shadowing_weeks_apart(d)
    one_place_at_a_time(d)
    travel_within_the_break(d)
    most_sessions_a_week(d)
    working_hours(d)
    release_limit(d)
    area_visitors(d)


def every_workshop_attended(d: Decisions) -> None:
    """Everyone attends one run of each workshop that is asked of them, and nobody two."""
    for literals in d.attends.values():
        d.leeway.model.add_at_most_one(literals.values())
    for asked in d.asked:
        if isinstance(asked, AskedWorkshop):
            slack = d.leeway.asked(asked)
            for unit in d.units(asked.people):
                at_least(d, d.attended[asked.workshop, unit], 1, slack)


def the_two_of_a_pair_together(d: Decisions) -> None:
    """People who attend as one group attend the same run."""
    if Kind.TOGETHER not in d.leeway.variants:
        return
    enforced = d.leeway.slack(None, None, d.ground.limits.together, 0).enforced
    for number in d.workshops:
        for group in d.groups(number):
            first, *others = d.units(group)
            for other in others:
                one, two = d.attends[number, first], d.attends[number, other]
                parted = [each.negated() for each in enforced]
                for here, there in ((one, two), (two, one)):
                    for at, literal in here.items():
                        follows = [there[at]] if at in there else []
                        d.leeway.model.add_bool_or(literal.negated(), *follows, *parted)


def every_shadowing_held(d: Decisions) -> None:
    """A guest spends each of the half-days at the host's work."""
    for asked, visits in d.shadows.items():
        at_least(d, sum(visits.values()), asked.count, d.leeway.asked(asked))


def every_meeting_held(d: Decisions) -> None:
    """A pair meets in each block of weeks."""
    for asked, times in d.meets.items():
        at_least(d, sum(times.values()), 1, d.leeway.asked(asked))


def runs_hold_enough_and_not_too_many(d: Decisions) -> None:
    """A run that is held has at least `min_size` people, and at most its places and those of its room."""
    attending: dict[int, list[tuple[int, Literal]]] = defaultdict(list)
    for (_, unit), by_run in d.attends.items():
        for at, literal in by_run.items():
            attending[at].append((len(unit), literal))
    for at, run in enumerate(d.runs):
        sizes = [size for size, _ in attending[at]]
        people, most = sum(size * literal for size, literal in attending[at]), sum(sizes)
        workshop, rooms = d.ground.cohort.workshops[run.workshop], d.ground.cohort.rooms
        capacity, least = d.ground.limits.capacity(run.workshop), d.ground.limits.min_size(run.workshop)
        if capacity and workshop.capacity is not None and most > workshop.capacity:
            slack = d.leeway.slack("capacity", workshop.id, capacity, most - workshop.capacity)
            at_most(d, people, workshop.capacity, slack)
        held = next((room.capacity for room in rooms if room.id == run.room), None)
        if run.room and held is not None and most > held:
            fact = d.ground.limits.room_capacity(run.room)
            if fact:
                at_most(d, people, held, d.leeway.slack("room_capacity", run.room, fact, most - held))
        if least and workshop.min_size > min(sizes, default=0):
            slack = d.leeway.slack("min_size", workshop.id, least, workshop.min_size - 1)
            others = _others(d, run.workshop) if d.leeway.others_fill else 0
            enforced = (*slack.enforced, run.opened)
            at_least(d, people + others, workshop.min_size, Slack(enforced, slack.more))


def as_many_runs_as_offered(d: Decisions) -> None:
    """A workshop is held at most `runs` times."""
    for number in d.workshops:
        opened = [run.opened for run in d.runs if run.workshop == number]
        workshop, fact = d.ground.cohort.workshops[number], d.ground.limits.runs(number)
        useful = min(len(opened), len([unit for at, unit in d.attends if at == number]))
        if useful > workshop.runs:
            at_most(
                d,
                sum(opened),
                workshop.runs,
                d.leeway.slack("runs", workshop.id, fact, useful - workshop.runs),
            )


def a_room_holds_one_run(d: Decisions) -> None:
    """A room holds one run at a time."""
    taken: dict[tuple[str, int], list[Literal]] = defaultdict(list)
    for run in d.runs:
        for t in run.stretch if run.room else ():
            taken[run.room or "", t].append(run.opened)
    at_most_one_each(d, taken.values())


def facilitators_are_there(d: Decisions) -> None:
    """A run that is held is led by one of its `facilitators`, and has all of `all_of`."""
    for run in d.runs:
        workshop = d.ground.cohort.workshops[run.workshop]
        leader, all_of = d.ground.limits.leader(run.workshop), d.ground.limits.all_of(run.workshop)
        if leader:
            leaders = (one for one in run.leads if one not in workshop.all_of)
            enforced = d.leeway.slack(None, None, leader, 0).enforced
            literals = [run.leads[one] for one in leaders]
            d.leeway.model.add_bool_or(run.opened.negated(), *literals, *(one.negated() for one in enforced))
        if all_of:
            enforced = d.leeway.slack(None, None, all_of, 0).enforced
            for one in workshop.all_of:
                there = [run.leads[one]] if one in run.leads else []
                d.leeway.model.add_bool_or(run.opened.negated(), *there, *(one.negated() for one in enforced))


def a_facilitator_holds_one_run(d: Decisions) -> None:
    """A facilitator holds one run at a time, and reaches the next one in the break."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for run in d.runs:
        for one, literal in run.leads.items():
            entries[one].append(Entry(literal, run.stretch, run.site))
    for of_one in entries.values():
        at_most_one_each(d, by_half_day(of_one).values())
        travel(d, of_one)


def _others(d: Decisions, number: int) -> int:
    """How many people of whom a workshop is not asked here could make up its least number."""
    return sum(map(len, d.ground.groups)) - sum(map(len, d.groups(number)))
