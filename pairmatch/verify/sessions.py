"""Each session by itself: its half-days, who can be there, its room and facilitators, its window."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.diagnostics import Diagnostic
from pairmatch.rota.rota import WorkshopSession
from pairmatch.verify.rota_view import HeldShadowing, HeldWorkshop, RotaUnderCheck
from pairmatch.verify.windows import in_weeks, meeting_blocks, on_dates


def asked_for(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Shadowing and meetings are held only where the cohort asks for them."""
    for held in check.shadowings:
        if check.cohort.shadowing is None:
            yield check.places.fault("PM524", "the cohort asks for no shadowing", held.at)
    for meeting in check.meetings:
        if check.cohort.meetings is None:
            yield check.places.fault("PM524", "the cohort asks for no meetings", meeting.at)


def on_open_half_days(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """No session is on a closed day or a public holiday."""
    closed = check.availability.time.closed
    for held in check.held:
        shut = [t for t in held.half_days if t in closed]
        if shut:
            message = f"{check.availability.time.slots[shut[0]]} is closed: {closed[shut[0]]}"
            note = check.places.note("closed days", "programme", "closed")
            yield check.places.fault("PM511", message, (*held.at, "date"), note)


def guests_and_participants_attend(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Everyone at a workshop or a meeting, and the guest of a shadowing, can attend in all its half-days."""
    for held in check.held:
        host = held.session.host if isinstance(held, HeldShadowing) else None
        for person in held.session.everyone:
            away = [t for t in _open(check, held.half_days) if not check.availability.can_attend(person, t)]
            if person != host and away:
                message = f"{person} cannot attend on {check.availability.time.slots[away[0]]}"
                note = check.places.person_note("whose half-days are given here", person)
                yield check.places.fault("PM512", message, held.at, note)


def hosts_at_work(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """The host of a shadowing can be shadowed then."""
    for held in check.shadowings:
        host = held.session.host
        if any(not check.availability.can_host(host, t) for t in _open(check, held.half_days)):
            note = check.places.person_note("whose half-days are given here", host)
            message = f"{host} cannot be shadowed on {check.when(held)}"
            yield check.places.fault("PM513", message, held.at, note)


def workshops_in_their_weeks(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A workshop is held in its weeks."""
    for held in check.workshops:
        workshop = check.cohort.workshop(held.session.workshop)
        if not in_weeks(workshop.weeks, held.week):
            message = f"{workshop.id} is held in week {held.week}, and its weeks are {workshop.weeks}"
            note = check.workshop_note("its weeks", workshop.id, "weeks")
            yield check.places.fault("PM514", message, (*held.at, "date"), note)


def workshops_on_their_dates(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A workshop that names dates is held on one of them."""
    for held in check.workshops:
        workshop = check.cohort.workshop(held.session.workshop)
        if not on_dates(workshop, check.availability.time, held.half_days[0]):
            message = f"{workshop.id} is held on {check.when(held)}, which is none of its dates"
            note = check.workshop_note("its dates", workshop.id, "dates")
            yield check.places.fault("PM515", message, (*held.at, "date"), note)


def workshops_within_a_day(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """All half-days of a workshop are on one date."""
    for held in check.workshops:
        workshop = check.cohort.workshop(held.session.workshop)
        if len(held.half_days) < workshop.length:
            message = (
                f"{workshop.id} is {workshop.length} half-days long and does not end on {held.session.date}"
            )
            note = check.workshop_note("its length", workshop.id, "length")
            yield check.places.fault("PM516", message, (*held.at, "half"), note)


def rooms_of_the_workshop(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A workshop is in one of its rooms; one without rooms is online."""
    for held in check.workshops:
        workshop, room = check.cohort.workshop(held.session.workshop), held.session.room
        if room not in (workshop.rooms or (None,)):
            message = f"{workshop.id} cannot be held {f'in {room}' if room else 'online'}"
            note = check.workshop_note("its rooms", workshop.id, "rooms")
            yield check.places.fault("PM517", message, held.at, note)


def rooms_open(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A room is open in all half-days of a workshop."""
    for held in check.workshops:
        room = held.session.room
        if room and any(not check.availability.rooms[room][t] for t in _open(check, held.half_days)):
            note = check.room_note("when it is open", room, "open")
            yield check.places.fault("PM518", f"{room} is not open on {check.when(held)}", held.at, note)


def facilitators_as_asked(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A workshop has one of its facilitators, then all who have to be there, and nobody else."""
    for held in check.workshops:
        workshop, given = check.cohort.workshop(held.session.workshop), held.session.facilitators
        choices: list[tuple[str, ...]] = [(name,) for name in workshop.facilitators] or [()]
        if not any(given == (*chosen, *workshop.all_of) for chosen in choices):
            one = f"one of {', '.join(workshop.facilitators)}" if workshop.facilitators else ""
            needed = " and ".join(filter(None, [one, ", ".join(workshop.all_of)])) or "no facilitator"
            message = f"{workshop.id} needs {needed}, and has {', '.join(given) or 'none'}"
            note = check.workshop_note("its facilitators", workshop.id, "facilitators")
            yield check.places.fault("PM519", message, held.at, note)


def facilitators_at_work(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Every facilitator is at work in all half-days of the workshop."""
    ids = [one.id for one in check.cohort.facilitators]
    for held in check.workshops:
        for name in held.session.facilitators:
            if any(not check.availability.facilitators[name][t] for t in _open(check, held.half_days)):
                note = check.places.note("whose half-days are given here", "facilitators", ids.index(name))
                yield check.places.fault(
                    "PM520", f"{name} is not at work on {check.when(held)}", held.at, note
                )


def shadowing_in_its_weeks(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Shadowing is held in its weeks."""
    for held in check.shadowings:
        if check.cohort.shadowing and not in_weeks(check.cohort.shadowing.weeks, held.week):
            message = f"a shadowing in week {held.week}, and its weeks are {check.cohort.shadowing.weeks}"
            note = check.places.note("its weeks", "shadowing", "weeks")
            yield check.places.fault("PM521", message, (*held.at, "date"), note)


def shadowing_at_the_hosts_site(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A shadowing is at the host's site of that day."""
    for held in check.shadowings:
        if held.session.site != held.site:
            host = held.session.host
            message = f"{host} is at {held.site or 'no known site'} that day, not at {held.session.site}"
            note = check.places.person_note("the host", host, "site")
            yield check.places.fault("PM522", message, held.at, note)


def meetings_in_a_block(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A meeting is in one of the blocks of weeks in which pairs meet."""
    blocks = meeting_blocks(check.cohort, check.rota.weeks)
    for held in check.meetings:
        if check.cohort.meetings and not any(in_weeks(block, held.week) for block in blocks):
            message = f"week {held.week} belongs to no block of weeks in which pairs meet"
            note = check.places.note("the blocks", "meetings")
            yield check.places.fault("PM523", message, (*held.at, "date"), note)


def runs_at_most(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A workshop is held at most as often as it may be."""
    held_so_far: dict[str, int] = {}
    for over in check.over:
        if isinstance(over.session, WorkshopSession):
            held_so_far[over.session.workshop] = held_so_far.get(over.session.workshop, 0) + 1
    told: set[str] = set()
    for held in check.workshops:
        workshop = check.cohort.workshop(held.session.workshop)
        held_so_far[workshop.id] = held_so_far.get(workshop.id, 0) + 1
        if held_so_far[workshop.id] > workshop.runs and workshop.id not in told:
            told.add(workshop.id)
            message = f"{workshop.id} is held more often than the {workshop.runs} it may be"
            note = check.workshop_note("its runs", workshop.id, "runs")
            yield check.places.fault("PM541", message, held.at, note)


def runs_not_too_big(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A run has at most as many people as the workshop takes and the room holds, facilitators apart."""
    for held in check.workshops:
        size, workshop = len(held.session.people), check.cohort.workshop(held.session.workshop)
        if workshop.capacity is not None and size > workshop.capacity:
            message = f"{size} people attend {workshop.id}, which takes {workshop.capacity}"
            note = check.workshop_note("its capacity", workshop.id, "capacity")
            yield check.places.fault("PM542", message, held.at, note)
        yield from _room_not_too_small(check, held, size)


def _room_not_too_small(check: RotaUnderCheck, held: HeldWorkshop, size: int) -> Iterator[Diagnostic]:
    room = check.rooms[held.session.room] if held.session.room else None
    if room and room.capacity is not None and size > room.capacity:
        message = f"{size} people are in {room.id}, which holds {room.capacity}"
        yield check.places.fault(
            "PM543", message, held.at, check.room_note("its capacity", room.id, "capacity")
        )


def runs_worth_holding(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A run has at least as many people as make it worth holding."""
    for held in check.workshops:
        size, workshop = len(held.session.people), check.cohort.workshop(held.session.workshop)
        if size < workshop.min_size:
            message = f"{size} people attend {workshop.id}, which needs {workshop.min_size}"
            note = check.workshop_note("its smallest size", workshop.id, "min_size")
            yield check.places.fault("PM544", message, held.at, note)


def _open(check: RotaUnderCheck, half_days: tuple[int, ...]) -> list[int]:
    """Without the closed ones, which have a fault of their own."""
    return [t for t in half_days if t not in check.availability.time.closed]
