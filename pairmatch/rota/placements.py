"""Where a demand could be placed in a rota that is made, everything else staying as it is.

No solver: every place is looked at by itself. What stands in its way is what the calendar and the board
say, and what it costs is the bill with it less the bill of the rota.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairmatch.calendar.absence import closure
from pairmatch.calendar.check import ensure_checked
from pairmatch.cohort.schema import MAX_WEEKS, Cohort
from pairmatch.errors import WrongUsage
from pairmatch.matching.answers import Obstacle
from pairmatch.rota.attendance import at_of
from pairmatch.rota.cost import Bill, attendances, weight
from pairmatch.rota.demand import Demands, demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.from_document import plan_from
from pairmatch.rota.keep import Keep
from pairmatch.rota.options import Blocked, CostChange, Free, LevelChange, Options
from pairmatch.rota.places import Place, with_every_run
from pairmatch.rota.questions import Question, questions
from pairmatch.rota.rota import AnySession, Rota


def options(cohort: Cohort, rota: Rota, person: str, what: str | None = None) -> tuple[Options, ...]:
    """Every half-day at which a demand could be in a rota, with everything else as it is.

    A free place breaks no rule that the rota keeps: with the demand there, `verify_rota` accepts it, if it
    accepts the rota. Where the rota breaks rules already, the answer takes it as it is. What lies before
    `frozen_before` counts, and is no place any more; a pinned session can be placed elsewhere like any other.

    Parameters
    ----------
    cohort
        A checked cohort.
    rota
        Any rota; edited by hand, or made for another version of the cohort.
    person
        A doctor or manager who takes part in it.
    what
        The id of a workshop; `shadowing`, either way round; `meeting`; the id of a partner: the shadowings
        and the meetings with that one. None: everything that has to be held for the person.

    Returns
    -------
    tuple of Options
        One for each workshop, each shadowing half-day that is held, each meeting; and one for all
        shadowing half-days of a guest at a host that are missed.

    Raises
    ------
    WrongUsage
        When the person takes no part in the rota, or there is nothing of that kind to come for the person,
        or the rota counts its whole programme as past.
    """
    ensure_checked(cohort)
    data = _demands(cohort, rota)
    plan = plan_from(rota, data).plan
    return tuple(_answered(plan, question) for question in questions(plan, data, person, what))


def left_aside(cohort: Cohort, rota: Rota) -> tuple[AnySession, ...]:
    """The sessions of a rota that no answer looks at: they name what the cohort does not have."""
    return plan_from(rota, _demands(cohort, rota)).left_aside


def _demands(cohort: Cohort, rota: Rota) -> Demands:
    """What has to be held for the pairs of a rota of whom both are still in the cohort."""
    if not 1 <= rota.weeks <= MAX_WEEKS:
        raise WrongUsage(f"the rota is of {rota.weeks} weeks; a programme has 1 to {MAX_WEEKS}")
    sides = ({one.id for one in cohort.doctors}, {one.id for one in cohort.managers})
    pairs = [pair for pair in dict.fromkeys(rota.pairs) if pair[0] in sides[0] and pair[1] in sides[1]]
    cohort, keep = cohort.lasting(rota.weeks), Keep(rota)
    # Without `frozen_before` nothing is history, even a session dated before the programme.
    data = demands(cohort, pairs, keep=keep if rota.frozen_before else None)
    return replace(with_every_run(data), old=keep.old(cohort))


def _answered(plan: Plan, question: Question) -> Options:
    now, rest = Bill.of(plan), Bill.of(question.without)
    free: list[tuple[int, Free]] = []
    blocked: list[Blocked] = []
    for t in question.window:
        is_open = not _is_over(plan.data, t) and not _is_closed(plan.data, question, t)
        places = list(question.places(t)) if is_open else []
        open_places = [place for place in places if not place.obstacles and not question.leaving]
        free += [(t, _free(question, now, rest, place)) for place in open_places]
        if not open_places and t not in question.taken:
            blocked.append(_blocked(plan.data, question, t, places))
    free.sort(key=lambda one: (*_levels(one[1].change), one[0]))
    return Options(
        kind=question.kind,
        people=question.people,
        workshop=question.workshop,
        weeks=question.weeks,
        now=tuple(at_of(session) for session in question.now),
        is_pinned=any(session.pin for session in question.now),
        missed=question.missed,
        leaving=question.leaving,
        free=tuple(one for _, one in free),
        blocked=tuple(blocked),
    )


def _is_over(data: Demands, t: int) -> bool:
    return data.past.is_over(data.when.time.slots[t].date)


def _is_closed(data: Demands, question: Question, t: int) -> bool:
    return any(u in data.when.time.closed for u in range(t, t + question.length))


def _free(question: Question, now: Bill, rest: Bill, place: Place) -> Free:
    then = rest.plus(attendances(place.plan), place.new_runs)
    because = tuple(_cost_changes(now, then))
    change = LevelChange(**{**question.gain, "cost": sum(one.cost for one in because)})
    return Free(place.at, place.joins, change, because)


def _cost_changes(now: Bill, then: Bill) -> Iterator[CostChange]:
    """Every item whose count differs, those that cost nothing left out."""
    before, after = now.counts, then.counts
    for item in dict.fromkeys((*after, *before)):
        more = after.get(item, 0) - before.get(item, 0)
        term, person = item
        cost = more * weight(now.data, term)
        if cost:
            yield CostChange(term, person, more, cost, after.get(item, 0))


def _levels(change: LevelChange) -> tuple[int, ...]:
    return (
        change.required_workshops,
        change.shadowing,
        change.meetings,
        change.other_workshops,
        change.cost,
    )


def _blocked(data: Demands, question: Question, t: int, places: list[Place]) -> Blocked:
    slot = data.when.time.slots[t]
    if _is_over(data, t):
        over = (Obstacle(f"it is past: the rota is frozen before {data.past.before}", None),)
        return Blocked(slot.date, slot.half, over, over, is_past=True)
    if not places:
        shut = next(u for u in range(t, t + question.length) if u in data.when.time.closed)
        note = closure(data.cohort, data.when.time, shut)
        closed = (Obstacle(note.message, note.span),)
        return Blocked(slot.date, slot.half, closed, closed, is_closed=True)
    every = dict.fromkeys(one for place in places for one in place.obstacles)
    least = min((place.obstacles for place in places), key=len)
    return Blocked(slot.date, slot.half, tuple(every), least)
