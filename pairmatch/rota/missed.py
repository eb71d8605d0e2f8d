"""What a rota misses, and for each miss the best reason that is cheap to find.

Either nobody could hold it even if there were nothing else, or each half-day at which it could be
held is taken by something: these are counted, the commonest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from pairmatch.calendar.needs import clipped
from pairmatch.cohort.values import MONTH_NAMES, WeekRange
from pairmatch.rota.board import Board
from pairmatch.rota.demand import Demands, MeetingDemand, ShadowingDemand, WorkshopDemand
from pairmatch.rota.extract import Plan
from pairmatch.rota.rota import AnyMissed, MissedMeeting, MissedShadowing, MissedWorkshop

MOST_REASONS = 3
NOT_IN_TIME = "nothing stands in its way: it was not placed in the time given"
NOT_WITH_THE_REST = "it does not fit with the rest"


def missed_of(plan: Plan, *, is_proven: bool) -> tuple[AnyMissed, ...]:
    """Every demand that the plan does not hold, with its reason.

    Parameters
    ----------
    plan
        What is held.
    is_proven
        Whether no plan misses less; else what nothing stands against was only not placed in time.
    """
    board = Board(plan)
    found = (
        *_missed_workshops(plan, board),
        *_missed_shadowings(plan, board),
        *_missed_meetings(plan, board),
    )
    if not is_proven:
        return found
    return tuple(
        one.model_copy(update={"why": one.why.replace(NOT_IN_TIME, NOT_WITH_THE_REST)}) for one in found
    )


def _missed_workshops(plan: Plan, board: Board) -> Iterator[AnyMissed]:
    data = plan.data
    for at, demand in enumerate(data.workshops):
        if at not in plan.attends:
            starts = {run: data.runs[run].start for run in demand.runs}
            why = _told(starts, partial(board.against_workshop, demand)) or _no_run(data, demand)
            workshop = data.cohort.workshops[demand.workshop].id
            yield MissedWorkshop(workshop=workshop, people=demand.group, why=why)


def _missed_shadowings(plan: Plan, board: Board) -> Iterator[AnyMissed]:
    for at, demand in enumerate(plan.data.shadowings):
        held = plan.shadows.get(at, ())
        free = {t: t for t in demand.half_days if t not in held}
        why = _told(free, partial(board.against_shadowing, demand)) or _no_visit(plan.data, demand)
        for _ in range(demand.count - len(held)):
            yield MissedShadowing(guest=demand.guest, host=demand.host, why=why)


def _missed_meetings(plan: Plan, board: Board) -> Iterator[AnyMissed]:
    for at, demand in enumerate(plan.data.meetings):
        if at not in plan.meets:
            free = {t: t for t in demand.half_days}
            why = _told(free, partial(board.against_meeting, demand)) or _no_meeting(plan.data, demand)
            yield MissedMeeting(people=demand.people, weeks=demand.weeks, why=why)


def _told(places: Mapping[int, int], against: Callable[[int], str | None]) -> str:
    """What takes each half-day, counted; empty where there is none.

    Parameters
    ----------
    places
        The half-day of each place; several rooms at once are one half-day.
    against
        What keeps the demand from a place.
    """
    by_half_day: dict[int, str] = {}
    for place, half_day in places.items():
        by_half_day.setdefault(half_day, against(place) or NOT_IN_TIME)
    reasons = Counter(by_half_day.values())
    if not reasons:
        return ""
    if len(reasons) == 1:
        only, count = next(iter(reasons.items()))
        where = "the one half-day possible" if count == 1 else f"all {count} half-days possible"
        return f"{only} (on {where})"
    parts = [f"{count}: {reason}" for reason, count in reasons.most_common(MOST_REASONS)]
    rest = sum(reasons.values()) - sum(count for _, count in reasons.most_common(MOST_REASONS))
    others = f"; {rest} for other reasons" if rest else ""
    return f"of {sum(reasons.values())} half-days possible, {'; '.join(parts)}{others}"


def _no_run(data: Demands, demand: WorkshopDemand) -> str:
    workshop = data.cohort.workshops[demand.workshop]
    slots = data.when.time.slots
    every = [run for run in data.runs if run.workshop == demand.workshop]
    runs = [run for run in every if not data.past.is_over(slots[run.start].date)]
    if every and not runs:
        return f"every half-day at which it could be held lies before {_day(data)}"
    for person, later in data.past.later_ones(demand.group, demand.workshop):
        return f"{person} has attended {data.cohort.workshop(later).name} already, which comes after it"
    window = clipped(workshop.weeks, data.when.time.weeks)
    soonest = data.past.soonest_week(demand.group, demand.workshop) or 0
    in_order = [run for run in runs if slots[run.start].week >= soonest]
    if runs and not in_order:
        return f"by the order of workshops it can be from week {soonest} on, and it is in weeks {window}"
    runs = in_order
    where = f"in weeks {window}{_from_now(data)}"
    needs = [
        *(["a room"] if workshop.rooms else []),
        *(["a facilitator"] if workshop.facilitators or workshop.all_of else []),
    ]
    free = f" with {' and '.join(needs)} free" if needs else ""
    if not runs:
        return f"there is no half-day {where}{free}"
    starts = sorted({run.stretch for run in runs})
    if all(run.capacity is not None and run.capacity < len(demand.group) for run in runs):
        return f"no room holds all {len(demand.group)} who attend together"
    counts = [
        f"{person} can attend {sum(all(data.when.can_attend(person, t) for t in s) for s in starts)}"
        for person in demand.group
    ]
    together = ", never all at once" if len(demand.group) > 1 else ""
    return f"of {_half_days(len(starts))} {where}{free}, {', '.join(counts)}{together}"


def _over(data: Demands, weeks: WeekRange | None) -> str:
    """What is said of a window that is over."""
    if weeks is not None and weeks.first == weeks.last:
        return f"week {weeks} lies before {_day(data)}"
    return f"weeks {weeks} lie before {_day(data)}"


def _from_now(data: Demands) -> str:
    """What is added to a window of which a part may be over."""
    return f" from {_day(data)} on" if data.past.before else ""


def _day(data: Demands) -> str:
    day = data.past.before
    return f"{day.day} {MONTH_NAMES[day.month - 1]}" if day else ""


def _to_come(data: Demands, slots: Iterable[int]) -> list[int]:
    return [t for t in slots if not data.past.is_over(data.when.time.slots[t].date)]


def _half_days(count: int) -> str:
    return f"{count} half-day" + ("" if count == 1 else "s")


def _no_visit(data: Demands, demand: ShadowingDemand) -> str:
    shadowing = data.cohort.shadowing
    window = clipped(shadowing.weeks if shadowing else None, data.when.time.weeks)
    slots = _to_come(data, data.when.time.within(window))
    if not slots:
        return _over(data, window)
    can_go = sum(data.when.can_attend(demand.guest, t) for t in slots)
    can_host = sum(data.when.can_host(demand.host, t) for t in slots)
    is_gapped = data.past.shadowing_weeks((demand.guest, demand.host))
    apart = " and far enough from what was held" if is_gapped else ""
    return (
        f"in weeks {window}{_from_now(data)} {demand.guest} can attend on {_half_days(can_go)} "
        f"and {demand.host} can host on {can_host}, with {len(demand.half_days)} in common{apart}"
    )


def _no_meeting(data: Demands, demand: MeetingDemand) -> str:
    slots = _to_come(data, data.when.time.within(demand.weeks))
    if not slots:
        return _over(data, demand.weeks)
    counts = [
        f"{person} can attend on {sum(data.when.can_attend(person, t) for t in slots)}"
        for person in demand.people
    ]
    weeks = f"weeks {demand.weeks}{_from_now(data)}"
    return f"of {_half_days(len(slots))} in {weeks}, {', '.join(counts)}, never both at once"
