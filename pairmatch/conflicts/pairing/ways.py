"""The single changes that could make room in a pairing, each with its edit of the file and its cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pairmatch.calendar.programme import Bools
from pairmatch.cohort.edit import Edit, Loc
from pairmatch.cohort.pairing_rules import Apart, Listed
from pairmatch.cohort.people import Person
from pairmatch.conflicts.fact import Kind
from pairmatch.conflicts.pairing import costs
from pairmatch.conflicts.pairing.ground import SIDES, AnyHeld, Asked, Forbids, Ground, Locks, Takes
from pairmatch.conflicts.pairing.rule_steps import steps_of
from pairmatch.conflicts.pairing.words import count_of
from pairmatch.conflicts.report import Change
from pairmatch.matching.allowed import rule_text
from pairmatch.matching.wishes import Wishes

MORE_AT_MOST = 2
"""Partners that one person is asked to take beside those they take now."""
APPROVED = "(write here who approved it, and when)"


@dataclass(frozen=True, eq=False)
class Way:
    """One change, and what it makes room for."""

    sort: str
    """Ways of one sort are alike to a coordinator."""
    cost: int
    """Beside what `after` costs."""
    sentence: str
    edits: tuple[Edit, ...]
    of: tuple[AnyHeld, ...]
    """The facts that it relaxes."""
    pairs: Bools | None = None
    """What it allows of the pairs that the facts forbid; None: all of them."""
    after: Way | None = None
    """A smaller change of the same value, which this one goes beyond."""
    wishes: Callable[[Wishes], Wishes] | None = None
    """What it makes of the options of the run."""
    newcomer: tuple[int, int] | None = None
    """(side, position) of a person who is only there by this."""

    @property
    def whole_cost(self) -> int:
        """What it costs from where things stand."""
        return self.cost + (self.after.whole_cost if self.after else 0)

    def change(self) -> Change:
        """The change as it is reported."""
        return Change(self.sentence, self.edits, self.whole_cost)


def ways_of(ground: Ground) -> Iterator[Way]:
    """Every change that could help."""
    for one in ground.facts:
        match one:
            case Takes():
                yield from _more_partners(ground, one)
            case Asked():
                yield _waits(ground, one)
            case Locks():
                yield _unlocked(ground, one)
            case Forbids():
                yield from _allowed(ground, one)


def _loc_of(one: Asked | Takes) -> Loc:
    return (SIDES[one.side], one.at)


def _more_partners(ground: Ground, limit: Takes) -> Iterator[Way]:
    person = ground.id(limit.side, limit.at)
    loc = (*_loc_of(limit), "pairs")
    before: Way | None = None
    for count in range(limit.count + 1, limit.count + 1 + MORE_AT_MOST):
        edit = Edit(loc, count)
        text = f"let {person} take {count_of(count, 'partner')} (`pairs: {count}`)"
        if limit.count == 0:
            cost, sort = costs.REFUSAL if before is None else costs.ANOTHER_PARTNER, "takes nobody"
        else:
            cost, sort = costs.PARTNER if before is None else costs.ANOTHER_PARTNER, "partners"
        before = Way(sort, cost, text, (edit,), (limit,), after=before)
        yield before


def _waits(ground: Ground, asked: Asked) -> Way:
    person = ground.sides[asked.side][asked.at]
    edit = Edit((*_loc_of(asked), "pairs"), 0)
    text = f"let {person.id} wait for another round (`pairs: 0`)"
    return Way("waits", costs.WAITS, text, (edit,), (asked,))


def _unlocked(ground: Ground, lock: Locks) -> Way:
    if lock.loc:
        return _dropped(ground, lock, "lock", costs.UNLOCKED)
    doctor, manager = lock.fact.people
    text = f"leave out `--lock {doctor}:{manager}`"

    def without(wishes: Wishes) -> Wishes:
        return replace(wishes, lock=tuple(one for one in wishes.lock if one != (doctor, manager)))

    return Way("option", costs.OPTION, text, (), (lock,), wishes=without)


def _dropped(ground: Ground, one: Locks | Forbids, sort: str, cost: int, after: Way | None = None) -> Way:
    """A rule taken out."""
    rule = ground.candidates.cohort.matching.rules[int(one.loc[-1])]
    edit = Edit(one.loc, None)
    rest = max(1, cost - (after.whole_cost if after else 0))
    return Way(sort, rest, f"drop the rule {rule_text(rule)}", (edit,), (one,), after=after)


def _allowed(ground: Ground, ban: Forbids) -> Iterator[Way]:
    match ban.fact.kind:
        case Kind.REFUSAL:
            refuser, other = ban.fact.people
            text = f"ask {refuser} to take back the refusal of {other} (`refuses`)"
            yield Way("refusal", costs.REFUSAL, text, (Edit(ban.loc, None),), (ban,))
        case Kind.APPROVAL:
            text = f"get {ban.fact.people[0]} approved, and write down by whom and when (`approved`)"
            yield Way("approval", costs.APPROVAL, text, (Edit((*ban.loc, "approved"), APPROVED),), (ban,))
        case Kind.SCHEDULABLE:
            yield _unschedulable(ground, ban)
        case Kind.BAN if not ban.loc:
            yield _without_ban(ban)
        case Kind.RULE | Kind.BAN:
            yield from _of_rule(ground, ban)


def _unschedulable(ground: Ground, ban: Forbids) -> Way:
    edit = Edit(ban.loc, False)
    text = "allow pairs that cannot hold all their sessions (`schedulable: false`)"
    return Way("schedulable", costs.SCHEDULABLE_DROPPED, text, (edit,), (ban,))


def _without_ban(ban: Forbids) -> Way:
    doctor, manager = ban.fact.people
    text = f"leave out `--ban {doctor}:{manager}`"

    def without(wishes: Wishes) -> Wishes:
        return replace(wishes, ban=tuple(one for one in wishes.ban if one != (doctor, manager)))

    return Way("option", costs.OPTION, text, (), (ban,), wishes=without)


def _of_rule(ground: Ground, ban: Forbids) -> Iterator[Way]:
    """The rule loosened step by step, and dropped; names put on lists, and taken out of a group."""
    rule = ground.candidates.cohort.matching.rules[int(ban.loc[-1])]
    before: Way | None = None
    for step in steps_of(ground.candidates, rule, ban.pairs):
        cost = costs.LOOSENED if before is None else 0
        edit = Edit((*ban.loc, step.field), step.value)
        text = f"loosen {rule_text(rule)} to `{step.field}: {step.value:g}`"
        way = Way("loosened", cost + costs.A_STEP, text, (edit,), (ban,), step.allows, after=before)
        if way.whole_cost >= costs.RULE_DROPPED:
            break
        before = way
        yield way
    yield _dropped(ground, ban, "rule", costs.RULE_DROPPED, before)
    if isinstance(rule, Listed):
        yield from _on_lists(ground, ban, rule)
    elif isinstance(rule, Apart) and len(rule.apart) > 2:
        yield from _out_of_group(ground, ban, rule)


def _out_of_group(ground: Ground, ban: Forbids, rule: Apart) -> Iterator[Way]:
    for at, name in enumerate(rule.apart):
        of_person = np.array(
            [[name in (d.id, m.id) for m in ground.sides[1]] for d in ground.sides[0]], dtype=bool
        ).reshape(ban.pairs.shape)
        edit = Edit((*ban.loc, "apart", at), None)
        text = f"take {name} out of the rule {rule_text(rule)}"
        yield Way("rule", costs.RULE_DROPPED - 1, text, (edit,), (ban,), ban.pairs & of_person)


def _on_lists(ground: Ground, ban: Forbids, rule: Listed) -> Iterator[Way]:
    """For each pair that the lists keep apart: the name put on the list, or on both."""
    whose = {"doctors": (0,), "managers": (1,), "both": (0, 1)}[rule.listed]
    for cell in np.argwhere(ban.pairs).tolist():
        missing = [side for side in whose if _other(ground, side, cell) not in _list(ground, side, cell)]
        edits = tuple(_listing(ground, side, cell) for side in missing)
        who = " and ".join(
            f"{ground.id(side, cell[side])} to list {_other(ground, side, cell)}" for side in missing
        )
        only = np.zeros(ban.pairs.shape, dtype=bool)
        only[tuple(cell)] = True
        yield Way("listed", costs.LISTED * len(missing), f"ask {who} too (`prefers`)", edits, (ban,), only)


def _other(ground: Ground, side: int, cell: Any) -> str:
    return ground.id(1 - side, cell[1 - side])


def _list(ground: Ground, side: int, cell: Any) -> tuple[str, ...]:
    person: Person = ground.sides[side][cell[side]]
    return person.prefers


def _listing(ground: Ground, side: int, cell: Any) -> Edit:
    """A name put at the end of a list."""
    loc = (SIDES[side], cell[side], "prefers", len(_list(ground, side, cell)))
    return Edit(loc, _other(ground, side, cell))
