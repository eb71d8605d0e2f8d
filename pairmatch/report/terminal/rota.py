"""The rota as a whole: what is held, week by week, pair by pair, run by run; what is missed."""

from __future__ import annotations

from rich.text import Text

from pairmatch.report.cost import cost_in_words
from pairmatch.report.rota_proof import rota_proof
from pairmatch.report.terminal.missed import show_missed
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.pairs_by_week import show_pairs_by_week
from pairmatch.report.terminal.runs import show_runs
from pairmatch.report.terminal.weeks import show_weeks
from pairmatch.report.visible import visible
from pairmatch.report.words import counted
from pairmatch.report.working_time import working_time
from pairmatch.rota.rota import MeetingSession, Rota, ShadowingSession, WorkshopSession

FEW_PAIRS = 12
"""Up to this many pairs every session is shown with names, without being asked for."""


def show_rota(page: Page, rota: Rota, *, with_names: bool = False) -> None:
    """Print a rota.

    Parameters
    ----------
    page
        Where to.
    rota
        The rota.
    with_names
        Whether shadowings and meetings are listed with names even where there are many.
    """
    named = with_names or len(rota.pairs) <= FEW_PAIRS
    page.text(_title(page, rota), "bold")
    page.text(_counts(page, rota))
    show_weeks(page, rota, with_names=named, with_attendance=with_names)
    show_pairs_by_week(page, rota)
    show_runs(page, rota)
    show_missed(page, rota, all_of_them=with_names)
    page.console.print()
    page.text(rota_proof(page.cohort, rota))
    parts = page.dot.join(cost_in_words(page.cohort, rota))
    if parts:
        page.console.print(Text(f"The cost of {rota.proof.cost:,} is made of {parts}.", "dim"))
    for line in working_time(page.cohort, rota):
        page.text(visible(line), "dim")
    if not named:
        page.text("Every session with its names: --all. One person's sessions: --person ID.", "dim")


def _title(page: Page, rota: Rota) -> str:
    pairs = counted(len(rota.pairs), "pair")
    return f"{visible(page.cohort.programme.name)}: {counted(rota.weeks, 'week')}, {pairs}"


def _counts(page: Page, rota: Rota) -> str:
    runs = sum(isinstance(session, WorkshopSession) for session in rota.sessions)
    shadowing = sum(isinstance(session, ShadowingSession) for session in rota.sessions)
    meetings = sum(isinstance(session, MeetingSession) for session in rota.sessions)
    parts = [
        counted(runs, "workshop run"),
        counted(shadowing, "shadowing half-day"),
        counted(meetings, "meeting"),
        f"{len(rota.missed):,} missed" if rota.missed else "nothing missed",
    ]
    return page.dot.join(parts)
