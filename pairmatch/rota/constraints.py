"""One function a constraint, named for the sentence that it enforces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ortools.sat.python import cp_model

from pairmatch.calendar.off_duty import Stretch
from pairmatch.rota.demand import Demands, WorkshopDemand
from pairmatch.rota.pins import pinned_sessions_stay
from pairmatch.rota.variables import Entry, Literal, Variables

Model = cp_model.CpModel


def add_all(model: Model, v: Variables, *, with_pins: bool = True) -> None:
    """Every hard constraint of the format page, and what was pinned in an older rota."""
    every_workshop_once_or_missed(model, v)
    every_shadowing_held_or_missed(model, v)
    every_meeting_once_or_missed(model, v)
    runs_hold_enough_and_not_too_many(model, v)
    as_many_runs_as_offered(model, v)
    a_room_holds_one_run(model, v)
    one_of_the_facilitators_leads(model, v)
    a_facilitator_holds_one_run(model, v)
    workshops_in_order(model, v)
    shadowing_weeks_apart(model, v)
    one_place_at_a_time(model, v)
    travel_within_the_break(model, v)
    most_sessions_a_week(model, v)
    working_hours(model, v)
    release_limit(model, v)
    area_visitors(model, v)
    like_runs_in_order(model, v)
    if with_pins:
        pinned_sessions_stay(model, v)


def every_workshop_once_or_missed(model: Model, v: Variables) -> None:
    """A group attends one run of each workshop, or misses it."""
    for at, demand in enumerate(v.data.workshops):
        model.add_exactly_one(*(v.attends[at, run] for run in demand.runs), v.missed_workshop[at])


def every_shadowing_held_or_missed(model: Model, v: Variables) -> None:
    """A guest spends each of the half-days at the host's work, or misses it."""
    for at, demand in enumerate(v.data.shadowings):
        held = sum(v.shadows[at, t] for t in demand.half_days)
        model.add(held + v.missed_shadowing[at] == demand.count)


def every_meeting_once_or_missed(model: Model, v: Variables) -> None:
    """A pair meets once in each block of weeks, or misses it."""
    for at, demand in enumerate(v.data.meetings):
        model.add_exactly_one(*(v.meets[at, t] for t in demand.half_days), v.missed_meeting[at])


def runs_hold_enough_and_not_too_many(model: Model, v: Variables) -> None:
    """A run that is held has at least `min_size` people and at most its capacity; others have none."""
    for number, opened in v.opened.items():
        run, attending = v.data.runs[number], v.attending(number)
        people = sum(size * literal for size, literal in attending)
        for _, literal in attending:
            model.add_implication(literal, opened)
        most = sum(size for size, _ in attending)
        model.add(people <= (most if run.capacity is None else min(most, run.capacity)) * opened)
        model.add(people >= v.data.cohort.workshops[run.workshop].min_size * opened)


def as_many_runs_as_offered(model: Model, v: Variables) -> None:
    """A workshop is held at most `runs` times."""
    past = v.data.past
    for number, workshop in enumerate(v.data.cohort.workshops):
        opened = [literal for run, literal in v.opened.items() if v.data.runs[run].workshop == number]
        most = past.left(workshop.runs, past.runs_held[workshop.id])
        if len(opened) > most:
            model.add(sum(opened) <= most)


def a_room_holds_one_run(model: Model, v: Variables) -> None:
    """A room holds one run at a time."""
    taken: dict[tuple[str, int], list[Literal]] = defaultdict(list)
    for number, opened in v.opened.items():
        run = v.data.runs[number]
        for t in run.stretch if run.room else ():
            taken[run.room or "", t].append(opened)
    _at_most_one_each(model, taken.values())


def one_of_the_facilitators_leads(model: Model, v: Variables) -> None:
    """A run that is held is led by one of the facilitators who are free."""
    for number, opened in v.opened.items():
        leaders = v.data.runs[number].leaders
        if leaders:
            model.add(sum(v.leads[number, one] for one in leaders) == opened)


def a_facilitator_holds_one_run(model: Model, v: Variables) -> None:
    """A facilitator holds one run at a time, and reaches the next one in the break."""
    for entries in facilitator_entries(v).values():
        taken: dict[int, list[Literal]] = defaultdict(list)
        for entry in entries:
            for t in entry.half_days:
                taken[t].append(entry.literal)
        _at_most_one_each(model, taken.values())
        _travel(model, v.data, entries)


