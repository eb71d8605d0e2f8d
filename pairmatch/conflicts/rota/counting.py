"""Places in all: what follows of runs and capacities by counting, said so that it need not be searched for.

The other rules say it too, but only by trying each way to spread people over runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from math import gcd

from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.rota.asked import Asked, AskedWorkshop
from pairmatch.conflicts.rota.decisions import Decisions
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.leeway import Slack


def places_enough(d: Decisions) -> None:
    """No more people attend a workshop than its runs have places for."""
    for number in d.workshops:
        workshop, fact = d.ground.cohort.workshops[number], d.ground.limits.runs(number)
        attended = [(len(unit), literal) for (of, unit), literal in d.attended.items() if of == number]
        everyone = sum(size for size, _ in attended)
        runs = d.leeway.slack("runs", workshop.id, fact, max(0, len(attended) - workshop.runs))
        for places, slacks in _places_of_a_run(d, number):
            if places * workshop.runs < everyone:
                total = sum(size * literal for size, literal in attended)
                wider = everyone * sum(slack.more for slack in slacks)
                enforced = [one for slack in (runs, *slacks) for one in slack.enforced]
                row = d.leeway.model.add(total <= places * (workshop.runs + runs.more) + wider)
                row.only_enforce_if(*enforced)


def times_enough(d: Decisions) -> None:
    """A workshop is held at no more different times than it has runs, and people attend at one of these."""
    for number in d.workshops:
        workshop, fact = d.ground.cohort.workshops[number], d.ground.limits.runs(number)
        by_time: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for at, run in enumerate(d.runs):
            if run.workshop == number:
                by_time[run.stretch].append(at)
        if len(by_time) <= workshop.runs:
            continue
        held = {stretch: d.leeway.model.new_bool_var("held") for stretch in by_time}
        for stretch, runs in by_time.items():
            for at in runs:
                d.leeway.model.add_implication(d.runs[at].opened, held[stretch])
        slack = d.leeway.slack("runs", workshop.id, fact, 1)
        wider = len(held) * slack.more
        row = d.leeway.model.add(sum(held.values()) <= workshop.runs + wider)
        row.only_enforce_if(*slack.enforced)
        for (of, unit), by_run in d.attends.items():
            if of == number:
                times = {d.runs[at].stretch for at in by_run}
                d.leeway.model.add_bool_or(d.attended[of, unit].negated(), *(held[one] for one in times))


def _places_of_a_run(d: Decisions, number: int) -> Iterator[tuple[int, list[Slack]]]:
    """How many people a run can have, each time with how that would give way."""
    for places, slacks in _written(d, number):
        yield places, slacks
        in_groups = gcd(*map(len, d.groups(number)))
        if places % in_groups:
            together = d.leeway.slack(None, None, d.ground.limits.together, 0)
            yield places - places % in_groups, [*slacks, together]


def _written(d: Decisions, number: int) -> Iterator[tuple[int, list[Slack]]]:
    """The places that the workshop has, and those of the largest of its rooms."""
    workshop, limits = d.ground.cohort.workshops[number], d.ground.limits
    capacity, anywhere = limits.capacity(number), limits.no_room(number)
    if workshop.capacity is not None and capacity:
        yield workshop.capacity, [d.leeway.slack("capacity", workshop.id, capacity, 1)]
    sizes = {room.id: room.capacity for room in d.ground.cohort.rooms if room.id in workshop.rooms}
    held = [size for size in sizes.values() if size is not None]
    if anywhere and len(held) == len(sizes):
        facts = [(room, limits.room_capacity(room)) for room in sizes]
        rooms = [d.leeway.slack("room_capacity", room, fact, 1) for room, fact in facts if fact]
        yield max(held), [*rooms, d.leeway.slack(None, None, anywhere, 0)]


def too_many(ground: Ground, core: Collection[Fact]) -> list[Fact] | None:
    """Facts that contradict each other by counting alone: a workshop, its places in all, and too many people.

    Parameters
    ----------
    ground
        Whose facts they are.
    core
        Facts that contradict each other.

    Returns
    -------
    list or None
        Some of them, the largest groups first, of which none can be left out; None where counting the
        places of one workshop is not enough.
    """
    asked = [one for one in ground.asked if one.fact in core]
    numbers = {one.workshop for one in asked if isinstance(one, AskedWorkshop)}
    if len(numbers) != 1 or len({type(one) for one in asked}) != 1:
        return None
    number = numbers.pop()
    workshop, limits = ground.cohort.workshops[number], ground.limits
    runs, capacity = limits.runs(number), limits.capacity(number)
    if workshop.capacity is None or capacity is None or not {runs, capacity} <= set(core):
        return None
    in_groups = gcd(*(len(one.people) for one in asked))
    for apart in (1, in_groups):
        people = _over(asked, workshop.runs * (workshop.capacity - workshop.capacity % apart))
        if people:
            return [*people, runs, capacity, *([limits.together] if apart > 1 else [])]
    return None


def _over(asked: Sequence[Asked], places: int) -> list[Fact]:
    """The fewest demands whose people are more than some places; none where all of them fit."""
    found: list[Fact] = []
    people = 0
    for one in sorted(asked, key=lambda one: -len(one.people)):
        found.append(one.fact)
        people += len(one.people)
        if people > places:
            return found
    return []
