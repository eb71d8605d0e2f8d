"""The engines, run under the progress display."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol, TypeVar

from pairmatch.cli.screen import Screen
from pairmatch.cli.solving import OnStop, Solved, solve
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop
from pairmatch.rota.joint.held import HeldPairing
from pairmatch.rota.keep import Keep
from pairmatch.rota.rota import Rota

Answer = TypeVar("Answer", covariant=True)


class Question(Protocol[Answer]):
    """A function of the library, everything but its time and its listeners given."""

    def __call__(self, *, time_limit: float, on_progress: OnProgress | None, stop: Stop | None) -> Answer:
        """Answer it."""


def ask(
    screen: Screen,
    label: str,
    question: Question[Answer],
    time_limit: float,
    on_stop: OnStop = OnStop.TOLD,
) -> Solved[Answer]:
    """Have a question answered, its progress shown under `label`."""
    return solve(
        screen,
        label,
        lambda hear, stop: question(time_limit=time_limit, on_progress=hear, stop=stop),
        time_limit,
        on_stop,
    )


def make_pairing(
    screen: Screen,
    cohort: Cohort,
    time_limit: float,
    wishes: Wishes = Wishes(),
    on_stop: OnStop = OnStop.KEPT,
) -> Solved[Pairing]:
    """Pair a cohort; with its rota in view, where the wishes say so."""
    from pairmatch.matching import match

    if wishes.with_rota:
        held = make_held_pairing(screen, cohort, time_limit, wishes, on_stop)
        return Solved(held.result.pairing, held.interrupted)
    return ask(screen, "pairing", partial(match, cohort, wishes), time_limit, on_stop)


def make_held_pairing(
    screen: Screen, cohort: Cohort, time_limit: float, wishes: Wishes, on_stop: OnStop = OnStop.KEPT
) -> Solved[HeldPairing]:
    """Pair a cohort so that its rota misses as little as can be."""
    from pairmatch.rota.joint import match_with_rota

    return ask(screen, "pairing", partial(match_with_rota, cohort, wishes), time_limit, on_stop)


def make_rota(
    screen: Screen,
    cohort: Cohort,
    pairing: Pairing,
    weeks: int | None,
    time_limit: float,
    keep: Keep | None,
    manner: Mapping[str, Any],
) -> Solved[Rota]:
    """Schedule a paired cohort, from nothing or from an older rota; `manner`: options of the search."""
    from pairmatch.rota import schedule

    plan = partial(schedule, cohort, pairing, weeks=weeks, keep=keep, **manner)
    return ask(screen, "rota", plan, time_limit, OnStop.KEPT)