def facilitator_entries(v: Variables) -> dict[str, list[Entry]]:
    """For each facilitator, every run that they may have to be at."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for number, opened in v.opened.items():
        run = v.data.runs[number]
        for one in run.all_of:
            found[one].append(Entry(opened, run.stretch, run.site, released=False))
        for one in run.leaders:
            found[one].append(Entry(v.leads[number, one], run.stretch, run.site, released=False))
    return found


def workshops_in_order(model: Model, v: Variables) -> None:
    """Workshops are attended in programme order, each after the last one and its gap of weeks."""
    by_person: dict[str, list[int]] = defaultdict(list)
    for at, demand in enumerate(v.data.workshops):
        for person in demand.group:
            by_person[person].append(at)
    couples = (couple for numbers in by_person.values() for couple in pairwise(numbers))
    for earlier, later in dict.fromkeys(couples):
        _in_order(model, v, earlier, later)
    for numbers in () if v.all_attend else dict.fromkeys(map(tuple, by_person.values())):
        _in_order_past_a_missed_one(model, v, numbers)


def _in_order_past_a_missed_one(model: Model, v: Variables, numbers: Sequence[int]) -> None:
    """A missed workshop does not part those around it: the rows of neighbours alone would let them swap.

    Where nothing is missed the rows of neighbours say all, and say it strongly; this has short clauses.
    """
    ends = [v.ends_from(model, at) for at in numbers]
    until: dict[int, Literal] = {}
    for at, before, own in zip(numbers[2:], ends, ends[2:], strict=False):
        until = _either(model, until, before)
        workshop = v.data.cohort.workshops[v.data.workshops[at].workshop]
        for cut, reached in until.items():
            soonest = _soonest_after(v.data, cut, workshop.gap_weeks) + workshop.length - 1
            later = next((literal for end, literal in own.items() if end >= soonest), None)
            model.add_bool_or(reached.negated(), v.missed_workshop[at], *([] if later is None else [later]))


def _either(model: Model, one: dict[int, Literal], other: dict[int, Literal]) -> dict[int, Literal]:
    """For every cut of the two, in order: whether either reaches it."""
    if not one or not other:
        return one or other
    both: dict[int, Literal] = {}
    for cut in sorted({*one, *other}):
        reaching = [next((of[end] for end in of if end >= cut), None) for of in (one, other)]
        known = [literal for literal in reaching if literal is not None]
        both[cut] = known[0] if len(known) == 1 else model.new_bool_var(f"until[{len(both)}]")
        if len(known) > 1:
            for literal in known:
                model.add_implication(literal, both[cut])
    return both


def _in_order(model: Model, v: Variables, earlier: int, later: int) -> None:
    """For every cut of time: not the earlier one after the cut and the later one too early for that.

    These are the clique inequalities of the precedence, stronger than one a pair of half-days.
    """
    data = v.data
    first, second = data.workshops[earlier], data.workshops[later]
    gap = data.cohort.workshops[second.workshop].gap_weeks
    starts = sorted({data.runs[run].start for run in first.runs})
    covered = 0
    for cut in starts:
        soonest = _soonest(data, first, cut, gap)
        too_early = [v.attends[later, run] for run in second.runs if data.runs[run].start < soonest]
        if len(too_early) > covered:
            after = [v.attends[earlier, run] for run in first.runs if data.runs[run].start >= cut]
            model.add_at_most_one(*after, *too_early)
            covered = len(too_early)


def _soonest_after(data: Demands, last: int, gap: int) -> int:
    """The first half-day at which a later workshop may start, when the earlier ends on `last`."""
    in_week = data.week(last) + gap
    slots = data.when.time.slots
    return next((t for t in range(last + 1, len(slots)) if slots[t].week >= in_week), len(slots))


def _soonest(data: Demands, first: WorkshopDemand, cut: int, gap: int) -> int:
    """The first half-day at which the later workshop may start, when the earlier starts at the cut."""
    length = data.cohort.workshops[first.workshop].length
    in_week = data.week(cut) + gap
    slots = data.when.time.slots
    return next(
        (t for t in range(cut + length, len(slots)) if slots[t].week >= in_week),
        len(slots),
    )


def shadowing_weeks_apart(model: Model, v: Variables) -> None:
    """Two shadowing half-days of one pair are at least `gap_weeks` apart."""
    shadowing = v.data.cohort.shadowing
    if shadowing is None or shadowing.gap_weeks == 0:
        return
    by_pair: dict[int, dict[int, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for (at, t), literal in v.shadows.items():
        by_pair[v.data.shadowings[at].pair][v.data.week(t)].append(literal)
    for by_week in by_pair.values():
        for first in sorted(by_week):
            weeks = range(first, first + shadowing.gap_weeks)
            model.add_at_most_one(literal for week in weeks for literal in by_week.get(week, ()))


def one_place_at_a_time(model: Model, v: Variables) -> None:
    """A person is in one session a half-day."""
    cliques: set[tuple[int, ...]] = set()
    for entries in v.entries.values():
        for at_once in _by_half_day(entries).values():
            cliques.add(tuple(sorted(literal.index for literal in at_once)))
    for clique in sorted(cliques):
        if len(clique) > 1:
            model.add_at_most_one(model.get_bool_var_from_proto_index(index) for index in clique)


def travel_within_the_break(model: Model, v: Variables) -> None:
    """Two sessions of a person on one day are no further apart than the break between them allows."""
    for entries in v.entries.values():
        _travel(model, v.data, entries)


def most_sessions_a_week(model: Model, v: Variables) -> None:
    """A person has at most `max_per_week` half-days with a session in a week, hosting included."""
    limit, past = v.data.cohort.scheduling.max_per_week, v.data.past
    seen: set[tuple[int, tuple[tuple[int, int], ...]]] = set()
    for person, entries in v.entries.items():
        for week, in_week in by_week(v.data, entries).items():
            most = past.left(limit, past.half_days_spent[person, week])
            terms = tuple(sorted((entry.literal.index, len(entry.half_days)) for entry in in_week))
            if (most, terms) not in seen and sum(length for _, length in terms) > most:
                seen.add((most, terms))
                model.add(sum(len(entry.half_days) * entry.literal for entry in in_week) <= most)


def working_hours(model: Model, v: Variables) -> None:
    """Shifts and sessions off duty are at most 72 h in any 168 h and 48 a week on average."""
    if v.data.cohort.scheduling.off_duty != "allowed":
        return
    for person, roster in v.data.when.rosters.items():
        by_stretch: dict[Stretch, list[Literal]] = defaultdict(list)
        for entry in v.entries.get(person, ()):
            by_stretch[entry.half_days].append(entry.literal)
        added = {stretch: v.data.when.adds(person, stretch) for stretch in by_stretch}
        for minutes, left in roster.sums(added, v.data.week, v.data.cohort.scheduling.max_per_week).items():
            model.add(sum(each * sum(by_stretch[stretch]) for stretch, each in minutes) <= left)


def release_limit(model: Model, v: Variables) -> None:
    """At most `release` doctors of one duty pattern are away from duty in one half-day."""
    away: dict[tuple[str, int], list[Literal]] = defaultdict(list)
    for doctor in sorted(v.data.doctors):
        for entry in v.entries[doctor]:
            for t in entry.half_days if entry.released else ():
                pattern = v.data.when.pattern(doctor, t)
                if pattern is not None:
                    away[pattern, t].append(entry.literal)
    for (pattern, _), literals in away.items():
        limit = v.data.cohort.rotas[pattern].release
        if limit is not None and len(literals) > limit:
            model.add(sum(literals) <= limit)


def area_visitors(model: Model, v: Variables) -> None:
    """At most `area_visitors` guests at once in one directorate and site."""
    shadowing = v.data.cohort.shadowing
    if shadowing is None or shadowing.area_visitors is None:
        return
    visits: dict[tuple[str, str | None, int], list[Literal]] = defaultdict(list)
    for (at, t), literal in v.shadows.items():
        host = v.data.shadowings[at].host
        directorate = v.data.when.directorate(host, t)
        if directorate is not None:
            visits[directorate, v.data.when.site(host, t), t].append(literal)
    for literals in visits.values():
        if len(literals) > shadowing.area_visitors:
            model.add(sum(literals) <= shadowing.area_visitors)


def like_runs_in_order(model: Model, v: Variables) -> None:
    """Of online runs that are alike, the first are held first: a symmetry, not a rule of the format."""
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number in v.opened:
        run = v.data.runs[number]
        if run.room is None:
            alike[run.workshop, run.start].append(number)
    for numbers in alike.values():
        for first, second in pairwise(numbers):
            model.add_implication(v.opened[second], v.opened[first])


def by_week(data: Demands, entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    """The sessions of a person that may be held in each week."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[data.week(entry.half_days[0])].append(entry)
    return found


