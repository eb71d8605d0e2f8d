"""Whether one pair, were it alone, could be given all its required sessions.

A plain search, week by week. What one week needs to know of those before it is small: which
workshop comes next for each of the two, how many shadowing half-days are left, since when the
next of either is allowed, and whether the pair has met in this block. States that led nowhere
are kept, so that none is tried twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from pairmatch.calendar.availability import Availability
from pairmatch.cohort.schema import Cohort
from pairmatch.verify.openings import Openings, Place
from pairmatch.verify.windows import in_weeks, meeting_blocks, too_far

WORK = 300_000
"""So many steps are taken before the search gives up."""


_Placed = tuple[tuple[str, ...], Place, int | None]
"""Who, where, and the number of the workshop; None for shadowing and meetings."""


class _GaveUp(Exception):
    """The work limit was reached."""


def schedulable(
    cohort: Cohort, availability: Availability, doctor: str, manager: str, work: int = WORK
) -> bool | None:
    """Search for a rota of one pair alone.

    Parameters
    ----------
    cohort
        A checked cohort.
    availability
        Over the weeks of the programme.
    doctor, manager
        The ids of the two.
    work
        After so many steps the search gives up.

    Returns
    -------
    bool or None
        Whether there is such a rota; None: the search gave up, the rota that it found has too many
        hours of sessions off duty, which it does not look at on its way, or the two attend workshops
        apart and only a search that leaves out who holds rooms and facilitators succeeded.
    """
    try:
        as_one = _Search(cohort, availability, (doctor, manager), ((doctor, manager),), work)
        if as_one.succeeds():
            return None if _is_too_much(availability, as_one) else True
        if cohort.scheduling.together:
            return False
        apart = _Search(cohort, availability, (doctor, manager), ((doctor,), (manager,)), work)
        return None if apart.succeeds() else False
    except _GaveUp:
        return None


@dataclass(frozen=True)
class _State:
    """What a week has to know of those before it."""

    week: int
    following: tuple[int, ...]
    """For each group, which workshop comes next."""
    workshop_from: tuple[int, ...]
    """For each group, the first week in which that may be."""
    left: tuple[int, int]
    """Shadowing half-days still to hold: as the doctor's guest, as the manager's."""
    shadow_from: int
    """The first week in which the next one may be."""
    met: bool
    """Whether the pair has met in this block."""


@dataclass(frozen=True)
class _Week:
    """What is held in one week."""

    workshops: tuple[tuple[int, ...], ...]
    """For each group."""
    shadowing: tuple[int, int]
    meets: bool


def _is_too_much(availability: Availability, search: _Search) -> bool:
    """Whether what was found is over a limit on the hours of either, sessions off duty included."""
    half_days = [place[0] for placed in search.found.values() for _, place, _ in placed]
    return any(
        person in availability.rosters
        and availability.rosters[person].is_too_much(
            [piece for stretch in half_days for piece in availability.adds(person, stretch)]
        )
        for person in search.pair
    )


class _Search:
    def __init__(
        self,
        cohort: Cohort,
        availability: Availability,
        pair: tuple[str, str],
        groups: tuple[tuple[str, ...], ...],
        work: int,
    ) -> None:
        self.cohort, self.time = cohort, availability.time
        self.pair, self.groups, self.work = pair, groups, work
        self.workshops = [workshop for workshop in cohort.workshops if workshop.required]
        self.blocks = {
            week: block
            for block in meeting_blocks(cohort, self.time.weeks)
            for week in range(block.first, block.last + 1)
        }
        self.dead: set[_State] = set()
        self.found: dict[int, list[_Placed]] = {}
        """By week, what a search that succeeded has placed."""
        self.fits = cache(self._fits)
        self.openings = Openings(cohort, availability, pair, groups)

    def succeeds(self) -> bool:
        """Whether everything can be held from week 1 on."""
        each_way = self.cohort.shadowing.each_way if self.cohort.shadowing else 0
        none = tuple(0 for _ in self.groups)
        return self._from(_State(1, none, none, (each_way, each_way), 0, False))

    def _step(self) -> None:
        self.work -= 1
        if self.work < 0:
            raise _GaveUp

    def _from(self, state: _State) -> bool:
        if state.week > self.time.weeks:
            return state.left == (0, 0) and all(n == len(self.workshops) for n in state.following)
        if state in self.dead:
            return False
        self._step()
        for choice in self._choices(state):
            placed = self.fits(state.week, choice)
            if placed is not None and self._from(self._after(state, choice)):
                self.found[state.week] = placed
                return True
        self.dead.add(state)
        return False

    def _after(self, state: _State, choice: _Week) -> _State:
        week = state.week
        following = tuple(n + len(held) for n, held in zip(state.following, choice.workshops, strict=True))
        since = []
        for before, held, n in zip(state.workshop_from, choice.workshops, following, strict=True):
            if held and n < len(self.workshops):
                before = week + self.workshops[n].gap_weeks
            since.append(max(before, week + 1) if n < len(self.workshops) else 0)
        left = (state.left[0] - choice.shadowing[0], state.left[1] - choice.shadowing[1])
        shadow_from = state.shadow_from
        if sum(choice.shadowing) and self.cohort.shadowing:
            shadow_from = week + self.cohort.shadowing.gap_weeks
        block = self.blocks.get(week)
        met = (state.met or choice.meets) and block is not None and week < block.last
        return _State(
            week + 1, following, tuple(since), left, max(shadow_from, week + 1) if sum(left) else 0, met
        )

    def _choices(self, state: _State) -> Iterator[_Week]:
        """What could be held in this week, the fullest first."""
        workshops = [list(self._next_workshops(state, group)) for group in range(len(self.groups))]
        meets = self._meets(state)
        for held in product(*workshops):
            if len(held) > 1 and not self._single_runs_agree(held):
                continue
            for shadowing in self._shadowing(state):
                for meet in meets:
                    yield _Week(held, shadowing, meet)

    def _meets(self, state: _State) -> list[bool]:
        if state.met or state.week not in self.blocks:
            return [False]
        return [True] if state.week == self.blocks[state.week].last else [True, False]

    def _next_workshops(self, state: _State, group: int) -> Iterator[tuple[int, ...]]:
        first = state.following[group]
        most = 0
        while first + most < len(self.workshops):
            workshop = self.workshops[first + most]
            too_soon = workshop.gap_weeks > 0 if most else state.week < state.workshop_from[group]
            if too_soon or not self.openings.of_workshop(first + most, group, state.week):
                break
            most += 1
        for count in range(most, -1, -1):
            yield tuple(range(first, first + count))

    def _single_runs_agree(self, held: tuple[tuple[int, ...], ...]) -> bool:
        """A workshop that is held once is attended by both in the same week."""
        once = [{n for n in numbers if self.workshops[n].runs == 1} for numbers in held]
        return once[0] == once[1]

    def _shadowing(self, state: _State) -> Iterator[tuple[int, int]]:
        shadowing = self.cohort.shadowing
        if (
            shadowing
            and sum(state.left)
            and state.week >= state.shadow_from
            and in_weeks(shadowing.weeks, state.week)
        ):
            most = 1 if shadowing.gap_weeks else self.cohort.scheduling.max_per_week
            for both in range(min(most, sum(state.left)), 0, -1):
                for one in range(min(both, state.left[0]), -1, -1):
                    if both - one <= state.left[1]:
                        yield one, both - one
        yield 0, 0

    def _fits(self, week: int, choice: _Week) -> list[_Placed] | None:
        """The choice, placed on the half-days of its week; None where that cannot be."""
        items: list[tuple[tuple[str, ...], tuple[Place, ...], int | None]] = []
        for group, held in enumerate(choice.workshops):
            items += [(self.groups[group], self.openings.of_workshop(n, group, week), n) for n in held]
        for way in (0, 1):
            items += [(self.pair, self.openings.of_shadowing(way, week), None)] * choice.shadowing[way]
        if choice.meets:
            items.append((self.pair, self.openings.of_meeting(week), None))
        for person in self.pair:
            lengths = [1 if n is None else self.workshops[n].length for who, _, n in items if person in who]
            if sum(lengths) > self.cohort.scheduling.max_per_week:
                return None
        placed: list[_Placed] = []
        return placed if self._place(items, placed) else None

    def _place(
        self,
        items: list[tuple[tuple[str, ...], tuple[Place, ...], int | None]],
        placed: list[_Placed],
    ) -> bool:
        if len(placed) == len(items):
            return True
        who, places, number = items[len(placed)]
        for place in places:
            self._step()
            if all(self._together(who, place, number, *other) for other in placed):
                placed.append((who, place, number))
                if self._place(items, placed):
                    return True
                placed.pop()
        return False

    def _together(
        self,
        who: tuple[str, ...],
        place: Place,
        number: int | None,
        others: tuple[str, ...],
        elsewhere: Place,
        earlier: int | None,
    ) -> bool:
        """Whether a session can be held beside one that is already placed."""
        if number is not None and number == earlier:
            return self.workshops[number].runs > 1 or place == elsewhere
        if not set(who) & set(others):
            return True
        if number is not None and earlier is not None and place[0][0] <= elsewhere[0][-1]:
            return False
        return not set(place[0]) & set(elsewhere[0]) and not too_far(self.cohort, self.time, place, elsewhere)
