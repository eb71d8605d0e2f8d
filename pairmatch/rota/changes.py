"""What differs between two rotas, and who must be told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pairmatch.cohort.document import CohortStamp
from pairmatch.matching.pairing_changes import Both, PairsChanged, pairs_changed, people_of
from pairmatch.rota.attendance import At, Identity, Kind, attended, time_key
from pairmatch.rota.matched import Couple, matched
from pairmatch.rota.rota import AnyMissed, MissedMeeting, MissedWorkshop, Rota, RotaProof
from pairmatch.rota.runs_changed import RunChange, runs_changed

USUAL_HALVES = ("am", "pm")


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise for the same people."""

    change: Literal["moved", "place", "gone", "new"]
    """`moved` to another half-day; `place`: on the same half-day in another room or site, or held by
    others."""
    kind: Kind
    people: tuple[str, ...]
    """All who attend a workshop, or hold it, and whom it changes for alike; the guest and the host; the
    two who meet."""
    workshop: str | None
    before: At | None
    """None for a new one."""
    after: At | None
    """None for one that is gone."""


@dataclass(frozen=True)
class PersonChanges:
    """All that one person must be told."""

    person: str
    changes: tuple[Change, ...]
    """In time order."""
    newly_missed: tuple[AnyMissed, ...]
    no_longer_missed: tuple[AnyMissed, ...]


@dataclass(frozen=True)
class RotaChanges:
    """What differs between two rotas."""

    cohort: Both[CohortStamp]
    weeks: Both[int]
    proof: Both[RotaProof]
    missed: Both[int]
    """How many demands each lists as missed."""
    pairs: PairsChanged
    sessions: tuple[Change, ...]
    """Of those who are paired, in time order."""
    holdings: tuple[Change, ...]
    """Of facilitators, in time order."""
    runs: tuple[RunChange, ...]
    """The runs of workshops that moved, are gone or new."""
    newly_missed: tuple[AnyMissed, ...]
    """Each with those people only who did not miss it before; a reason that differs is no difference."""
    no_longer_missed: tuple[AnyMissed, ...]
    people: tuple[PersonChanges, ...]
    """Who must be told: doctors, managers, facilitators."""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs: pairs, weeks, sessions, misses, the cost and what is proven."""
        told = self.sessions or self.holdings or self.runs or self.newly_missed or self.no_longer_missed
        facts = (self.pairs, self.weeks, self.proof, self.missed)
        return not told and all(fact.is_same for fact in facts)


def rota_changes(before: Rota, after: Rota, halves: Sequence[str] = USUAL_HALVES) -> RotaChanges:
    """Compare two rotas, of one version of a cohort or of two.

    Sessions are matched by what they are: the workshop of a person, the shadowings of a guest at a host,
    the meetings of a pair. Those on the same half-day are kept, and of the others as many as can be count
    as moved, in time order: no other matching has fewer moves for as few sessions gone and new.

    Parameters
    ----------
    before, after
        Any rotas, edited by hand or not.
    halves
        The halves of a day in their order.
    """
    order = _order(before, after)
    changes = sorted(_changes(before, after, halves, order), key=lambda one: _time(one, halves, order))
    newly, no_longer = tuple(_besides(after, before)), tuple(_besides(before, after))
    return RotaChanges(
        cohort=Both(before.cohort, after.cohort),
        weeks=Both(before.weeks, after.weeks),
        proof=Both(before.proof, after.proof),
        missed=Both(len(before.missed), len(after.missed)),
        pairs=pairs_changed(before.pairs, after.pairs),
        sessions=tuple(one for one in changes if one.kind != "holding"),
        holdings=tuple(one for one in changes if one.kind == "holding"),
        runs=runs_changed(before, after, halves),
        newly_missed=newly,
        no_longer_missed=no_longer,
        people=tuple(_people(order, changes, newly, no_longer)),
    )


def _order(before: Rota, after: Rota) -> dict[str, int]:
    """The place of everyone in lists: doctors, managers, and others as they appear."""
    paired = people_of(after.pairs, before.pairs)
    present = [
        person
        for rota in (after, before)
        for entry in (*rota.sessions, *rota.missed)
        for person in (*entry.everyone, *getattr(entry, "facilitators", ()))
    ]
    return {person: at for at, person in enumerate(dict.fromkeys((*paired, *present)))}


def _changes(before: Rota, after: Rota, halves: Sequence[str], order: dict[str, int]) -> Iterator[Change]:
    """The changes, those of a workshop that are alike for several people joined."""
    old, new = attended(before, halves), attended(after, halves)
    alike: dict[tuple[Kind, str, At | None, At | None, int], list[str]] = defaultdict(list)
    for identity in dict.fromkeys((*old, *new)):
        repeated: Counter[Couple] = Counter()
        for was, now in matched(old.get(identity, ()), new.get(identity, ())):
            if identity.workshop is None:
                yield _change(identity.kind, _guest_or_pair(identity, order), None, was, now)
            else:
                key = (identity.kind, identity.workshop, was, now, repeated[was, now])
                alike[key].extend(identity.people)
                repeated[was, now] += 1
    for (kind, workshop, was, now, _), people in alike.items():
        yield _change(kind, tuple(sorted(people, key=order.__getitem__)), workshop, was, now)


def _guest_or_pair(identity: Identity, order: dict[str, int]) -> tuple[str, ...]:
    if identity.kind == "shadowing":
        return identity.people
    return tuple(sorted(identity.people, key=order.__getitem__))


def _change(
    kind: Kind, people: tuple[str, ...], workshop: str | None, was: At | None, now: At | None
) -> Change:
    if was is None or now is None:
        return Change("new" if was is None else "gone", kind, people, workshop, was, now)
    return Change("place" if was.when == now.when else "moved", kind, people, workshop, was, now)


def _time(change: Change, halves: Sequence[str], order: dict[str, int]) -> tuple[object, ...]:
    """A change comes where the session was, or is where it was not."""
    keys = [time_key(at, halves) for at in (change.before, change.after) if at is not None]
    return (keys[0], keys[-1], change.kind, change.workshop or "", [order[one] for one in change.people])


def _besides(rota: Rota, other: Rota) -> Iterator[AnyMissed]:
    """What a rota misses that the other does not, each with the people who are concerned."""
    left = Counter(key for missed in other.missed for key in _keys(missed).values())
    for missed in rota.missed:
        alone = []
        for person, key in _keys(missed).items():
            if left[key]:
                left[key] -= 1
            else:
                alone.append(person)
        if alone and isinstance(missed, MissedWorkshop):
            yield missed.model_copy(update={"people": tuple(alone)})
        elif alone:
            yield missed


def _keys(missed: AnyMissed) -> dict[str, tuple[object, ...]]:
    """What is missed: of a workshop by each person, else by the two together, under the first of them."""
    if isinstance(missed, MissedWorkshop):
        return {person: ("workshop", missed.workshop, person) for person in missed.people}
    if isinstance(missed, MissedMeeting):
        return {missed.people[0]: ("meeting", tuple(sorted(missed.people)), missed.weeks)}
    return {missed.guest: ("shadowing", missed.guest, missed.host)}


def _people(
    order: Iterable[str],
    changes: Sequence[Change],
    newly: Sequence[AnyMissed],
    no_longer: Sequence[AnyMissed],
) -> Iterator[PersonChanges]:
    for person in order:
        own = tuple(one for one in changes if person in one.people)
        more = tuple(one for one in newly if person in one.everyone)
        fewer = tuple(one for one in no_longer if person in one.everyone)
        if own or more or fewer:
            yield PersonChanges(person, own, more, fewer)
