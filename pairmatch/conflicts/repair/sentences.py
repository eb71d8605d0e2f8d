"""A relaxation of the rota's model as an instruction to a coordinator."""

from __future__ import annotations

from pairmatch.cohort.sessions import Workshop
from pairmatch.cohort.values import DAY_NAMES
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.words import counted, day_words, listed

_ORDINALS = {2: "a second", 3: "a third", 4: "a fourth", 5: "a fifth", 6: "a sixth"}


def sentence_of(ground: Ground, change: Relaxation) -> str:
    """The relaxation as an instruction, as `hold Finance a third time`; without a full stop.

    Parameters
    ----------
    ground
        Whose relaxation it is.
    change
        The relaxation.
    """
    match change.what:
        case "attend" | "host":
            return _of_person(ground, change)
        case "window" | "shadowing_window" | "meetings_window":
            return _of_weeks(ground, change)
        case "room_open" | "facilitator" | "closed" | "dates":
            return _of_half_day(ground, change)
        case "required" | "each_way" | "meetings":
            return _dropped(ground, change)
    return _of_number(ground, change)


def _of_number(ground: Ground, change: Relaxation) -> str:
    """A limit that is made wider."""
    cohort, subject, amount = ground.cohort, str(change.subject), change.amount or 0
    shadowing = cohort.shadowing
    match change.what:
        case "room_capacity":
            now = next(room.capacity for room in cohort.rooms if room.id == subject)
            return f"have {amount} places in {subject} (now {now}), or use a larger room"
        case "release":
            now, who = cohort.rotas[subject].release, counted(amount, "doctor")
            return f"let {who} of {subject} be away from duty at once (now {now})"
        case "max_per_week":
            now, most = cohort.scheduling.max_per_week, counted(amount, "half-day")
            return f"let everyone have up to {most} in a week (now {now})"
        case "area_visitors":
            now, most = shadowing.area_visitors if shadowing else None, counted(amount, "visitor")
            return f"let {most} be in one directorate at once (now {now})"
        case "shadowing_gap":
            now = shadowing.gap_weeks if shadowing else None
            return f"let a pair shadow {_after(amount)} the time before (now {now})"
    return _of_workshop(cohort.workshop(subject), change.what, amount)


def _of_workshop(workshop: Workshop, what: str, amount: int) -> str:
    """A limit of a workshop that is made wider."""
    match what:
        case "capacity":
            return f"take {amount} people in a run of {workshop.name} (now {workshop.capacity})"
        case "min_size":
            few = counted(amount, "person", "people")
            return f"hold {workshop.name} for {few}, too (now from {workshop.min_size} up)"
        case "gap":
            now = workshop.gap_weeks
            return f"let {workshop.name} come {_after(amount)} the workshop before it (now {now})"
    if amount == workshop.runs + 1 and amount in _ORDINALS:
        return f"hold {workshop.name} {_ORDINALS[amount]} time"
    return f"hold {workshop.name} {amount} times (now {workshop.runs})"


def _after(weeks: int) -> str:
    return f"{counted(weeks, 'week')} after" if weeks else "in the same week as"


def _of_weeks(ground: Ground, change: Relaxation) -> str:
    """Weeks that are opened."""
    cohort = ground.cohort
    assert change.weeks is not None
    last_week = ground.when.time.weeks
    if change.what == "window":
        workshop = cohort.workshop(str(change.subject))
        what, window = workshop.name, workshop.weeks
    else:
        section = cohort.shadowing if change.what == "shadowing_window" else cohort.meetings
        what = change.what.removesuffix("_window")
        window = section.weeks if section else None
    first, last = change.weeks
    now = range(1, last_week + 1) if window is None else range(window.first, window.last + 1)
    added = [str(week) for week in range(first, last + 1) if week not in now]
    few = listed(added) if len(added) <= 2 else f"{added[0]} to {added[-1]}"
    is_one_stretch = not added or int(added[-1]) - int(added[0]) == len(added) - 1
    weeks = few if is_one_stretch else listed(added)
    return f"open {'week' if len(added) == 1 else 'weeks'} {weeks} to {what}"


def _of_half_day(ground: Ground, change: Relaxation) -> str:
    """A half-day on which something can be had."""
    day, weekly = _day(ground, change), _weekly(ground, change)
    subject, t = str(change.subject), change.slot or 0
    if change.what == "closed":
        return f"hold sessions on {day}, though the programme is closed then"
    if change.what == "dates":
        return f"hold {ground.cohort.workshop(subject).name} on {day}, too"
    places = ground.places
    against = places.room(subject, t) if change.what == "room_open" else places.facilitator(subject, t)
    of_pattern = all(fact.kind in (Kind.ROOM_OPEN, Kind.FACILITATOR_WORKS) for fact in against)
    when = f"every {weekly}" if of_pattern else f"on {day}"
    return f"open {subject} {when}" if change.what == "room_open" else f"have {subject} lead {when}"


def _of_person(ground: Ground, change: Relaxation) -> str:
    """A half-day on which somebody is to be there."""
    person, t, day = str(change.subject), change.slot or 0, _day(ground, change)
    facts = ground.calendars.against(person, t, "host" if change.what == "host" else "attend")
    if any(fact.kind is Kind.LEAVE for fact in facts):
        return f"move the leave of {person} on {day}"
    if change.what == "host":
        return f"let {person} be shadowed on {day}"
    return _released(person, day, _weekly(ground, change), facts)


def _released(person: str, day: str, weekly: str, facts: tuple[Fact, ...]) -> str:
    kinds = {fact.kind for fact in facts}
    if Kind.COMMITMENT in kinds:
        return f"release {person} from the commitment of {weekly} on {day}"
    if any(fact.kind is Kind.DUTY and "off duty" not in fact.sentence for fact in facts):
        return f"release {person} from duty on {day}"
    if kinds & {Kind.DUTY, Kind.WORKS}:
        return f"have {person} come in on {day}, a half-day off"
    return f"have {person} attend on {day}"


def _dropped(ground: Ground, change: Relaxation) -> str:
    """What is not asked for any more."""
    cohort = ground.cohort
    if change.what == "required":
        return f"take {cohort.workshop(str(change.subject)).name} out of the programme"
    if change.what == "meetings":
        return "take the meetings out of the programme"
    now = cohort.shadowing.each_way if cohort.shadowing else 0
    return f"shadow for {counted(change.amount or 0, 'half-day')} each way (now {now})"


def _day(ground: Ground, change: Relaxation) -> str:
    """As `Wednesday 23 September am`."""
    slot = ground.when.time.slots[change.slot or 0]
    return f"{DAY_NAMES[slot.date.weekday()]} {day_words(slot.date)} {slot.half}"


def _weekly(ground: Ground, change: Relaxation) -> str:
    slot = ground.when.time.slots[change.slot or 0]
    return f"{DAY_NAMES[slot.date.weekday()]} {slot.half}"
