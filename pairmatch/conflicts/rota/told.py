"""Conflicts in words: who is hit, and how free someone is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pairmatch.calendar.absence import Flag
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.asked import Asked, AskedMeeting, AskedShadowing, AskedWorkshop
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.words import counted, listed, weeks_words

MOST_NAMED = 3
"""So many people are named; more are counted."""


def headline(ground: Ground, hits: Sequence[Asked]) -> str:
    """Who misses what, as `14 people miss Finance`."""
    parts = [*_workshops(ground, hits), *_visits(hits), *_meetings(hits)]
    return "; ".join(parts)


def _workshops(ground: Ground, hits: Iterable[Asked]) -> Iterable[str]:
    by_number: dict[int, list[str]] = defaultdict(list)
    for hit in hits:
        if isinstance(hit, AskedWorkshop):
            by_number[hit.workshop] += hit.people
    for number, people in sorted(by_number.items()):
        yield f"{_who(people)} {_miss(people)} {ground.cohort.workshops[number].name}"


def _visits(hits: Iterable[Asked]) -> Iterable[str]:
    visits = [hit for hit in hits if isinstance(hit, AskedShadowing)]
    if len(visits) == 1:
        guest, host = visits[0].people
        yield f"{guest} misses shadowing {host}"
    elif visits:
        guests = list(dict.fromkeys(hit.people[0] for hit in visits))
        yield f"{_who(guests)} {_miss(guests)} half-days of shadowing"


def _meetings(hits: Iterable[Asked]) -> Iterable[str]:
    meetings = [hit for hit in hits if isinstance(hit, AskedMeeting)]
    if not meetings:
        return
    pairs = list(dict.fromkeys(hit.people for hit in meetings))
    weeks = list(dict.fromkeys(weeks_words(hit.weeks) for hit in meetings))
    who = listed(pairs[0]) if len(pairs) == 1 else counted(len(pairs), "pair")
    what = f"a meeting in {weeks[0]}" if len(weeks) == 1 else counted(len(weeks), "meeting")
    yield f"{who} miss {what}"


def _who(people: Sequence[str]) -> str:
    one_each = list(dict.fromkeys(people))
    return listed(one_each) if len(one_each) <= MOST_NAMED else counted(len(one_each), "person", "people")


def _miss(people: Sequence[str]) -> str:
    return "misses" if len(set(people)) == 1 else "miss"


def calendar_fact(ground: Ground, person: str, asked: Sequence[Asked]) -> Fact:
    """All that keeps a person from some demands, as `d07 is free on 3 of the 20 half-days of week 3`."""
    half_days, where = _half_days(ground, person, asked)
    free = sum(_is_free(ground, person, t, asked) for t in half_days)
    span = ground.cohort.person_span(person, "id")
    sentence = f"{person} is free on {free} of the {counted(len(half_days), 'half-day')} {where}"
    return Fact(Kind.CALENDAR, sentence, (span,) if span else (), (person,))


def half_days_of(ground: Ground, person: str, asked: Sequence[Asked]) -> Iterator[tuple[int, Flag]]:
    """Each half-day, and what the person would do on it, that some demands could need of a person."""
    for t in _half_days(ground, person, asked)[0]:
        for flag in _flags(person, asked):
            yield t, flag


def _is_free(ground: Ground, person: str, t: int, asked: Sequence[Asked]) -> bool:
    """Whether the person can be in one of some demands on a half-day."""
    return any(not ground.calendars.against(person, t, flag) for flag in _flags(person, asked))


def _flags(person: str, asked: Sequence[Asked]) -> list[Flag]:
    """What some demands need of a person; one of whom nothing is asked could still attend."""
    own = [one for one in asked if person in one.people]
    flags: list[Flag] = ["attend"] if not own or any(not _is_host(one, person) for one in own) else []
    return [*flags, "host"] if any(_is_host(one, person) for one in own) else flags


def _is_host(asked: Asked, person: str) -> bool:
    return isinstance(asked, AskedShadowing) and asked.people[1] == person


def _half_days(ground: Ground, person: str, asked: Sequence[Asked]) -> tuple[list[int], str]:
    """The half-days that the person's demands could be on, were it not for the person; and what they are."""
    time = ground.when.time
    numbers = {one.workshop for one in asked if isinstance(one, AskedWorkshop) and person in one.people}
    own = [one for one in asked if person in one.people]
    if len(numbers) == 1 and all(isinstance(one, AskedWorkshop) for one in own):
        workshop = ground.cohort.workshops[numbers.pop()]
        found = sorted({t for stretch in time.starts(workshop) for t in stretch})
        return found, f"on which {workshop.name} can be"
    blocks = {one.weeks for one in own if isinstance(one, AskedMeeting)}
    if len(own) == len(blocks) == 1:
        weeks = blocks.pop()
        return [t for t in time.within(weeks) if time.open[t]], f"of {weeks_words(weeks)}"
    return [slot.index for slot in time.slots if time.open[slot.index]], "of the programme"
