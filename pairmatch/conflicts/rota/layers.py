"""Why one demand is missed: in the smallest circle of demands that shows it, and in layers.

First the demand by itself, then all of its people's, every fact of theirs being one that could be left
out. What only many people's demands together explain is told in layers: with calendars taken as given,
then with each person's calendar as one fact, and with a person's single facts only where few are involved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.asked import Asked
from pairmatch.conflicts.rota.cores import fewest, shrunk
from pairmatch.conflicts.rota.counting import too_many
from pairmatch.conflicts.rota.folding import (
    Explanation,
    as_calendar,
    in_its_times,
    is_alike,
    is_of_calendar,
    last_for,
    needed_of,
    singles,
)
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.missed import with_places
from pairmatch.conflicts.rota.prober import OutOfTime, Prober
from pairmatch.conflicts.rota.told import calendar_fact
from pairmatch.progress import Watch

MOST_OPENED = 3
"""So many people's calendars are opened to single facts."""
MOST_CALENDARS = 12
"""So many people's calendars are told at all; more are background."""
FEWEST_SECONDS = 0.8
"""What may be spent on a set of fewer facts than the one that was found, for each demand that is missed."""
MOST_EXACT = 4
"""So many demands are looked at with every variant of their sessions; more, only in the rooms they have."""
ALL_VARIANTS = frozenset({Kind.TOGETHER, Kind.LENGTH, Kind.NO_ROOM})
WIDE_VARIANTS = frozenset({Kind.TOGETHER})


