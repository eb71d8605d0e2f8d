"""Shadowing and meetings around workshops that are placed: the earliest half-day for each, at once.

It is where the search begins, so that there is a plan worth having however short the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pairmatch.rota.board import Board
from pairmatch.rota.extract import Plan


def filled(plan: Plan) -> Plan:
    """The plan with as much shadowing, then as many meetings, as find a place one after the other.

    Demands with the fewest half-days to spare come first; a half-day that nobody avoids comes
    before one that somebody does.
    """
    board = Board(plan)
    return replace(plan, shadows=_shadows(plan, board), meets=_meets(plan, board))


def _shadows(plan: Plan, board: Board) -> dict[int, tuple[int, ...]]:
    data = plan.data
    held: dict[int, tuple[int, ...]] = {}
    by_spare = sorted(range(len(data.shadowings)), key=lambda at: len(data.shadowings[at].half_days))
    for at in by_spare:
        demand = data.shadowings[at]
        for t in _preferred(plan, demand.half_days, (demand.guest, demand.host)):
            if len(held.get(at, ())) == demand.count:
                break
            if board.against_shadowing(demand, t) is None:
                board.hold_shadowing(demand, t)
                held[at] = tuple(sorted((*held.get(at, ()), t)))
    return held


def _meets(plan: Plan, board: Board) -> dict[int, int]:
    data = plan.data
    held: dict[int, int] = {}
    for at in sorted(range(len(data.meetings)), key=lambda at: len(data.meetings[at].half_days)):
        demand = data.meetings[at]
        for t in _preferred(plan, demand.half_days, demand.people):
            if board.against_meeting(demand, t) is None:
                board.hold_meeting(demand, t)
                held[at] = t
                break
    return held


def _preferred(plan: Plan, half_days: Iterable[int], people: Iterable[str]) -> list[int]:
    avoided = plan.data.avoided
    return sorted(half_days, key=lambda t: (sum(avoided(person, t) for person in people), t))
