"""The rota's rules over the decisions of `decisions`, each tied to the fact that it comes from.

One function a rule, as in `rota.constraints`; a rule that nobody wrote (a person is in one place, a
room holds one run) always holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ortools.sat.python import cp_model

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.asked import AskedWorkshop
from pairmatch.conflicts.rota.counting import places_enough, times_enough
from pairmatch.conflicts.rota.decisions import Decisions, Entry
from pairmatch.conflicts.rota.leeway import Lifts, Literal, Slack
from pairmatch.conflicts.rota.order import workshops_in_order


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
                _at_least(d, d.attended[asked.workshop, unit], 1, slack)


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
        _at_least(d, sum(visits.values()), asked.count, d.leeway.asked(asked))


def every_meeting_held(d: Decisions) -> None:
    """A pair meets in each block of weeks."""
    for asked, times in d.meets.items():
        _at_least(d, sum(times.values()), 1, d.leeway.asked(asked))


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
            _at_most(d, people, workshop.capacity, slack)
        held = next((room.capacity for room in rooms if room.id == run.room), None)
        if run.room and held is not None and most > held:
            fact = d.ground.limits.room_capacity(run.room)
            if fact:
                _at_most(d, people, held, d.leeway.slack("room_capacity", run.room, fact, most - held))
        if least and workshop.min_size > min(sizes, default=0):
            slack = d.leeway.slack("min_size", workshop.id, least, workshop.min_size - 1)
            others = _others(d, run.workshop) if d.leeway.others_fill else 0
            enforced = (*slack.enforced, run.opened)
            _at_least(d, people + others, workshop.min_size, Slack(enforced, slack.more))


def as_many_runs_as_offered(d: Decisions) -> None:
    """A workshop is held at most `runs` times."""
    for number in d.workshops:
        opened = [run.opened for run in d.runs if run.workshop == number]
        workshop, fact = d.ground.cohort.workshops[number], d.ground.limits.runs(number)
        useful = min(len(opened), len([unit for at, unit in d.attends if at == number]))
        if useful > workshop.runs:
            _at_most(
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
    _at_most_one_each(d, taken.values())


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
        _at_most_one_each(d, _by_half_day(of_one).values())
        _travel(d, of_one)


def shadowing_weeks_apart(d: Decisions) -> None:
    """Two half-days of shadowing of one pair are at least `gap_weeks` apart."""
    shadowing, fact = d.ground.cohort.shadowing, d.ground.limits.shadowing_gap
    if shadowing is None or fact is None:
        return
    by_pair: dict[int, dict[int, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for asked, visits in d.shadows.items():
        for t, literal in visits.items():
            by_pair[asked.pair][d.ground.week(t)].append(literal)
    for gap, lifts in d.leeway.gaps("shadowing_gap", None, fact, shadowing.gap_weeks):
        for by_week in by_pair.values():
            for first in sorted(by_week):
                near = [one for week in range(first, first + gap) for one in by_week.get(week, ())]
                _at_most_one(d, near, lifts)


def one_place_at_a_time(d: Decisions) -> None:
    """A person is in one session a half-day."""
    cliques: dict[tuple[int, ...], list[Literal]] = {}
    for entries in d.entries.values():
        for at_once in _by_half_day(entries).values():
            cliques[tuple(sorted(literal.index for literal in at_once))] = at_once
    _at_most_one_each(d, cliques.values())


def travel_within_the_break(d: Decisions) -> None:
    """Two sessions of a person on one day are no further apart than the break between them allows."""
    for entries in d.entries.values():
        _travel(d, entries)


def most_sessions_a_week(d: Decisions) -> None:
    """A person has at most `max_per_week` half-days with a session in a week, hosting included."""
    limit, fact = d.ground.cohort.scheduling.max_per_week, d.ground.limits.max_per_week
    seen: set[tuple[tuple[int, int], ...]] = set()
    for entries in d.entries.values():
        by_week: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_week[d.ground.week(entry.half_days[0])].append(entry)
        for in_week in by_week.values():
            terms = tuple(sorted((entry.literal.index, len(entry.half_days)) for entry in in_week))
            half_days = {t for entry in in_week for t in entry.half_days}
            if terms not in seen and len(half_days) > limit:
                seen.add(terms)
                slack = d.leeway.slack("max_per_week", None, fact, len(half_days) - limit)
                _at_most(d, sum(len(one.half_days) * one.literal for one in in_week), limit, slack)


def working_hours(d: Decisions) -> None:
    """Shifts and sessions off duty are at most 72 h in any 168 h and 48 a week on average."""
    when, cohort = d.ground.when, d.ground.cohort
    if cohort.scheduling.off_duty != "allowed":
        return
    a_week = len(cohort.programme.days.days) * len(cohort.programme.halves)
    enforced = d.leeway.slack(None, None, d.ground.limits.hours, 0).enforced
    for person, entries in d.entries.items():
        if person not in when.rosters:
            continue
        by_stretch: dict[tuple[int, ...], list[Literal]] = defaultdict(list)
        for entry in entries:
            by_stretch[entry.half_days].append(entry.literal)
        added = {stretch: when.adds(person, stretch) for stretch in by_stretch}
        for minutes, left in when.rosters[person].sums(added, d.ground.week, a_week).items():
            total = sum(each * sum(by_stretch[stretch]) for stretch, each in minutes)
            _enforce(d.leeway.model.add(total <= left), enforced)


def release_limit(d: Decisions) -> None:
    """At most `release` doctors of one duty pattern are away from duty in one half-day."""
    away: dict[tuple[str, int], list[Literal]] = defaultdict(list)
    for doctor in sorted(d.ground.doctors & d.entries.keys()):
        for entry in d.entries[doctor]:
            for t in entry.half_days if entry.released else ():
                pattern = d.ground.when.pattern(doctor, t)
                if pattern is not None:
                    away[pattern, t].append(entry.literal)
    for (pattern, _), literals in away.items():
        limit, fact = d.ground.cohort.rotas[pattern].release, d.ground.limits.release(pattern)
        if limit is not None and fact and len(literals) > limit:
            doctors = sum(1 for doctor in d.ground.doctors if doctor in d.ground.when.rosters)
            if doctors > limit:
                _at_most(d, sum(literals), limit, d.leeway.slack("release", pattern, fact, doctors - limit))


def area_visitors(d: Decisions) -> None:
    """At most `area_visitors` guests at once in one directorate and site."""
    shadowing, fact = d.ground.cohort.shadowing, d.ground.limits.area_visitors
    if shadowing is None or shadowing.area_visitors is None or fact is None:
        return
    visits: dict[tuple[str, str | None, int], list[Literal]] = defaultdict(list)
    for asked, by_half_day in d.shadows.items():
        host = asked.people[1]
        for t, literal in by_half_day.items():
            directorate = d.ground.when.directorate(host, t)
            if directorate is not None:
                visits[directorate, d.ground.when.site(host, t), t].append(literal)
    most = shadowing.area_visitors
    for literals in visits.values():
        if len(literals) > most:
            slack = d.leeway.slack("area_visitors", None, fact, len(d.ground.pairs) * 2 - most)
            _at_most(d, sum(literals), most, slack)


def _others(d: Decisions, number: int) -> int:
    """How many people of whom a workshop is not asked here could make up its least number."""
    return sum(map(len, d.ground.groups)) - sum(map(len, d.groups(number)))


def _by_half_day(entries: Sequence[Entry]) -> dict[int, list[Literal]]:
    found: dict[int, list[Literal]] = defaultdict(list)
    for entry in entries:
        for t in entry.half_days:
            found[t].append(entry.literal)
    return found


def _travel(d: Decisions, entries: Sequence[Entry]) -> None:
    """Not two sessions of one day at sites that the break between them does not join."""
    by_day: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.site is not None:
            by_day[d.ground.day(entry.half_days[0])].append(entry)
    for on_day in by_day.values():
        for fact, literals in _too_far_apart(d, on_day):
            _at_most_one(
                d, literals, tuple(one.negated() for one in d.leeway.slack(None, None, fact, 0).enforced)
            )


def _too_far_apart(d: Decisions, on_day: Sequence[Entry]) -> Iterator[tuple[Fact, list[Literal]]]:
    slots, time = d.ground.when.time.slots, d.ground.when.time
    ending: dict[tuple[int, str], list[Literal]] = defaultdict(list)
    starting: dict[tuple[int, str], list[Literal]] = defaultdict(list)
    for entry in on_day:
        if entry.site is not None:
            ending[slots[entry.half_days[-1]].half_index, entry.site].append(entry.literal)
            starting[slots[entry.half_days[0]].half_index, entry.site].append(entry.literal)
    for (end, here), earlier in ending.items():
        for (start, there), later in starting.items():
            minutes = d.ground.cohort.travel_minutes(here, there)
            if end < start and minutes > time.break_minutes(end, start):
                yield d.ground.limits.travel(here, there), [*earlier, *later]


def _at_most(d: Decisions, total: cp_model.LinearExpr | int, most: int, slack: Slack) -> None:
    if isinstance(total, cp_model.LinearExpr):
        _enforce(d.leeway.model.add(total <= most + slack.more), slack.enforced)


def _at_least(d: Decisions, total: cp_model.LinearExpr | int, least: int, slack: Slack) -> None:
    if isinstance(total, cp_model.LinearExpr) or isinstance(slack.more, cp_model.LinearExpr):
        _enforce(d.leeway.model.add(total + slack.more >= least), slack.enforced)
    elif total + slack.more < least:
        d.leeway.model.add_bool_or(one.negated() for one in slack.enforced)


def _at_most_one(d: Decisions, literals: Sequence[Literal], lifts: Lifts) -> None:
    if len(literals) > 1:
        if lifts:
            d.leeway.model.add(sum(literals) <= 1).only_enforce_if(*(lift.negated() for lift in lifts))
        else:
            d.leeway.model.add_at_most_one(literals)


def _at_most_one_each(d: Decisions, groups: Iterable[list[Literal]]) -> None:
    for literals in groups:
        _at_most_one(d, literals, ())


def _enforce(constraint: cp_model.Constraint, literals: Lifts) -> None:
    if literals:
        constraint.only_enforce_if(*literals)
