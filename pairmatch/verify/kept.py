"""What became of the rota that another was made from: its past, its pins, and who was moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic
from pairmatch.rota.keep import Keep
from pairmatch.rota.rota import AnySession, Moved, Rota, ShadowingSession, WorkshopSession
from pairmatch.verify.demands import MeetingDemand, ShadowingDemand, demanded
from pairmatch.verify.places import Places
from pairmatch.verify.rota_view import RotaUnderCheck


def past_untouched(check: RotaUnderCheck, keep: Keep) -> Iterator[Diagnostic]:
    """What is over is in the new rota as it was, and nothing else is."""
    first = keep.starts(check.cohort)
    was = [session for session in keep.rota.sessions if session.date < first]
    now = [over.session for over in check.over]
    if was != now or any(held.session.date < first for held in check.held):
        yield check.places.fault("PM581", f"what was before {first} is not as it was", ("sessions",))


def pins_where_they_were(check: RotaUnderCheck, keep: Keep) -> Iterator[Diagnostic]:
    """A pinned session is still on its half-day, in its place, with those who take part."""
    first = keep.starts(check.cohort)
    here = [held.session for held in check.held]
    for session in keep.rota.sessions:
        if session.pin and session.date >= first and not any(_is_kept(check, session, one) for one in here):
            message = f"what was pinned on {session.half_day} is not where it was"
            yield check.places.fault("PM582", message, ("sessions",))


def _is_kept(check: RotaUnderCheck, was: AnySession, now: AnySession) -> bool:
    if was.kind != now.kind or was.half_day != now.half_day or not now.pin:
        return False
    if isinstance(was, WorkshopSession) and isinstance(now, WorkshopSession):
        wanted = {person for group in check.groups for person in check.still_to_attend(group, was.workshop)}
        same = (was.workshop, was.room, set(was.facilitators)) == (
            now.workshop,
            now.room,
            set(now.facilitators),
        )
        return same and wanted & set(was.people) <= set(now.people)
    if isinstance(was, ShadowingSession) and isinstance(now, ShadowingSession):
        return (was.everyone, was.site) == (now.everyone, now.site)
    return set(was.everyone) == set(now.everyone)


def moves_counted(check: RotaUnderCheck, keep: Keep) -> Iterator[Diagnostic]:
    """The proof counts who was moved, and how much."""
    counted = moved_from(check, keep)
    if check.rota.proof.moved != counted:
        message = f"what was moved is {_told(counted)}, not {_told(check.rota.proof.moved)}"
        yield check.places.fault("PM583", message, ("proof", "moved"))


def _told(moved: Moved | None) -> str:
    if moved is None:
        return "not known"
    return f"{moved.within_notice} people within the notice, {moved.people} in all, {moved.points} points"


Thing = tuple[str, str, tuple[str, ...]]
"""What a session is to someone: its kind, its workshop, and the person or the two whose it is."""
Place = tuple[object, ...]
"""When a session is, its half-day first, and where."""


def moved_from(check: RotaUnderCheck, keep: Keep) -> Moved:
    """Who has a session moved of those whose demand still stands, counted session by session."""
    first = keep.starts(check.cohort)
    notice = first + timedelta(weeks=check.cohort.scheduling.notice_weeks)
    wanted = _wanted(check)
    was = _things([one for one in keep.rota.sessions if one.date >= first and _stands(check, wanted, one)])
    now = _things([held.session for held in check.held])
    people, near, points = set[str](), set[str](), 0
    for thing, places in was.items():
        if thing[0] != "holding" and thing not in wanted:
            continue
        if thing[0] == "holding" and all(one.id not in thing[2] for one in check.cohort.facilitators):
            continue
        by_half_day = {place[0]: place for place in reversed(places)}
        most = min(len(by_half_day), wanted.get(thing, len(by_half_day)))
        then = now.get(thing, [])
        stayed = [place for place in by_half_day.values() if place in then]
        same_time = [half_day for half_day in by_half_day if half_day in [place[0] for place in then]]
        points += len(thing[2]) * (most - len(same_time) + most - len(stayed))
        soon = [place for place in by_half_day.values() if place[1] < notice]  # type: ignore[operator]
        if len(stayed) < most:
            people |= set(thing[2])
        if len([place for place in soon if place in stayed]) < len(soon) - (len(by_half_day) - most):
            near |= set(thing[2])
    return Moved(within_notice=len(near), people=len(people), points=points)


def _wanted(check: RotaUnderCheck) -> dict[Thing, int]:
    """How often each thing has still to be held."""
    left: dict[Thing, int] = {}
    for demand, count in demanded(check).items():
        if isinstance(demand, ShadowingDemand):
            way = (demand.guest, demand.host)
            over = sum(
                isinstance(one.session, ShadowingSession) and one.session.everyone == way
                for one in check.over
            )
            left["shadowing", "", way] = count - over
        elif isinstance(demand, MeetingDemand):
            pair = tuple(sorted(demand.people))
            met = any(
                one.session.kind == "meeting"
                and frozenset(one.session.everyone) == demand.people
                and demand.weeks.first <= one.week <= demand.weeks.last
                for one in check.over
            )
            left["meeting", "", pair] = left.get(("meeting", "", pair), 0) + (not met)
        else:
            left |= {("workshop", demand.workshop, (person,)): 1 for person in demand.people}
    return {thing: count for thing, count in left.items() if count > 0}


def _stands(check: RotaUnderCheck, wanted: dict[Thing, int], session: AnySession) -> bool:
    """Whether a session has anyone left whom it was for."""
    if isinstance(session, WorkshopSession):
        return any(("workshop", session.workshop, (person,)) in wanted for person in session.people)
    return True


def _things(sessions: list[AnySession]) -> dict[Thing, list[Place]]:
    found: dict[Thing, list[Place]] = {}
    for session in sessions:
        place: Place = (session.half_day, session.date)
        if isinstance(session, WorkshopSession):
            place = (*place, session.room, frozenset(session.facilitators))
            for person in dict.fromkeys(session.people):
                found.setdefault(("workshop", session.workshop, (person,)), []).append(place)
            for one in dict.fromkeys(session.facilitators):
                found.setdefault(("holding", session.workshop, (one,)), []).append(place)
        elif isinstance(session, ShadowingSession):
            found.setdefault(("shadowing", "", session.everyone), []).append((*place, session.site))
        else:
            found.setdefault(("meeting", "", tuple(sorted(session.people))), []).append(place)
    return found


def verify_kept(cohort: Cohort, rota: Rota, keep: Keep) -> tuple[Diagnostic, ...]:
    """Re-check what became of an older rota in the one that was made from it.

    Parameters
    ----------
    cohort
        A checked cohort.
    rota
        The new rota, in which `verify_rota` finds nothing wrong.
    keep
        The older rota, and from when it could change.
    """
    check = RotaUnderCheck(cohort, rota, Places(cohort, None))
    checks = (past_untouched, pins_where_they_were, moves_counted)
    return tuple(fault for one in checks for fault in one(check, keep))
