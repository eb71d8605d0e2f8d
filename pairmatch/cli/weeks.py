"""What `rota --weeks N` does to the windows of the cohort file."""

from __future__ import annotations

from dataclasses import replace

from pairmatch.cli.screen import Screen
from pairmatch.cohort.rules import window_clipped, window_outside
from pairmatch.cohort.schema import MAX_WEEKS, Cohort
from pairmatch.errors import CohortError, WrongUsage
from pairmatch.report.words import counted


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
        raise CohortError(replace(one, help=_advice(cohort, weeks)) for one in outside)
    screen.warn_in_short(window_clipped.check(shortened))


def _advice(cohort: Cohort, weeks: int) -> str:
    """What to do about windows that only the option has put outside."""
    least = max(window.first for _, window in window_outside.windows(cohort))
    whole = counted(cohort.programme.weeks, "week")
    return (
        f"`--weeks {weeks}` caused this: the programme of the file has {whole}. "
        f"Leave `--weeks` out, give at least {least}, or move the window"
    )
