"""What a person, a pair or a department can take: places, travel, half-days a week, releases, visitors."""

from __future__ import annotations

from collections import defaultdict

from pairmatch.conflicts.rota.decisions import Decisions, Entry
from pairmatch.conflicts.rota.leeway import Literal
from pairmatch.conflicts.rota.rows import at_most, at_most_one, at_most_one_each, by_half_day, enforce, travel


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
                at_most_one(d, near, lifts)


def one_place_at_a_time(d: Decisions) -> None:
    """A person is in one session a half-day."""
    cliques: dict[tuple[int, ...], list[Literal]] = {}
    for entries in d.entries.values():
        for at_once in by_half_day(entries).values():
            cliques[tuple(sorted(literal.index for literal in at_once))] = at_once
    at_most_one_each(d, cliques.values())


def travel_within_the_break(d: Decisions) -> None:
    """Two sessions of a person on one day are no further apart than the break between them allows."""
    for entries in d.entries.values():
        travel(d, entries)


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
                at_most(d, sum(len(one.half_days) * one.literal for one in in_week), limit, slack)


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
            enforce(d.leeway.model.add(total <= left), enforced)


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
                at_most(d, sum(literals), limit, d.leeway.slack("release", pattern, fact, doctors - limit))


def area_visitors(d: Decisions) -> None:
    """At most `area_visitors` guests at once in one directorate and site."""
    shadowing, fact = d.ground.cohort.shadowing, d.ground.limits.area_visitors
    if shadowing is None or shadowing.area_visitors is None or fact is None:
        return
    visits: dict[tuple[str, str | None, int], list[Literal]] = defaultdict(list)
    for asked, times in d.shadows.items():
        host = asked.people[1]
        for t, literal in times.items():
            directorate = d.ground.when.directorate(host, t)
            if directorate is not None:
                visits[directorate, d.ground.when.site(host, t), t].append(literal)
    most = shadowing.area_visitors
    for literals in visits.values():
        if len(literals) > most:
            slack = d.leeway.slack("area_visitors", None, fact, len(d.ground.pairs) * 2 - most)
            at_most(d, sum(literals), most, slack)
