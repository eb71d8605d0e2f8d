"""Facts that give way at a price: every relaxation is a literal, wider ones implying narrower ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from pairmatch.calendar.needs import clipped
from pairmatch.cohort.values import WeekRange
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.relaxation import Relaxation, Relaxed
from pairmatch.conflicts.rota import costs
from pairmatch.conflicts.rota.asked import Asked, AskedShadowing, AskedWorkshop
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.half_days import price_of_half_day
from pairmatch.conflicts.rota.leeway import Lift, Lifts, Literal, Slack

_EARLIER, _LATER, _WEEKLY, _ONE_DAY = range(4)
Key = tuple[str, str | None, int, int]
"""What is changed, of whom, which of its ends or ways, and the half-day."""
NO_LIMIT = 10**6
"""A budget that no changes exceed."""
Changed = tuple[Relaxed, str | None]
"""What is changed, and of whom."""
MORE_RUNS = 4
"""So many runs of an online workshop more than the file has may be at once."""


@dataclass
class Steps:
    """One value of the file that can be changed step by step; each step implies those before it."""

    relaxations: list[Relaxation] = field(default_factory=list)
    prices: list[int] = field(default_factory=list)
    """What each step adds."""
    literals: list[Literal] = field(default_factory=list)


class RepairLeeway:
    """What the file could be changed to, and what that costs.

    Parameters
    ----------
    model
        The model.
    ground
        Whose facts they are.
    budget
        What all changes may cost together: sessions that would need more are not thought of.
    others_fill
        As in `Leeway`.
    """

    variants = frozenset[Kind]()
    more_runs = MORE_RUNS

    def __init__(self, model: cp_model.CpModel, ground: Ground, budget: int, *, others_fill: bool) -> None:
        self.model = model
        self.budget = budget
        self.others_fill = others_fill
        self.steps: dict[Key, Steps] = {}
        self._ground = ground
        self._of: dict[int, tuple[Key, int, int]] = {}
        """By the index of a literal: its steps, which of them it is, and what it costs with those before."""

    @property
    def cost(self) -> cp_model.LinearExprT:
        """What all that is changed costs."""
        return sum(
            price * literal
            for steps in self.steps.values()
            for price, literal in zip(steps.prices, steps.literals, strict=True)
        )

    def is_open(self, lifts: Lifts) -> bool:
        """Whether a session costs no more than the budget."""
        prices: dict[Key, int] = {}
        for lift in lifts:
            key, _, price = self._of[lift.index]
            prices[key] = max(price, prices.get(key, 0))
        return sum(prices.values()) <= self.budget

    def lifts(self, what: Relaxed | None, subject: str | None, t: int, facts: Sequence[Fact]) -> Lifts | None:
        """The change that lets a session be there; None where nothing ever does."""
        if not facts:
            return ()
        if what in ("window", "shadowing_window"):
            return self._wider(what, subject, self._ground.week(t))
        if what in ("attend", "host") and subject is not None:
            price = price_of_half_day(self._ground, subject, t, what, facts)
            return None if price is None else self._once(what, subject, t, price)
        if what in ("room_open", "facilitator") and subject is not None:
            return tuple(self._open(what, subject, t, facts))
        if what == "dates":
            return self._once(what, subject, t, costs.DATE)
        if what == "closed" and all(fact.kind is not Kind.HOLIDAY for fact in facts):
            return self._once(what, None, t, costs.CLOSED)
        return None

    def slack(self, what: Relaxed | None, subject: str | None, fact: Fact, most: int) -> Slack:
        """How much wider a limit is."""
        if what is None:
            return Slack()
        first, further = _PRICES[what]
        limit = self._limit(what, subject)
        way = -1 if what == "min_size" else 1
        return Slack(more=self._more(what, subject, lambda level: limit + way * level, first, further, most))

    def gaps(self, what: Relaxed, subject: str | None, fact: Fact, gap: int) -> Sequence[tuple[int, Lifts]]:
        """Each gap up to that of the file, lifted where a smaller one is chosen."""
        self._more(what, subject, lambda level: gap - level, costs.GAP, costs.A_WEEK_LESS, gap)
        literals = self.steps[what, subject, 0, -1].literals
        return [(gap - level, (literals[level],)) for level in range(gap)]

    def asked(self, asked: Asked) -> Slack:
        """What is dropped from the programme."""
        cohort, people = self._ground.cohort, {one for pair in self._ground.pairs for one in pair}
        price = costs.DROPPED + costs.A_PERSON * len(people)
        if isinstance(asked, AskedWorkshop):
            workshop = cohort.workshops[asked.workshop].id
            return Slack(more=self._more("required", workshop, lambda _: None, price, 0, 1))
        if isinstance(asked, AskedShadowing):
            count = asked.count
            return Slack(more=self._more("each_way", None, lambda level: count - level, price, price, count))
        return Slack(more=self._more("meetings", None, lambda _: 0, price, 0, 1))

    def first_steps(self, changed: Changed) -> list[Literal]:
        """Literals of which one is true wherever something of somebody is changed at all."""
        return [steps.literals[0] for key, steps in self.steps.items() if key[:2] == changed]

    def reached(self, change: Relaxation) -> list[Literal]:
        """Literals that are all true where a change, or a wider one, is made; none if no one thinks of it."""
        if change.weeks is None:
            return [
                literal
                for steps in self._steps_of(change)
                for literal, one in zip(steps.literals, steps.relaxations, strict=True)
                if one == change
            ]
        found: list[Literal] = []
        for end in (_EARLIER, _LATER):
            steps = self.steps.get((change.what, change.subject, end, -1), Steps())
            far = [
                literal
                for literal, one in zip(steps.literals, steps.relaxations, strict=True)
                if one.weeks and one.weeks[end] == change.weeks[end]
            ]
            if not far and change.weeks[end] != self._window(change.subject)[end]:
                return []
            found += far
        return found

    def relaxation(self, lift: Lift) -> Relaxation:
        """What a step of a change comes to."""
        key, level, _ = self._of[lift.index]
        return self.steps[key].relaxations[level - 1]

    def chosen(self, values: Sequence[int]) -> list[Relaxation]:
        """The changes of a solution, by the values of its variables."""
        return self._joined(
            steps.relaxations[taken - 1]
            for steps in self.steps.values()
            if (taken := sum(values[literal.index] for literal in steps.literals))
        )

    def _joined(self, changes: Iterable[Relaxation]) -> list[Relaxation]:
        """Changes of which those of the two ends of one window are one."""
        found: dict[tuple[str, str | None] | Relaxation, Relaxation] = {}
        for change in changes:
            key = (change.what, change.subject) if change.weeks else change
            other = found.get(key)
            if change.weeks and other and other.weeks:
                weeks = (min(change.weeks[0], other.weeks[0]), max(change.weeks[1], other.weeks[1]))
                change = Relaxation(change.what, change.subject, weeks=weeks)
            found[key] = change
        return list(found.values())

    def _steps_of(self, change: Relaxation) -> Iterator[Steps]:
        """The steps that a change may be one of."""
        t = change.slot
        ways = [(0, -1)] if t is None else [(_ONE_DAY, t), (_WEEKLY, t)]
        for way, t in ways:
            steps = self.steps.get((change.what, change.subject, way, t))
            if steps:
                yield steps

    def _window(self, subject: str | None) -> tuple[int, int]:
        """The weeks of a workshop, or of shadowing, as far as the programme runs."""
        cohort, last_week = self._ground.cohort, self._ground.when.time.weeks
        shadowing = cohort.shadowing
        written = cohort.workshop(subject).weeks if subject else shadowing and shadowing.weeks
        window = clipped(written or None, last_week) or WeekRange(last_week, last_week)
        return window.first, window.last

    def _limit(self, what: Relaxed, subject: str | None) -> int:
        """What the file has."""
        cohort = self._ground.cohort
        if what == "room_capacity":
            return next(room.capacity or 0 for room in cohort.rooms if room.id == subject)
        if what == "max_per_week":
            return cohort.scheduling.max_per_week
        if what == "area_visitors":
            return (cohort.shadowing and cohort.shadowing.area_visitors) or 0
        if what == "release" and subject is not None:
            return cohort.rotas[subject].release or 0
        return int(getattr(cohort.workshop(subject or ""), what))

    def _wider(self, what: Relaxed, subject: str | None, week: int) -> Lifts:
        """The window made wider, at the end that is nearer to a week outside it."""
        first, last = self._window(subject)
        end = _EARLIER if week < first else _LATER
        far = first - week if end == _EARLIER else week - last

        def at(level: int) -> Relaxation:
            weeks = (first - level, last) if end == _EARLIER else (first, last + level)
            return Relaxation(what, subject, weeks=weeks)

        steps = self._steps((what, subject, end, -1), at, costs.WINDOW + costs.A_WEEK, costs.A_WEEK, far)
        return (steps.literals[far - 1],)

    def _once(self, what: Relaxed, subject: str | None, t: int, price: int, way: int = _ONE_DAY) -> Lifts:
        relaxation = Relaxation(what, subject, slot=t)
        return (self._steps((what, subject, way, t), lambda _: relaxation, price, 0, 1).literals[0],)

    def _open(self, what: Relaxed, subject: str, t: int, facts: Sequence[Fact]) -> Iterator[Literal]:
        """A room or a facilitator that can be had: every week, on one day of closure or leave, or both."""
        price = costs.ROOM_OPEN if what == "room_open" else costs.FACILITATOR
        weekly = [fact for fact in facts if fact.kind in (Kind.ROOM_OPEN, Kind.FACILITATOR_WORKS)]
        if weekly:
            yield from self._once(what, subject, self._any_week(what, subject, t), price, _WEEKLY)  # type: ignore[misc]
        if len(facts) > len(weekly):
            yield from self._once(what, subject, t, price)  # type: ignore[misc]

    def _any_week(self, what: Relaxed, subject: str, t: int) -> int:
        """The first half-day that is the same in its week, and against which only the week's pattern is."""
        slots, places = self._ground.when.time.slots, self._ground.places
        against = places.room if what == "room_open" else places.facilitator
        same = [
            s.index for s in slots if (s.date.weekday(), s.half) == (slots[t].date.weekday(), slots[t].half)
        ]
        return next((at for at in same if len(against(subject, at)) == 1), same[0])

    def _more(
        self,
        what: Relaxed,
        subject: str | None,
        amount: Callable[[int], int | None],
        first: int,
        further: int,
        most: int,
    ) -> cp_model.LinearExpr | int:
        """How many steps are taken."""

        def at(level: int) -> Relaxation:
            return Relaxation(what, subject, amount(level))

        return sum(self._steps((what, subject, 0, -1), at, first, further, most).literals[:most])

    def _steps(self, key: Key, at: Callable[[int], Relaxation], first: int, further: int, most: int) -> Steps:
        """The steps of a value, made as far as they are needed."""
        steps = self.steps.setdefault(key, Steps())
        for level in range(len(steps.literals) + 1, most + 1):
            literal = self.model.new_bool_var(f"{key}[{level}]")
            if steps.literals:
                self.model.add_implication(literal, steps.literals[-1])
            steps.relaxations.append(at(level))
            steps.prices.append(first if level == 1 else further)
            steps.literals.append(literal)
            self._of[literal.index] = (key, level, sum(steps.prices))
        return steps


