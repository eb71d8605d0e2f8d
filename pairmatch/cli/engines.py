"""The two engines, run under the progress display."""

from __future__ import annotations

from pairmatch.cli.screen import Screen
from pairmatch.cli.solving import Solved, solve
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.rota.rota import Rota


def make_pairing(screen: Screen, cohort: Cohort, time_limit: float) -> Solved[Pairing]:
    """Pair a cohort."""
    from pairmatch.matching import match

    return solve(
        screen,
        "pairing",
        lambda hear, stop: match(cohort, time_limit=time_limit, on_progress=hear, stop=stop),
        time_limit,
    )


def make_rota(
    screen: Screen, cohort: Cohort, pairing: Pairing, weeks: int | None, time_limit: float
) -> Solved[Rota]:
    """Schedule a paired cohort."""
    from pairmatch.rota import schedule

    return solve(
        screen,
        "rota",
        lambda hear, stop: schedule(
            cohort, pairing, weeks=weeks, time_limit=time_limit, on_progress=hear, stop=stop
        ),
        time_limit,
    )
