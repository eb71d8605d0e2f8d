"""Every way through the programme of one pair that is alone, followed at once.

A week is summed up by its *hauls*: what can be held in it, given how many workshops each of the
two has attended before. The walk goes week by week with the set of all states that can be
reached, of which only those remain than which no other has come at least as far in everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, product
from typing import NamedTuple

from pairmatch.calendar import Slot
from pairmatch.calendar.off_duty import Stretch
from pairmatch.calendar.programme import Bools
from pairmatch.matching.pair_calendar import PairCalendar, Site
from pairmatch.matching.pair_hours import Hours, PairHours

_LONG_AGO = -1000
BOTH = (True, True)
Tick = Callable[[], None]
"""Called again and again on a long way; it may raise to end it."""


@dataclass(frozen=True)
class Together:
    """When the two of a pair can do things with each other: bool arrays over half-days."""

    people: tuple[str, str]
    """(doctor, manager)."""
    attend: tuple[Bools, Bools]
    """When each can be released."""
    shadow: tuple[Bools, Bools]
    """When the first, and when the second, can be shadowed by the other."""

    @property
    def both(self) -> Bools:
        """When both can be released."""
        return self.attend[0] & self.attend[1]


class _State(NamedTuple):
    """How far a pair has come at the end of a week."""

    taken: tuple[int, int] = (0, 0)
    taken_week: tuple[int, int] = (0, 0)
    guests: tuple[int, int] = (0, 0)
    shadow_week: int = _LONG_AGO
    met: bool = False
    hours: Hours = ()

    @property
    def progress(self) -> tuple[int, ...]:
        """Numbers of which more is never worse."""
        since = (-week if taken else 0 for week, taken in zip(self.taken_week, self.taken, strict=True))
        spent = (-minutes for minutes in self.hours)
        return (*self.taken, *since, *self.guests, -self.shadow_week, int(self.met), *spent)


class _Haul(NamedTuple):
    """What is held in one week: workshops taken by each, shadowing each way, a meeting, half-days, hours."""

    taken: tuple[int, int] = (0, 0)
    guests: tuple[int, int] = (0, 0)
    met: bool = False
    busy: tuple[int, int] = (0, 0)
    hours: Hours = ()


class _Booking(NamedTuple):
    """One session of a day: who is in it, where, and over how many halves."""

    kind: str
    halves: tuple[int, ...]
    who: tuple[bool, bool]
    site: Site = None
    number: int = 0
    """Which workshop it is, or which of the two is the host."""
    hours: Hours = ()


class PairWalk:
    """One pair, alone, on its way through the programme."""

    def __init__(
        self, offers: PairCalendar, pair: Together, hours: PairHours | None = None, tick: Tick = lambda: None
    ) -> None:
        self.offers = offers
        self.hours = hours if hours and hours.can_be_too_many else None
        self._tick = tick
        self.pair = pair
        self.both = pair.both
        self._hauls = cache(self._hauls_of)

    def arrives(self) -> bool:
        """Whether any way leads to the end with everything held."""
        states = {_State(hours=self.hours.none if self.hours else ())}
        for week in range(1, self.offers.time.weeks + 1):
            self._tick()
            reached = {after for state in states for after in self._through(state, week)}
            states = _furthest(reached)
            if not states:
                return False
        every = len(self.offers.workshops)
        return any(s.taken == (every, every) and s.guests == (self.offers.each_way,) * 2 for s in states)

    def _through(self, state: _State, week: int) -> Iterator[_State]:
        """The states after a week, those left out from which the end cannot be reached."""
        block = self.offers.block_of(week)
        for haul in self._hauls(week, state.taken):
            met = state.met or haul.met
            if (haul.met and state.met) or (block and week == block.last and not met):
                continue
            after = self._with_haul(state, haul, week)
            if after and self._in_time(after, week):
                yield after._replace(met=met and block is not None and week < block.last)

    def _with_haul(self, state: _State, haul: _Haul, week: int) -> _State | None:
        taken, taken_week = list(state.taken), list(state.taken_week)
        for person, more in enumerate(haul.taken):
            if more and taken[person]:
                gap = self.offers.workshops[taken[person]].gap_weeks
                if week < taken_week[person] + gap:
                    return None
            if more:
                taken[person] += more
                taken_week[person] = week
        guests = (state.guests[0] + haul.guests[0], state.guests[1] + haul.guests[1])
        if max(guests) > self.offers.each_way:
            return None
        if any(haul.guests) and week - state.shadow_week < self.offers.shadowing_gap:
            return None
        shadow_week = week if any(haul.guests) else state.shadow_week
        hours: Hours | None = ()
        if self.hours:
            hours = self.hours.with_more(state.hours, haul.hours)
            hours = hours and self.hours.after_week(hours, week)
        if hours is None:
            return None
        return _State(
            (taken[0], taken[1]), (taken_week[0], taken_week[1]), guests, shadow_week, state.met, hours
        )

    def _in_time(self, state: _State, week: int) -> bool:
        """Whether the next workshop of either still has a run to come."""
        for taken in state.taken:
            if taken < len(self.offers.runs):
                last = max(self.offers.runs[taken], default=-1)
                if last < 0 or self.offers.time.slots[last].week <= week:
                    return False
        return True

    # --- one week

    def _hauls_of(self, week: int, taken: tuple[int, int]) -> list[_Haul]:
        """All that can be held in a week, by a pair that has attended so many workshops before."""
        hauls = {_Haul(hours=self.hours.none if self.hours else ())}
        for _, day in groupby(self.offers.weeks[week - 1], key=lambda slot: slot.day):
            self._tick()
            plans = _unlike(self._plans(list(day), taken))
            hauls = {after for haul in hauls for plan in plans if (after := self._booked(haul, plan, taken))}
            hauls = _shortest(hauls) if self.hours else hauls
        return list(dict.fromkeys(haul._replace(busy=(0, 0)) for haul in sorted(hauls)))

    def _plans(self, day: list[Slot], taken: tuple[int, int]) -> Iterator[tuple[_Booking, ...]]:
        """Every way to fill a day, the order of the workshops apart."""
        for combination in product(*(self._choices(slot, taken) for slot in day)):
            plan = tuple(booking for choice in combination for booking in choice)
            if self._one_place_at_a_time(plan) and self._travel_in_the_break(plan):
                yield plan

    def _choices(self, slot: Slot, taken: tuple[int, int]) -> list[tuple[_Booking, ...]]:
        """What can start in a half-day: nothing, one session, or one for each of the two."""
        bookings = list(self._bookings(slot, taken))
        apart = product(
            (one for one in bookings if one.who == (True, False)),
            (one for one in bookings if one.who == (False, True)),
        )
        possible = (
            (one, other)
            for one, other in apart
            if one.number != other.number or self.offers.at_once(one.number, slot.index)
        )
        return [(), *((one,) for one in bookings), *possible]

    def _bookings(self, slot: Slot, taken: tuple[int, int]) -> Iterator[_Booking]:
        t = slot.index
        window = self.offers.shadowing_weeks
        for way in (0, 1):
            if window and slot.week in window and self.pair.shadow[way][t]:
                site = self.offers.when.site(self.pair.people[way], t)
                yield _Booking("shadowing", (slot.half_index,), BOTH, site, way, self._added(BOTH, (t,)))
        if self.both[t] and self.offers.block_of(slot.week):
            yield _Booking("meeting", (slot.half_index,), BOTH, hours=self._added(BOTH, (t,)))
        yield from self._workshop_bookings(slot, min(taken))

    def _workshop_bookings(self, slot: Slot, first: int) -> Iterator[_Booking]:
        for number in range(first, len(self.offers.runs)):
            run = self.offers.runs[number].get(slot.index)
            if run is None:
                continue
            stretch, sites = run
            as_one = self.offers.attended_as_one(self.offers.workshops[number])
            halves = tuple(self.offers.time.slots[t].half_index for t in stretch)
            for who in (BOTH,) if as_one else ((True, False), (False, True)):
                rows = [row for row, takes in zip(self.pair.attend, who, strict=True) if takes]
                if all(row[t] for row in rows for t in stretch):
                    added = self._added(who, stretch)
                    for site in sites:
                        yield _Booking("workshop", halves, who, site, number, added)

    def _added(self, who: tuple[bool, bool], stretch: Stretch) -> Hours:
        return self.hours.of(who, stretch) if self.hours else ()

    @staticmethod
    def _one_place_at_a_time(plan: tuple[_Booking, ...]) -> bool:
        for person in (0, 1):
            taken = [half for booking in plan if booking.who[person] for half in booking.halves]
            if len(taken) != len(set(taken)):
                return False
        return True

    def _travel_in_the_break(self, plan: tuple[_Booking, ...]) -> bool:
        for one, other in product(plan, plan):
            shared = any(a and b for a, b in zip(one.who, other.who, strict=True))
            if shared and one.halves[-1] < other.halves[0]:
                minutes = self.offers.cohort.travel_minutes(one.site, other.site)
                if minutes > self.offers.time.break_minutes(one.halves[-1], other.halves[0]):
                    return False
        return True

    def _booked(self, haul: _Haul, plan: tuple[_Booking, ...], before: tuple[int, int]) -> _Haul | None:
        """The haul after a day, or None where the plan does not fit it."""
        after: _Haul | None = haul
        for booking in plan:
            after = self._book(after, booking, before) if after else None
        return after

    def _book(self, haul: _Haul, booking: _Booking, before: tuple[int, int]) -> _Haul | None:
        more = len(booking.halves)
        busy = (haul.busy[0] + more * booking.who[0], haul.busy[1] + more * booking.who[1])
        if max(busy) > self.offers.cohort.scheduling.max_per_week:
            return None
        if self.hours:
            hours = self.hours.with_more(haul.hours, booking.hours)
            if hours is None:
                return None
            haul = haul._replace(hours=hours)
        if booking.kind == "meeting":
            return None if haul.met else haul._replace(met=True, busy=busy)
        if booking.kind == "shadowing":
            return self._book_shadowing(haul, booking.number, busy)
        return self._book_workshop(haul, booking, before, busy)

    def _book_shadowing(self, haul: _Haul, host: int, busy: tuple[int, int]) -> _Haul | None:
        guests = (haul.guests[0] + (host == 0), haul.guests[1] + (host == 1))
        if max(guests) > self.offers.each_way or (sum(guests) > 1 and self.offers.shadowing_gap > 0):
            return None
        return haul._replace(guests=guests, busy=busy)

    def _book_workshop(
        self, haul: _Haul, booking: _Booking, before: tuple[int, int], busy: tuple[int, int]
    ) -> _Haul | None:
        gap = self.offers.workshops[booking.number].gap_weeks
        taken = list(haul.taken)
        for person, takes in enumerate(booking.who):
            if not takes:
                continue
            if before[person] + taken[person] != booking.number or (taken[person] and gap > 0):
                return None
            taken[person] += 1
        return haul._replace(taken=(taken[0], taken[1]), busy=busy)


def _unlike(plans: Iterator[tuple[_Booking, ...]]) -> list[tuple[_Booking, ...]]:
    """One plan of each kind: where and in which half a session is makes no difference any more."""
    kinds = {
        tuple((one.kind, one.number, one.who, len(one.halves), one.hours) for one in plan): plan
        for plan in plans
    }
    return list(kinds.values())


def _shortest(hauls: set[_Haul]) -> set[_Haul]:
    """Of hauls that differ in their hours alone, those than which no other has less of everything."""
    by_rest: dict[_Haul, list[Hours]] = defaultdict(list)
    for haul in sorted(hauls, key=lambda haul: sum(haul.hours)):
        kept = by_rest[haul._replace(hours=())]
        if not any(all(a <= b for a, b in zip(other, haul.hours, strict=True)) for other in kept):
            kept.append(haul.hours)
    return {haul._replace(hours=hours) for haul, kept in by_rest.items() for hours in kept}


def _furthest(states: set[_State]) -> set[_State]:
    """Drop every state than which another has come at least as far in everything."""
    ordered = sorted(states, key=lambda state: (-sum(state.taken), -sum(state.guests), state))
    kept: list[tuple[tuple[int, ...], _State]] = []
    for state in ordered:
        mine = state.progress
        if not any(all(a >= b for a, b in zip(other, mine, strict=True)) for other, _ in kept):
            kept.append((mine, state))
    return {state for _, state in kept}