def _by_half_day(entries: Sequence[Entry]) -> dict[int, list[Literal]]:
    found: dict[int, list[Literal]] = defaultdict(list)
    for entry in entries:
        for t in entry.half_days:
            found[t].append(entry.literal)
    return found


def _travel(model: Model, data: Demands, entries: Sequence[Entry]) -> None:
    """Not two sessions of one day at sites that the break between them does not join."""
    by_day: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.site is not None:
            by_day[data.when.time.slots[entry.half_days[0]].day].append(entry)
    for on_day in by_day.values():
        for earlier, later in _too_far_apart(data, on_day):
            model.add_at_most_one(*earlier, *later)


def _too_far_apart(data: Demands, on_day: Sequence[Entry]) -> Iterator[tuple[list[Literal], list[Literal]]]:
    """Sessions of one day that end and that start too close to each other for the way between."""
    slots = data.when.time.slots
    ending: dict[tuple[int, str], list[Literal]] = defaultdict(list)
    starting: dict[tuple[int, str], list[Literal]] = defaultdict(list)
    for entry in on_day:
        if entry.site is not None:
            ending[slots[entry.half_days[-1]].half_index, entry.site].append(entry.literal)
            starting[slots[entry.half_days[0]].half_index, entry.site].append(entry.literal)
    for (end, here), earlier in ending.items():
        for (start, there), later in starting.items():
            minutes = data.cohort.travel_minutes(here, there)
            if end < start and minutes > data.when.time.break_minutes(end, start):
                yield earlier, later


def _at_most_one_each(model: Model, groups: Iterable[list[Literal]]) -> None:
    for literals in groups:
        if len(literals) > 1:
            model.add_at_most_one(literals)
