"""Whether the pinned sessions of an older rota can stay; where not, which of them and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ortools.sat.python import cp_model

from pairmatch.cohort.source import Loc
from pairmatch.diagnostics import Diagnostic, Note, Severity, Span
from pairmatch.errors import CohortError
from pairmatch.progress import Watch
from pairmatch.rota.board import Board
from pairmatch.rota.codes import ALONE, TOGETHER
from pairmatch.rota.constraints import add_all
from pairmatch.rota.demand import Demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.keep import Old
from pairmatch.rota.pins import Stay, let_stay, stays
from pairmatch.rota.rota import AnySession, WorkshopSession
from pairmatch.rota.search import Effort, minimise
from pairmatch.rota.variables import Variables

_SECONDS = 10.0
"""What one look whether pins can stay may take; it takes far less, as everything may be missed."""


def ensure_pins_can_stay(data: Demands) -> None:
    """Return where all pinned sessions can stay as they are, whatever that costs.

    Raises
    ------
    CohortError
        With what is against each that cannot stay, or with the smallest set (no part of it is one) of
        those that cannot stay together.
    """
    if data.old is None or not data.old.pinned:
        return
    wanted, sessions = stays(data), dict(data.old.pinned)
    refused = {number: why for number, why in wanted.items() if isinstance(why, str)}
    if refused:
        raise CohortError(_alone(data.old, number, sessions[number], why) for number, why in refused.items())
    clashing = _clashing(data, {number: stay for number, stay in wanted.items() if isinstance(stay, Stay)})
    if len(clashing) == 1:
        ((number, stay),) = clashing.items()
        raise CohortError([_alone(data.old, number, sessions[number], _against(data, {}, stay))])
    if clashing:
        raise CohortError([_together(data, data.old, clashing)])


def _clashing(data: Demands, wanted: dict[int, Stay]) -> dict[int, Stay]:
    """The smallest set, found by deletion, of those that cannot stay together; empty where all can."""
    can_stay = _Look(data)
    if can_stay(wanted.values()):
        return {}
    for number in list(wanted):
        fewer = {other: stay for other, stay in wanted.items() if other != number}
        if not can_stay(fewer.values()):
            wanted = fewer
    return wanted


class _Look:
    """Whether there is any rota in which some sessions stay."""

    def __init__(self, data: Demands) -> None:
        self._model = cp_model.CpModel()
        self._v = Variables(self._model, data)
        add_all(self._model, self._v, with_pins=False)

    def __call__(self, wanted: Iterable[Stay]) -> bool:
        model = self._model.clone()
        for stay in wanted:
            let_stay(model, self._v, stay)
        outcome = minimise(model, "pinned sessions", Watch(_SECONDS, None, None), Effort(_SECONDS))
        return outcome.status != cp_model.INFEASIBLE


def _alone(old: Old, number: int, session: AnySession, why: str) -> Diagnostic:
    return _fault(old, ALONE, number, f"{_named(session)} is pinned and cannot stay: {why}", ())


def _together(data: Demands, old: Old, clashing: dict[int, Stay]) -> Diagnostic:
    sessions = dict(old.pinned)
    first, *others = clashing
    why = ""
    if len(others) == 1:
        why = f": {_against(data, {first: clashing[first]}, clashing[others[0]])}"
    message = (
        f"these pinned sessions cannot all stay: {_list(_named(sessions[one]) for one in clashing)}{why}"
    )
    notes = tuple(Note(_named(sessions[one]), _span(old, one)) for one in others)
    return _fault(old, TOGETHER, first, message, notes)


def _fault(old: Old, code: str, number: int, message: str, notes: Sequence[Note]) -> Diagnostic:
    help_ = "take its `pin` away, or mend what is against it"
    return Diagnostic(code, Severity.ERROR, message, _span(old, number), help_, tuple(notes))


def _span(old: Old, number: int) -> Span | None:
    at: Loc = ("sessions", number, "pin")
    return old.source.span(at) if old.source else None


def _named(session: AnySession) -> str:
    """As `kickoff on 2026-10-13 am` or `the meeting of lee and kay on 2026-10-13 am`."""
    if isinstance(session, WorkshopSession):
        return f"{session.workshop} on {session.half_day}"
    one, other = session.everyone
    what = "meeting of" if session.kind == "meeting" else "shadowing of"
    return f"the {what} {one} {'and' if session.kind == 'meeting' else 'at'} {other} on {session.half_day}"


def _list(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"


def _against(data: Demands, others: dict[int, Stay], stay: Stay) -> str:
    """The first thing that stands against one, with the others where they are."""
    board = Board(_plan(data, others.values()))
    return next(filter(None, _reasons(data, board, stay)), "it does not go with the rules of the cohort")


def _reasons(data: Demands, board: Board, stay: Stay) -> Iterator[str | None]:
    yield from (board.against_workshop(data.workshops[at], run) for at, run in stay.attends)
    yield from (board.against_shadowing(data.shadowings[at], t) for at, t in stay.shadows)
    yield from (board.against_meeting(data.meetings[at], t) for at, t in stay.meets)


def _plan(data: Demands, wanted: Iterable[Stay]) -> Plan:
    plan = Plan(data)
    for stay in wanted:
        plan.attends.update(stay.attends)
        plan.leads.update(stay.leads)
        plan.meets.update(stay.meets)
        for at, t in stay.shadows:
            plan.shadows[at] = (*plan.shadows.get(at, ()), t)
    return plan
