"""A workshop has fewer places than there are people to attend it.

The places are `runs` times the smaller of the workshop's `capacity` and that of its largest room.
The people are counted at the most that can be paired; a pair attends one run together, so an odd
place of a run stays empty.

Wrong::

    doctors: [{id: okafor}, {id: osei}]
    managers: [{id: ward}, {id: kay}]
    workshops: [{id: kickoff, capacity: 2, runs: 1}]

Right::

    doctors: [{id: okafor}, {id: osei}]
    managers: [{id: ward}, {id: kay}]
    workshops: [{id: kickoff, capacity: 2, runs: 2}]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.people import Person
from pairmatch.cohort.rules._common import can_be_paired, plural, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Workshop
from pairmatch.diagnostics import Diagnostic

CODE = "PM354"
SUMMARY = "a workshop has fewer places than people"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every workshop that cannot take everybody who may be paired."""
    cohort = facts.cohort
    people = most_people(cohort)
    in_pairs = cohort.scheduling.together and all(person.pairs <= 1 for person in cohort.people)
    for place, workshop in enumerate(cohort.workshops):
        size = _places_of_a_run(cohort, workshop)
        if size is None:
            continue
        field = "runs" if "runs" in workshop.model_fields_set else "id"
        if cohort.scheduling.together and size == 1 and people:
            message = f"nobody can attend `{workshop.id}`: a run of 1 place holds no pair"
            span = cohort.span("workshops", place, "capacity" if workshop.capacity == 1 else field)
            yield warning(CODE, message, span, "a run needs places for the two of a pair")
            continue
        used = size - size % 2 if in_pairs else size
        if workshop.runs * used >= people:
            continue
        places = f"{plural(workshop.runs * used, 'place')} ({plural(workshop.runs, 'run')} of {used})"
        message = f"`{workshop.id}` has {places} for {plural(people, 'person', 'people')}"
        advice = f"{plural(-(-people // used), 'run')} would do"
        yield warning(CODE, message, cohort.span("workshops", place, field), advice)


def most_people(cohort: Cohort) -> int:
    """The most people who can have a partner, by numbers alone: `pairs` and approval."""
    doctors = [one for one in cohort.doctors if can_be_paired(cohort, one)]
    managers = [one for one in cohort.managers if can_be_paired(cohort, one)]
    return min(len(doctors), _wanted(managers, len(doctors))) + min(
        len(managers), _wanted(doctors, len(managers))
    )


def _wanted(people: Sequence[Person], others: int) -> int:
    return sum(min(person.pairs, others) for person in people)


def _places_of_a_run(cohort: Cohort, workshop: Workshop) -> int | None:
    """The most people in one run; None when nothing limits it."""
    rooms = {room.id: room.capacity for room in cohort.rooms}
    sizes = [rooms[name] for name in workshop.rooms]
    limited = [size for size in sizes if size is not None]
    largest = max(limited) if limited and len(limited) == len(sizes) else None
    limits = [size for size in (workshop.capacity, largest) if size is not None]
    return min(limits, default=None)
