"""The rota week by week: workshops with room, seats and facilitator; shadowings; meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from pairmatch.calendar.programme import programme_time
from pairmatch.report.cost import session_length
from pairmatch.report.seats import seats
from pairmatch.report.terminal.page import GAP, Page, widest
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, halves_from, short_date, week_dates, week_of
from pairmatch.rota.rota import AnySession, MeetingSession, Rota, ShadowingSession, WorkshopSession


@dataclass(frozen=True)
class _Listing:
    """Which sessions are listed, and the columns of the list, the same in every week."""

    with_names: bool
    with_attendance: bool
    when_cells: int
    what_cells: int
    closed: frozenset[int]
    """The weeks that are closed from end to end."""

    def lists(self, session: AnySession) -> bool:
        return self.with_names or isinstance(session, WorkshopSession)


def show_weeks(page: Page, rota: Rota, *, with_names: bool, with_attendance: bool) -> None:
    """Print every week: its workshops, and its other sessions with names or as counts."""
    sessions = sorted(rota.sessions, key=lambda one: _time(page, one))
    listing = _listing(page, sessions, rota.weeks, with_names, with_attendance)
    weeks: dict[int, list[AnySession]] = defaultdict(list)
    for session in sessions:
        weeks[week_of(page.cohort.programme, session.date)].append(session)
    for week in sorted({*range(1, rota.weeks + 1), *weeks}):
        if with_names or week == 1:
            page.console.print()
        _show_week(page, week, weeks[week], listing)


def _listing(
    page: Page, sessions: Sequence[AnySession], weeks: int, with_names: bool, with_attendance: bool
) -> _Listing:
    listed = [one for one in sessions if with_names or isinstance(one, WorkshopSession)]
    when = widest([_when(page, session) for session in listed])
    what = widest([_what(page, session) for session in listed])
    what = min(what, max(10, (page.width - when) // 3))
    return _Listing(with_names, with_attendance, when, what, _closed_weeks(page, weeks))


def _closed_weeks(page: Page, weeks: int) -> frozenset[int]:
    time = programme_time(page.cohort, weeks)
    return frozenset(slot.week for slot in time.slots) - {
        slot.week for slot in time.slots if time.open[slot.index]
    }


def _show_week(page: Page, week: int, sessions: Sequence[AnySession], listing: _Listing) -> None:
    dates = week_dates(page.cohort.programme, week, page.glyphs.dash)
    title = Text(f"Week {week}", "bold").append(f"{page.dot}{dates}", "not bold")
    counts = _counts([one for one in sessions if not listing.lists(one)])
    if counts or not sessions:
        title.append(
            page.dot + page.dot.join(counts or ["closed" if week in listing.closed else "no sessions"]),
            "not bold dim",
        )
    page.console.print(title)
    listed = [one for one in sessions if listing.lists(one)]
    if listed:
        page.console.print(_table(page, listed, listing))


def _counts(sessions: Sequence[AnySession]) -> list[str]:
    shadowing = sum(isinstance(one, ShadowingSession) for one in sessions)
    meetings = len(sessions) - shadowing
    found = [counted(shadowing, "shadowing half-day")] if shadowing else []
    return [*found, counted(meetings, "meeting")] if meetings else found


def _table(page: Page, sessions: Sequence[AnySession], listing: _Listing) -> Table:
    """When, what, and where with whom; the time is not repeated."""
    rest = max(10, page.width - listing.when_cells - listing.what_cells - 3 * GAP)
    if page.is_narrow:
        rest = max(10, page.width - listing.when_cells - 2 * GAP)
        grid = page.grid([0, listing.when_cells, rest])
    else:
        grid = page.grid([0, listing.when_cells, listing.what_cells, rest])
    before = ""
    for session in sessions:
        when = _when(page, session)
        details = _details(page, session, listing.with_attendance)
        shown = Text("" if when == before else when)
        what = _styled(session, _what(page, session))
        cells = [Text("\n").join([what, details])] if page.is_narrow else [what, details]
        grid.add_row(Text(""), shown, *cells)
        before = when
    return grid


def _time(page: Page, session: AnySession) -> tuple[object, ...]:
    halves = list(page.cohort.programme.halves)
    half = halves.index(session.half) if session.half in halves else len(halves)
    kinds = (WorkshopSession, ShadowingSession, MeetingSession)
    return (session.date, half, kinds.index(type(session)), session.everyone)


def _when(page: Page, session: AnySession) -> str:
    halves = halves_from(page.cohort.programme, session.half, session_length(page.cohort, session))
    return f"{short_date(session.date)} {visible(halves)}"


def _what(page: Page, session: AnySession) -> str:
    return page.names.workshop(session.workshop) if isinstance(session, WorkshopSession) else session.kind


def _styled(session: AnySession, text: str) -> Text:
    styles = {"workshop": "bold", "shadowing": "green", "meeting": "blue"}
    return Text(text, styles[session.kind])


def _details(page: Page, session: AnySession, with_attendance: bool) -> Text:
    names = page.names
    if isinstance(session, MeetingSession):
        return Text(f" {page.glyphs.plus} ".join(map(names.person, session.people)))
    if isinstance(session, ShadowingSession):
        site = f", {visible(session.site)}" if session.site and names.has_sites else ""
        return Text(f"{names.person(session.guest)} {page.glyphs.arrow} {names.person(session.host)}{site}")
    line = page.gauge(len(session.people), seats(page.cohort, session))
    line.append(f"  {names.room(session.room)}")
    if session.facilitators:
        line.append(f"; {names.people(session.facilitators)}")
    if with_attendance:
        line.append(f"\n{names.people(session.people)}", "dim")
    return line
