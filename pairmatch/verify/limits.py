"""Sessions against each other: one place at a time, travel, weekly limits, release, visitors, order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from pairmatch.diagnostics import Diagnostic
from pairmatch.rota.rota import MeetingSession, ShadowingSession
from pairmatch.verify.rota_view import Held, HeldShadowing, HeldWorkshop, Over, RotaUnderCheck
from pairmatch.verify.windows import in_weeks, meeting_blocks, too_far


def one_place_at_a_time(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A person is in one session a half-day."""
    for person in check.participants:
        for earlier, later in _at_once(check.sessions_of(person)):
            message = f"{person} is in another session on {check.when(earlier)} already"
            yield check.places.fault("PM531", message, later.at)


def one_run_a_room(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A room holds one run at a time."""
    for room in check.rooms:
        for _, later in _at_once(held for held in check.workshops if held.session.room == room):
            message = f"{room} holds another workshop on {check.when(later)}"
            yield check.places.fault("PM532", message, later.at)


def one_run_a_facilitator(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A facilitator holds one run at a time."""
    for one in check.cohort.facilitators:
        for _, later in _at_once(held for held in check.workshops if one.id in held.session.facilitators):
            message = f"{one.id} holds another workshop on {check.when(later)}"
            yield check.places.fault("PM533", message, later.at)


def time_to_travel(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Two sessions of one person on one day at two sites need travel no longer than the break between."""
    days = {person: check.sessions_of(person) for person in check.participants}
    for one in check.cohort.facilitators:
        days[one.id] = [held for held in check.workshops if one.id in held.session.facilitators]
    for name, sessions in days.items():
        for earlier, later in combinations(sorted(sessions, key=lambda held: held.half_days), 2):
            if too_far(
                check.cohort,
                check.availability.time,
                (earlier.half_days, earlier.site),
                (later.half_days, later.site),
            ):
                message = f"{name} cannot travel from {earlier.site} to {later.site} in the break between"
                note = check.places.note("the travel times", "sites", str(earlier.site), "travel")
                yield check.places.fault("PM534", message, later.at, note)


def half_days_a_week_at_most(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A person has at most `max_per_week` half-days with a session in a week, hosting included."""
    most = check.cohort.scheduling.max_per_week
    for person in check.participants:
        busy: dict[int, set[int]] = {}
        spent: dict[int, int] = {}
        for over in check.over_of(person):
            spent[over.week] = spent.get(over.week, 0) + len(over.half_days)
        told: set[int] = set()
        for held in check.sessions_of(person):
            week = busy.setdefault(held.week, set())
            week |= set(held.half_days)
            count = len(week) + spent.get(held.week, 0)
            if count > most and held.week not in told:
                told.add(held.week)
                message = f"{person} has {count} half-days in week {held.week}, and {most} are allowed"
                note = check.places.note("the limit", "scheduling", "max_per_week")
                yield check.places.fault("PM545", message, held.at, note)


def release_at_most(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Of one duty pattern, at most `release` doctors are away from duty in one half-day; hosts are not."""
    away: dict[tuple[str, int], set[str]] = {}
    doctors = {doctor.id for doctor in check.cohort.doctors}
    for held in check.held:
        hosts = {held.session.host} if isinstance(held, HeldShadowing) else set()
        for person in (set(held.session.everyone) & doctors) - hosts:
            for t in held.half_days:
                pattern = check.availability.pattern(person, t)
                most = check.cohort.rotas[pattern].release if pattern else None
                if pattern is None or most is None:
                    continue
                gone = away.setdefault((pattern, t), set())
                gone.add(person)
                if len(gone) == most + 1:
                    slot = check.availability.time.slots[t]
                    message = f"{len(gone)} doctors of {pattern} are away on {slot}, and {most} can be"
                    note = check.places.note("the limit", "rotas", pattern, "release")
                    yield check.places.fault("PM546", message, held.at, note)


def visitors_at_most(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """At most `area_visitors` guests are at once in one directorate and site of the hosts that day."""
    most = check.cohort.shadowing.area_visitors if check.cohort.shadowing else None
    visitors: dict[tuple[str, str | None, int], int] = {}
    for held in check.shadowings if most is not None else ():
        (t,) = held.half_days
        directorate = check.availability.directorate(held.session.host, t)
        if directorate is None or most is None:
            continue
        area = (directorate, held.site, t)
        visitors[area] = visitors.get(area, 0) + 1
        if visitors[area] == most + 1:
            message = f"{directorate} has more visitors on {check.when(held)} than the {most} allowed"
            note = check.places.note("the limit", "shadowing", "area_visitors")
            yield check.places.fault("PM547", message, held.at, note)


def workshops_in_order(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A person attends workshops in file order, each after the last one attended and its gap of weeks."""
    order = [workshop.id for workshop in check.cohort.workshops]
    for person in check.participants:
        yield from _in_order_after(check, order, person)
        attended = sorted(_workshops_of(check, person), key=lambda held: order.index(held.session.workshop))
        for before, after in pairwise(attended):
            if before.session.workshop == after.session.workshop:
                continue
            workshop = check.cohort.workshop(after.session.workshop)
            if after.half_days[0] <= before.half_days[-1]:
                message = f"{person} attends {workshop.id} before {before.session.workshop} is over"
                note = check.workshop_note("it comes later in the cohort file", workshop.id, "id")
                yield check.places.fault("PM548", message, after.at, note)
            elif after.week < before.week + workshop.gap_weeks:
                message = f"{person} attends {workshop.id} too soon after {before.session.workshop}"
                note = check.workshop_note("the gap in weeks", workshop.id, "gap_weeks")
                yield check.places.fault("PM549", message, after.at, note)


def _in_order_after(check: RotaUnderCheck, order: list[str], person: str) -> Iterator[Diagnostic]:
    """What a person has attended allows what is to come; how it came about itself is history."""
    weeks = check.attended_before(person)
    before = {order.index(name): week for name, week in weeks.items() if name in order}
    for held in _workshops_of(check, person):
        number = order.index(held.session.workshop)
        workshop = check.cohort.workshop(held.session.workshop)
        for other, week in before.items():
            if other > number:
                message = f"{person} has attended {order[other]} already, before {workshop.id}"
                note = check.workshop_note("it comes later in the cohort file", order[other], "id")
                yield check.places.fault("PM548", message, held.at, note)
            elif other < number and held.week < week + workshop.gap_weeks:
                message = f"{person} attends {workshop.id} too soon after {order[other]}"
                note = check.workshop_note("the gap in weeks", workshop.id, "gap_weeks")
                yield check.places.fault("PM549", message, held.at, note)


def each_workshop_once(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A person attends one run of a workshop."""
    for person in check.participants:
        seen = set(check.attended_before(person))
        for held in _workshops_of(check, person):
            if held.session.workshop in seen:
                message = f"{person} attends {held.session.workshop} twice"
                yield check.places.fault("PM553", message, held.at)
            seen.add(held.session.workshop)


def partners_in_one_run(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Partners attend the same run of a workshop, where the cohort holds them together."""
    for held in check.workshops:
        for whole in check.groups:
            group = check.still_to_attend(whole, held.session.workshop)
            here = group & set(held.session.people)
            if here and here != group:
                absent = ", ".join(sorted(group - here))
                message = f"{', '.join(sorted(here))} attends {held.session.workshop} here without {absent}"
                note = check.places.note("partners attend together", "scheduling", "together")
                yield check.places.fault("PM554", message, held.at, note)


def shadowing_apart(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Two shadowing half-days of one pair, either way round, are the gap of weeks apart."""
    gap = check.cohort.shadowing.gap_weeks if check.cohort.shadowing else 0
    for doctor, manager in check.rota.pairs:
        own = [
            held for held in check.shadowings if {held.session.guest, held.session.host} == {doctor, manager}
        ]
        weeks = [over.week for over in _visits_over(check) if set(over.session.everyone) == {doctor, manager}]
        for held in own:
            near = [week for week in weeks if held.week - week < gap]
            if near:
                message = f"{doctor} and {manager} have shadowed in week {near[0]}, and do in {held.week}"
                note = check.places.note("the gap in weeks", "shadowing", "gap_weeks")
                yield check.places.fault("PM550", message, held.at, note)
        for before, after in pairwise(sorted(own, key=lambda held: held.half_days)):
            if after.week - before.week < gap:
                message = f"{doctor} and {manager} shadow in weeks {before.week} and {after.week}"
                note = check.places.note("the gap in weeks", "shadowing", "gap_weeks")
                yield check.places.fault("PM550", message, after.at, note)


def shadowing_no_more_than_asked(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Nobody shadows a partner more often than `each_way`."""
    most = check.cohort.shadowing.each_way if check.cohort.shadowing else 0
    counted: dict[tuple[str, ...], int] = {}
    for over in _visits_over(check):
        counted[over.session.everyone] = counted.get(over.session.everyone, 0) + 1
    told: set[tuple[str, ...]] = set()
    for held in check.shadowings if check.cohort.shadowing else ():
        way = (held.session.guest, held.session.host)
        counted[way] = counted.get(way, 0) + 1
        if counted[way] > most and way not in told:
            told.add(way)
            message = f"{way[0]} shadows {way[1]} more often than the {most} asked for"
            note = check.places.note("how often", "shadowing", "each_way")
            yield check.places.fault("PM551", message, held.at, note)


def one_meeting_a_block(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A pair meets once in a block of weeks."""
    for block in meeting_blocks(check.cohort, check.rota.weeks):
        met = {
            frozenset(over.session.everyone)
            for over in check.over
            if isinstance(over.session, MeetingSession) and in_weeks(block, over.week)
        }
        for held in check.meetings:
            pair = frozenset(held.session.people)
            if in_weeks(block, held.week) and pair in met:
                message = f"{' and '.join(held.session.people)} meet twice in weeks {block}"
                yield check.places.fault(
                    "PM552", message, held.at, check.places.note("the blocks", "meetings")
                )
            if in_weeks(block, held.week):
                met.add(pair)


def _visits_over(check: RotaUnderCheck) -> list[Over]:
    return [over for over in check.over if isinstance(over.session, ShadowingSession)]


def _workshops_of(check: RotaUnderCheck, person: str) -> list[HeldWorkshop]:
    own = [held for held in check.workshops if person in held.session.people]
    return sorted(own, key=lambda held: held.half_days)


def _at_once(sessions: Iterable[Held]) -> Iterator[tuple[Held, Held]]:
    """Each session that has a half-day of an earlier one, with the first such."""
    taken: dict[int, Held] = {}
    for held in sessions:
        clash = next((taken[t] for t in held.half_days if t in taken), None)
        if clash:
            yield clash, held
        taken |= dict.fromkeys(held.half_days, held)