_PRICES: dict[Relaxed, tuple[int, int]] = {
    "runs": (costs.RUN, costs.RUN),
    "capacity": (costs.CAPACITY + costs.A_PLACE, costs.A_PLACE),
    "room_capacity": (costs.CAPACITY + costs.A_PLACE, costs.A_PLACE),
    "min_size": (costs.MIN_SIZE, costs.A_PLACE),
    "max_per_week": (costs.MAX_PER_WEEK, costs.MAX_PER_WEEK),
    "release": (costs.RELEASE, costs.RELEASE),
    "area_visitors": (costs.AREA_VISITORS, costs.AREA_VISITORS),
}
"""What the first step costs, and each further one."""


def is_within(one: Relaxation, other: Relaxation) -> bool:
    """Whether a change is a part of another, which may be wider."""
    if (one.what, one.subject, one.slot) != (other.what, other.subject, other.slot):
        return False
    if one.weeks and other.weeks:
        return other.weeks[0] <= one.weeks[0] and one.weeks[1] <= other.weeks[1]
    if one.amount is None or other.amount is None:
        return one.amount == other.amount
    return one.amount >= other.amount if one.what in _LOWERED else one.amount <= other.amount


_LOWERED = frozenset({"min_size", "gap", "shadowing_gap", "each_way", "meetings"})
"""What gives way by being less."""
