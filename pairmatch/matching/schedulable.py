"""Whether a pair could, alone, be given all its required sessions: exact, pair by pair.

Most pairs are shown to fit by a greedy walk that takes the earliest place for each thing. Where
it fails, what is lacking by itself is looked for first, because that gives a reason with a name;
only then are all ways followed (`pair_walk`), the hours of sessions off duty among what may stop one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations

from pairmatch.calendar import Slot
from pairmatch.calendar.off_duty import Stretch
from pairmatch.calendar.programme import Bools
from pairmatch.cohort.values import WeekRange
from pairmatch.matching.pair_calendar import PairCalendar, Runs
from pairmatch.matching.pair_hours import PairHours
from pairmatch.matching.pair_walk import PairWalk, Tick, Together

_LONG_AGO = -1000


def lack_of(offers: PairCalendar, doctor: str, manager: str, tick: Tick = lambda: None) -> str | None:
    """Why the pair could not, alone, be given all its required sessions; None where it could.

    Parameters
    ----------
    offers
        What the cohort's programme offers to any pair.
    doctor, manager
        Their ids.
    tick
        Called again and again on the way; it may raise to end it.
    """
    if offers.asks_nothing:
        return None
    pair = _together(offers, doctor, manager)
    hours = PairHours(offers, pair.people)
    if _Greedy(offers, pair, hours).fits():
        return None
    lack = next(_lacks(offers, pair), None)
    if lack or PairWalk(offers, pair, hours, tick).arrives():
        return lack
    if hours.can_be_too_many and PairWalk(offers, pair, None, tick).arrives():
        return "their required sessions off duty would be too many hours with their shifts"
    return "their required sessions cannot all be placed together"


def _together(offers: PairCalendar, doctor: str, manager: str) -> Together:
    rows = offers.when.index[doctor], offers.when.index[manager]
    attend = offers.released[rows[0]], offers.released[rows[1]]
    shadow = offers.hosted[rows[0]] & attend[1], offers.hosted[rows[1]] & attend[0]
    return Together((doctor, manager), attend, shadow)


class _Greedy:
    """Week by week the earliest place for each thing, never two on one day, in a given order of things."""

    def __init__(self, offers: PairCalendar, pair: Together, hours: PairHours) -> None:
        self.offers = offers
        self.pair = pair
        self.hours = hours
        self.both = pair.both

    def fits(self) -> bool:
        """Whether any order of workshops, shadowing and meetings leads to everything being held."""
        things = (self._workshop, self._shadowing, self._meeting)
        return any(self._fits(order) for order in permutations(things))

    def _fits(self, order: Sequence[Callable[[_Plan, list[Slot]], None]]) -> bool:
        plan = _Plan(left=[self.offers.each_way, self.offers.each_way])
        for week in self.offers.weeks:
            plan.start_week()
            for thing in order:
                thing(plan, week)
            if plan.late:
                return False
        is_whole = plan.workshops == len(self.offers.workshops) and not any(plan.left)
        return is_whole and self.hours.allow(plan.taken)

    def _take(self, plan: _Plan, slots: list[Slot]) -> bool:
        most = self.offers.cohort.scheduling.max_per_week
        if slots[0].day in plan.days or plan.load + len(slots) > most:
            return False
        plan.days.add(slots[0].day)
        plan.load += len(slots)
        plan.taken.append(tuple(slot.index for slot in slots))
        return True

    def _workshop(self, plan: _Plan, week: list[Slot]) -> None:
        slots = self.offers.time.slots
        for slot in week:
            if plan.workshops == len(self.offers.runs):
                return
            run = self.offers.runs[plan.workshops].get(slot.index)
            gap = self.offers.workshops[plan.workshops].gap_weeks if plan.workshops else 0
            if run is None or slot.index <= plan.last_end or slot.week < plan.last_week + gap:
                continue
            if not self.offers.at_once(plan.workshops, slot.index):
                continue
            if all(self.both[t] for t in run[0]) and self._take(plan, [slots[t] for t in run[0]]):
                plan.workshops, plan.last_end, plan.last_week = plan.workshops + 1, run[0][-1], slot.week

    def _shadowing(self, plan: _Plan, week: list[Slot]) -> None:
        window = self.offers.shadowing_weeks
        if window is None or week[0].week not in window:
            return
        for slot in week:
            if slot.week - plan.last_shadow < self.offers.shadowing_gap:
                return
            ways = [way for way in (0, 1) if plan.left[way] and self.pair.shadow[way][slot.index]]
            way = max(ways, key=lambda way: (plan.left[way], -self._chances[way]), default=None)
            if way is not None and self._take(plan, [slot]):
                plan.left[way] -= 1
                plan.last_shadow = slot.week

    @cached_property
    def _chances(self) -> tuple[int, int]:
        """On how many half-days each way of shadowing is possible."""
        return int(self.pair.shadow[0].sum()), int(self.pair.shadow[1].sum())

    def _meeting(self, plan: _Plan, week: list[Slot]) -> None:
        block = self.offers.block_of(week[0].week)
        if block is None:
            return
        if block.first == week[0].week:
            plan.met = False
        plan.met = plan.met or any(self.both[s.index] and self._take(plan, [s]) for s in week)
        plan.late = block.last == week[0].week and not plan.met


@dataclass
class _Plan:
    """What a greedy walk has placed so far, and what of the current week is taken."""

    left: list[int]
    workshops: int = 0
    last_end: int = -1
    last_week: int = 0
    last_shadow: int = _LONG_AGO
    met: bool = False
    late: bool = False
    days: set[int] = field(default_factory=set)
    load: int = 0
    taken: list[Stretch] = field(default_factory=list)

    def start_week(self) -> None:
        self.days.clear()
        self.load = 0


def _lacks(offers: PairCalendar, pair: Together) -> Iterator[str]:
    """What is lacking by itself, the first thing first."""
    for workshop, runs in zip(offers.workshops, offers.runs, strict=True):
        if not _can_take(pair, runs, as_one=offers.attended_as_one(workshop)):
            yield f"no half-day for {workshop.name} that both can attend"
    yield from _broken_chain(offers, pair)
    window = offers.shadowing_weeks
    if offers.each_way and window is None:
        yield "the shadowing weeks lie outside the programme"
    for way, count in enumerate(_shadowing_choice(offers, pair, window) if window else ()):
        if count < offers.each_way:
            guest, host = pair.people[1 - way], pair.people[way]
            yield f"{guest} can shadow {host} on {count} of the {offers.each_way} half-days needed"
    for block in offers.blocks:
        if not any(pair.both[t] for t in offers.time.within(block)):
            yield f"no half-day for a meeting in weeks {block} that both can attend"


def _broken_chain(offers: PairCalendar, pair: Together) -> Iterator[str]:
    """The first workshop that cannot be attended after the earliest possible ones before it."""
    slots = offers.time.slots
    for attend in (pair.both,) if offers.cohort.scheduling.together else pair.attend:
        end, week = _LONG_AGO, _LONG_AGO
        for workshop, runs in zip(offers.workshops, offers.runs, strict=True):
            soonest = next(
                (
                    stretch
                    for start, (stretch, _) in runs.items()
                    if start > end
                    and slots[start].week >= week + workshop.gap_weeks
                    and all(attend[t] for t in stretch)
                ),
                None,
            )
            if soonest is None:
                yield f"no half-day for {workshop.name}, after the workshops before it, that both can attend"
                return
            end, week = soonest[-1], slots[soonest[0]].week


def _can_take(pair: Together, runs: Runs, as_one: bool) -> bool:
    def free(attend: Bools) -> bool:
        return any(all(attend[t] for t in stretch) for stretch, _ in runs.values())

    return free(pair.both) if as_one else all(free(one) for one in pair.attend)


def _shadowing_choice(offers: PairCalendar, pair: Together, window: WeekRange) -> Iterator[int]:
    """For each way, how many half-days the gap lets be taken, the other way apart."""
    for row in pair.shadow:
        last, count = _LONG_AGO, 0
        for t in offers.time.within(window):
            week = offers.time.slots[t].week
            if row[t] and week - last >= offers.shadowing_gap:
                last, count = week, count + 1
        yield count
