"""One person's sessions: when, what, where and with whom."""

from __future__ import annotations

from rich.text import Text

from pairmatch.report.appointments import company, what_for
from pairmatch.report.cost import session_length
from pairmatch.report.terminal.missed import show_missed
from pairmatch.report.terminal.page import GAP, Page, widest
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, halves_from, hours_from, short_date, week_of
from pairmatch.rota.rota import AnySession, MeetingSession, Rota, ShadowingSession, WorkshopSession


def show_timetable(page: Page, rota: Rota, person: str) -> None:
    """Print the timetable of one person; of a facilitator, the workshops that they hold."""
    held = [one for one in rota.sessions if isinstance(one, WorkshopSession) and person in one.facilitators]
    holds = any(one.id == person for one in page.cohort.facilitators)
    sessions: list[AnySession] = [*held] if holds else _own(rota, person)
    about = f"holds {counted(len(held), 'workshop run')}" if holds else _partners(page, rota, person)
    page.text(f"{page.names.person(person)}{page.dot}{about}", "bold")
    if not sessions:
        page.text("No sessions.")
    else:
        _show_sessions(page, rota, sessions, person)
    show_missed(page, rota, person=person)


def _own(rota: Rota, person: str) -> list[AnySession]:
    return [session for session in rota.sessions if person in session.everyone]


def _partners(page: Page, rota: Rota, person: str) -> str:
    partners = [other for pair in rota.pairs for other in pair if person in pair and other != person]
    if not partners:
        return "not paired"
    sessions = len(_own(rota, person))
    return f"with {page.names.people(partners)}{page.dot}{counted(sessions, 'session')}"


def _show_sessions(page: Page, rota: Rota, sessions: list[AnySession], person: str) -> None:
    week = [f"week {week_of(page.cohort.programme, one.date)}" for one in sessions]
    when = [f"{short_date(one.date)} {_half(page, one)}" for one in sessions]
    what = [what_for(page.names, one, person) for one in sessions]
    if page.is_narrow:
        for number, session in enumerate(sessions):
            page.text(f"{week[number]}{page.dot}{when[number]}")
            told = filter(None, (what[number], _where(page, rota, session, person)))
            page.text("; ".join(told), "bold" if session.kind == "workshop" else "", indent=2)
        return
    week_cells, when_cells = widest(week), widest(when)
    rest = page.width - week_cells - when_cells - 3 * GAP
    what_cells = min(widest(what), max(10, rest // 2))
    grid = page.grid([week_cells, when_cells, what_cells, max(10, rest - what_cells)])
    for number, session in enumerate(sessions):
        repeated = number > 0 and week[number] == week[number - 1]
        grid.add_row(
            Text("" if repeated else week[number], "dim"),
            Text(when[number]),
            Text(what[number], "bold" if session.kind == "workshop" else ""),
            Text(_where(page, rota, session, person)),
        )
    page.console.print(grid)


def _half(page: Page, session: AnySession) -> str:
    programme, length = page.cohort.programme, session_length(page.cohort, session)
    halves, hours = (spell(programme, session.half, length) for spell in (halves_from, hours_from))
    return visible(halves) if page.is_narrow else f"{visible(halves)} {hours}".strip()


def _where(page: Page, rota: Rota, session: AnySession, person: str) -> str:
    if isinstance(session, MeetingSession):
        return ""
    if isinstance(session, ShadowingSession):
        return "" if page.is_narrow else visible(session.site or "")
    return "; ".join([page.names.room(session.room), *company(page.names, rota, session, person)])
