"""Contradictions of a pairing as conflicts in words: many facts of one sort as one, and who is hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.pairing.cores import Core
from pairmatch.conflicts.pairing.ground import SIDES, Asked, Forbids, Ground, Locks, Takes
from pairmatch.conflicts.pairing.words import count_of
from pairmatch.conflicts.report import Conflict, told_first
from pairmatch.matching.unmatched import joined, named

SINGLE_AT_MOST = 6
"""So many facts of one sort are told one by one; more are told as one."""
REASONS_AT_MOST = 2
CALENDARS = "when people are at work, on duty and on leave"


def lock_clash(ground: Ground, core: Core) -> Conflict:
    """Locks that cannot be kept: with them there is no pairing at all."""
    return Conflict(
        facts=told_first([one.fact for one in core.facts]),
        hits=(),
        headline=f"no pairing is possible: {_clash(ground, core)}",
        is_smallest=core.is_smallest,
        background=CALENDARS if _speaks_of_calendars(core) else None,
    )


def _clash(ground: Ground, core: Core) -> str:
    limit = next((one for one in core.facts if isinstance(one, Takes)), None)
    if limit:
        partners = {
            cell[1 - limit.side]
            for lock in core.facts
            if isinstance(lock, Locks)
            for cell in lock.cells
            if cell[limit.side] == limit.at
        }
        takes = count_of(limit.count, "partner") if limit.count else "nobody"
        return f"{ground.id(limit.side, limit.at)} has to be together with {len(partners)}, and takes {takes}"
    lock, ban = core.facts
    assert isinstance(lock, Locks) and isinstance(ban, Forbids)
    row, column = next(cell for cell in lock.cells if ban.pairs[cell])
    return f"{ground.id(0, row)} and {ground.id(1, column)} have to be a pair, and must not be"


def shortage(ground: Ground, core: Core, hits: Sequence[Asked]) -> Conflict:
    """People who have no partner, as together they may go to too few places.

    Parameters
    ----------
    core
        Why that is so.
    hits
        Who has no partner for this cause; nobody, where it would only show once another cause is gone.
    """
    people = _asked(core)
    competing = _with_hits(people, hits)
    found, single = _folded(ground, core, competing)
    found += _numbers(ground, core, people[0].side)
    return Conflict(
        facts=told_first(found),
        hits=tuple(hit.fact for hit in hits),
        headline=_headline(people, hits),
        is_smallest=core.is_smallest and len(competing) == len(people),
        background=CALENDARS if _speaks_of_calendars(core) else None,
        unfolded=told_first(single),
    )


def _asked(core: Core) -> list[Asked]:
    return [one for one in core.facts if isinstance(one, Asked)]


def _with_hits(people: Sequence[Asked], hits: Sequence[Asked]) -> list[Asked]:
    """Those who compete, and who of their side is hit beside them."""
    return [*people, *(hit for hit in hits if hit.side == people[0].side and hit not in people)]


def _headline(people: Sequence[Asked], hits: Sequence[Asked]) -> str:
    names = [hit.fact.people[0] for hit in hits]
    if not names:
        others = [one.fact.people[0] for one in people]
        who = others[0] if len(others) == 1 else f"one of {named(others)}"
        return f"even without the other causes, {who} would have no partner"
    who = joined(names) if len(names) <= SINGLE_AT_MOST else f"{len(names)} people"
    return f"{who} {'has' if len(names) == 1 else 'have'} no partner"


def _folded(ground: Ground, core: Core, asked: Sequence[Asked]) -> tuple[list[Fact], list[Fact]]:
    """The facts as they are told, and the single ones behind those that are told as one."""
    told: list[Fact] = []
    single: list[Fact] = []

    def tell(facts: Sequence[Fact], sentence: str, *, as_one: bool) -> None:
        told.extend([_as_one(facts, sentence)] if as_one else facts)
        single.extend(facts if as_one else ())

    people = [one.fact for one in asked]
    is_more = len(people) > len(_asked(core))
    each = f"{count_of(len(people), 'person', 'people')} ({named(_ids(people))}) are each to have a partner"
    tell(people, each, as_one=is_more or len(people) > SINGLE_AT_MOST)
    limits = [one for one in core.facts if isinstance(one, Takes)]
    tell([one.fact for one in limits], _limits(limits), as_one=len(limits) > SINGLE_AT_MOST)
    for person, refusals in _by_person(core):
        text = f"{person} refuses {named([fact.people[1] for fact in refusals])}"
        tell(refusals, text, as_one=len(refusals) > SINGLE_AT_MOST)
    for one in core.facts:
        if isinstance(one, Locks):
            told.append(one.fact)
        elif isinstance(one, Forbids) and one.reasons:
            lacks = list(_lacks(ground, one, asked))
            told.append(_with_lacks(one.fact, lacks))
            single.extend(lacks)
        elif isinstance(one, Forbids) and one.fact.kind != Kind.REFUSAL:
            told.append(one.fact)
    return told, single


def _by_person(core: Core) -> Iterator[tuple[str, list[Fact]]]:
    refusals = [one.fact for one in core.facts if one.fact.kind == Kind.REFUSAL]
    for person in dict.fromkeys(_ids(refusals)):
        yield person, [fact for fact in refusals if fact.people[0] == person]


def _limits(limits: Sequence[Takes]) -> str:
    people = [one.fact.people[0] for one in limits]
    places = sum(one.count for one in limits)
    return f"{len(people)} people ({named(people)}) take {count_of(places, 'partner')} in all"


def _as_one(facts: Sequence[Fact], sentence: str) -> Fact:
    spans = dict.fromkeys(span for fact in facts for span in fact.spans)
    people = dict.fromkeys(person for fact in facts for person in fact.people)
    return Fact(facts[0].kind, sentence, tuple(spans), tuple(people))


def _ids(facts: Iterable[Fact]) -> list[str]:
    return [fact.people[0] for fact in facts]


def _lacks(ground: Ground, calendar: Forbids, asked: Sequence[Asked]) -> Iterator[Fact]:
    """What keeps each of some people from the others, by the calendar, as a fact each reason."""
    for one in asked:
        for reason, pairs in calendar.reasons:
            row = pairs[one.at] if one.side == 0 else pairs[:, one.at]
            others = [ground.id(1 - one.side, int(at)) for at in row.nonzero()[0]]
            if others:
                person = one.fact.people[0]
                text = f"{person} with {named(others)}: {reason}"
                yield Fact(Kind.SCHEDULABLE, text, calendar.fact.spans + one.fact.spans, (person, *others))


def _with_lacks(fact: Fact, lacks: Sequence[Fact]) -> Fact:
    shown = "; ".join(lack.sentence for lack in lacks[:REASONS_AT_MOST])
    more = len(lacks) - REASONS_AT_MOST
    rest = f"; and {count_of(more, 'reason')} more" if more > 0 else ""
    people = dict.fromkeys(person for lack in lacks for person in lack.people)
    return replace(fact, sentence=f"{fact.sentence} – {shown}{rest}", people=tuple(people))


def _speaks_of_calendars(core: Core) -> bool:
    return any(one.fact.kind == Kind.SCHEDULABLE for one in core.facts)


def _numbers(ground: Ground, core: Core, side: int) -> list[Fact]:
    """How many there are on the other side, where nothing else keeps people from going to somebody new."""
    if any(isinstance(one, Forbids) for one in core.facts):
        return []
    noun, count = SIDES[1 - side][:-1], len(ground.sides[1 - side])
    verb = "is" if count == 1 else "are"
    cohort = ground.candidates.cohort
    span = cohort.key_span(SIDES[1 - side]) if count else None
    sentence = f"there {verb} {count_of(count, noun)}" if count else f"there is no {noun}"
    return [Fact(Kind.NUMBERS, sentence, (span,) if span else ())]
