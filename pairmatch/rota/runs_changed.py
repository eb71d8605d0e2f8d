"""The runs of workshops that moved from one rota to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pairmatch.rota.attendance import At, at_of, time_key
from pairmatch.rota.rota import Rota, WorkshopSession


@dataclass(frozen=True)
class RunChange:
    """A run of a workshop that moved to another half-day, is gone, or new."""

    change: Literal["moved", "gone", "new"]
    workshop: str
    before: At | None
    after: At | None
    people: int
    """Who attend it now; who did, where it is gone."""


def runs_changed(before: Rota, after: Rota, halves: Sequence[str]) -> tuple[RunChange, ...]:
    """The runs that are not on a half-day of the other rota, matched by whom they share, then in time order.

    Parameters
    ----------
    before, after
        Two rotas.
    halves
        The halves of a day in their order.
    """
    old, new = _runs(before, halves), _runs(after, halves)
    return tuple(
        change
        for workshop in dict.fromkeys((*old, *new))
        for change in _of_one(workshop, old.get(workshop, []), new.get(workshop, []))
    )


def _runs(rota: Rota, halves: Sequence[str]) -> dict[str, list[WorkshopSession]]:
    runs = [session for session in rota.sessions if isinstance(session, WorkshopSession)]
    found: dict[str, list[WorkshopSession]] = {}
    for run in sorted(runs, key=lambda one: time_key(at_of(one), halves)):
        found.setdefault(run.workshop, []).append(run)
    return found


def _of_one(
    workshop: str, before: list[WorkshopSession], after: list[WorkshopSession]
) -> Iterator[RunChange]:
    was, now = _elsewhere(before, after), _elsewhere(after, before)
    while was and now:
        run, other = max(((one, two) for one in was for two in now), key=_shared)
        was.remove(run)
        now.remove(other)
        yield RunChange("moved", workshop, at_of(run), at_of(other), len(other.people))
    yield from (RunChange("gone", workshop, at_of(run), None, len(run.people)) for run in was)
    yield from (RunChange("new", workshop, None, at_of(run), len(run.people)) for run in now)


def _elsewhere(runs: list[WorkshopSession], others: list[WorkshopSession]) -> list[WorkshopSession]:
    """The runs beyond as many as the others have on the same half-day."""
    taken = [run.half_day for run in others]
    left = []
    for run in runs:
        if run.half_day in taken:
            taken.remove(run.half_day)
        else:
            left.append(run)
    return left


def _shared(couple: tuple[WorkshopSession, WorkshopSession]) -> int:
    return len(set(couple[0].people) & set(couple[1].people))
