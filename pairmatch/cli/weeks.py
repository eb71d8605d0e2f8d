"""What `rota --weeks N` does to the windows of the cohort file."""

from __future__ import annotations

from pairmatch.cli.screen import Screen
from pairmatch.cohort.rules import window_clipped, window_outside
from pairmatch.cohort.schema import MAX_WEEKS, Cohort
from pairmatch.errors import CohortError, WrongUsage


def check_weeks(cohort: Cohort, weeks: int | None, screen: Screen) -> None:
    """Warn of windows that so many weeks cut short.

    Raises
    ------
    WrongUsage
        When no programme is so long.
    CohortError
        When a window lies wholly outside, with every one that does.
    """
    if weeks is None or weeks == cohort.programme.weeks:
        return
    if weeks > MAX_WEEKS:
        raise WrongUsage(f"--weeks {weeks}: a programme has at most {MAX_WEEKS} weeks")
    programme = cohort.programme.model_copy(update={"weeks": weeks})
    shortened = cohort.model_copy(update={"programme": programme})
    outside = tuple(window_outside.check(shortened))
    if outside:
        raise CohortError(outside)
    screen.warn_in_short(window_clipped.check(shortened))