class Explainer:
    """Why demands are missed that the best rota leaves out.

    Parameters
    ----------
    ground
        Whose demands they are.
    left_out
        All that are missed; everything else is kept.
    watch
        How long it may take.
    """

    def __init__(self, ground: Ground, left_out: Collection[Asked], watch: Watch) -> None:
        self._ground = ground
        self._watch = watch
        self._kept = tuple(asked for asked in ground.asked if asked not in left_out)
        self._probers: dict[tuple[Fact, int], Prober] = {}
        self.found: list[Explanation] = []

    def explain(self, demand: Asked) -> Explanation | None:
        """Why a demand is missed: a cause that was found before, or a new one; None where none was found."""
        try:
            return self._explain(demand)
        except OutOfTime:
            return None

    def _explain(self, demand: Asked) -> Explanation | None:
        people = set(demand.people)
        of_people = [asked for asked in self._kept if people & set(asked.people)]
        alone = None if demand in self._with_places else self._by_single_facts(demand, [demand])
        return (
            alone
            or self._known(demand)
            or self._by_single_facts(demand, [demand, *of_people])
            or self._in_layers(demand, self._alike(demand))
            or self._in_layers(demand, self._ground.asked)
        )

    @cached_property
    def _with_places(self) -> set[Asked]:
        """The demands that nothing but others stands against: these are not looked at alone."""
        return with_places(self._ground)

    def _known(self, demand: Asked) -> Explanation | None:
        """What was told in layers of a demand of the same sort, if the same limits are in this one's way."""
        for known in self.found:
            if known.limits and is_alike(known.demand, demand):
                prober = self._wide(known.circle)
                asked, _, calendars = self._sorted(prober, demand)
                given = calendars if known.with_calendars else ()
                if prober.core([*asked, *known.limits, *given]) is not None:
                    return known
        return None

    def _alike(self, demand: Asked) -> tuple[Asked, ...]:
        """All demands of the same workshop, or of the same sort."""
        return tuple(asked for asked in self._ground.asked if is_alike(asked, demand))

    def _by_single_facts(self, demand: Asked, circle: Sequence[Asked]) -> Explanation | None:
        """The fewest facts that contradict each other over some demands, if any do."""
        prober = Prober(self._ground, circle, self._watch, variants=ALL_VARIANTS)
        core = prober.core(prober.facts)
        if core is None:
            return None
        asked = [one.fact for one in circle]
        for known in self.found:
            near = known.cause & prober.known
            if near and prober.core([*asked, *near]) is not None:
                return known
        facts, is_minimal = shrunk(prober, core, last_for(demand))
        facts, is_smallest = fewest(prober, facts, self._watch, FEWEST_SECONDS)
        why = Explanation(demand, tuple(facts), self._demands(facts), is_smallest, is_minimal or is_smallest)
        self.found.append(why)
        return why

    def _in_layers(self, demand: Asked, circle: Sequence[Asked]) -> Explanation | None:
        """Facts that contradict each other over many demands, people's calendars folded.

        First as if everyone could come at all times, then with all calendars taken as given.
        """
        prober = self._wide(circle)
        asked, limits, calendars = self._sorted(prober, demand)
        for given in ((), calendars):
            core = prober.core([*asked, *limits, *given])
            if core is not None:
                counted = None if given else too_many(self._ground, core)
                if counted:
                    facts, is_minimal = counted, True
                    why = self._with_fewest(demand, self._demands(facts), facts, is_minimal=True)
                else:
                    facts, is_minimal = shrunk(prober, core - set(given), last_for(demand), given)
                    why = self._folded(demand, facts, with_calendars=bool(given))
                why = replace(
                    why,
                    is_minimal=why.is_minimal and is_minimal,
                    limits=frozenset(facts) & frozenset(limits),
                    circle=tuple(circle),
                    with_calendars=bool(given),
                )
                self.found.append(why)
                return why
        return None

    def _sorted(self, prober: Prober, demand: Asked) -> tuple[list[Fact], list[Fact], list[Fact]]:
        """The facts of a prober: what is kept and the demand itself, limits, and calendars."""
        kept = {demand.fact, *(asked.fact for asked in self._kept)}
        calendars = [fact for fact in prober.facts if is_of_calendar(fact)]
        asked = [fact for fact in prober.facts if fact in kept]
        limits = [fact for fact in prober.facts if not fact.is_asked and not is_of_calendar(fact)]
        return asked, limits, calendars

    def _wide(self, circle: Sequence[Asked]) -> Prober:
        """A prober about many demands, each in the times it can be; kept for others of these demands."""
        key = (circle[0].fact, len(circle))
        if key not in self._probers:
            self._probers[key] = Prober(
                self._ground, circle, self._watch, in_its_times, variants=WIDE_VARIANTS, others_fill=False
            )
        return self._probers[key]

    def _folded(self, demand: Asked, facts: Sequence[Fact], *, with_calendars: bool) -> Explanation:
        """The same facts, with what they need beside them: times and places, then calendars."""
        demands = self._demands(facts)
        variants = ALL_VARIANTS if len(demands) <= MOST_EXACT else ALL_VARIANTS - {Kind.NO_ROOM}
        prober = Prober(self._ground, demands, self._watch, as_calendar, variants=variants, others_fill=False)
        calendars = [fact for fact in prober.facts if is_of_calendar(fact)] if with_calendars else []
        more = [fact for fact in prober.facts if not fact.is_asked and not is_of_calendar(fact)]
        core = prober.core([*facts, *more, *calendars])
        beside, all_beside = shrunk(
            prober, needed_of(core, more) - set(facts), last_for(demand), [*facts, *calendars]
        )
        facts = [*facts, *beside]
        core = prober.core([*facts, *calendars])
        needed, all_needed = shrunk(prober, needed_of(core, calendars), last_for(demand), facts)
        if len(demands) > MOST_EXACT:
            facts = [*facts, *self._in_rooms(demand, demands, [*facts, *needed])]
        why = self._explained(demand, facts, demands, [one for fact in needed for one in fact.people])
        return replace(why, is_minimal=why.is_minimal and all_beside and all_needed)

    def _in_rooms(self, demand: Asked, demands: Sequence[Asked], facts: Collection[Fact]) -> list[Fact]:
        """The rooms of workshops without which some facts would not contradict each other."""
        known = set(facts)

        def told_as(fact: Fact) -> Fact | None:
            told = as_calendar(fact)
            return None if told in known else told

        prober = Prober(self._ground, demands, self._watch, told_as, variants=ALL_VARIANTS, others_fill=False)
        rooms = [fact for fact in prober.facts if fact.kind is Kind.NO_ROOM]
        return shrunk(prober, needed_of(prober.core(rooms), rooms), last_for(demand))[0]

    def _explained(
        self, demand: Asked, facts: Sequence[Fact], demands: Sequence[Asked], people: Sequence[str]
    ) -> Explanation:
        """The facts, and the calendars of some people as far as they can be read."""
        one_by_one = singles(self._ground, people, demands)
        told = [calendar_fact(self._ground, person, demands) for person in people]
        if len(people) <= MOST_OPENED:
            opened, is_minimal = self._opened(facts, demands, people)
            return self._with_fewest(demand, demands, [*facts, *opened], is_minimal=is_minimal)
        if len(people) <= MOST_CALENDARS:
            return Explanation(demand, (*facts, *told), tuple(demands), False, True, unfolded=one_by_one)
        given = f"the calendars of {len(people)} people are taken as given"
        return Explanation(demand, tuple(facts), tuple(demands), False, True, given, (*told, *one_by_one))

    def _with_fewest(
        self, demand: Asked, demands: Sequence[Asked], facts: Sequence[Fact], *, is_minimal: bool
    ) -> Explanation:
        """The fewest facts over a few demands, some contradicting ones being known; over many, these."""
        is_smallest = False
        if len(demands) <= MOST_EXACT:
            prober = Prober(self._ground, demands, self._watch, variants=ALL_VARIANTS, others_fill=False)
            facts, is_smallest = fewest(prober, facts, self._watch, FEWEST_SECONDS)
        return Explanation(demand, tuple(facts), self._demands(facts), is_smallest, is_minimal or is_smallest)

    def _opened(
        self, facts: Sequence[Fact], demands: Sequence[Asked], people: Sequence[str]
    ) -> tuple[list[Fact], bool]:
        """The single facts of some people that are needed beside the others."""
        if not people:
            return [], True

        def told_as(fact: Fact) -> Fact | None:
            return fact if set(fact.people) & set(people) else as_calendar(fact)

        prober = Prober(
            self._ground, demands, self._watch, told_as, variants=WIDE_VARIANTS, others_fill=False
        )
        opened = [fact for fact in prober.facts if is_of_calendar(fact) and fact.kind is not Kind.CALENDAR]
        core = prober.core([*facts, *opened])
        return shrunk(prober, needed_of(core, opened), last_for(demands[0]), facts)

    def _demands(self, facts: Collection[Fact]) -> tuple[Asked, ...]:
        """What some facts ask for."""
        return tuple(self._ground.asked_by_fact[fact] for fact in facts if fact.is_asked)
