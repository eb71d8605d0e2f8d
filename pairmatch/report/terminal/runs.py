"""Workshops and rooms: how many runs are held, how full each is, how much each room is used."""

from __future__ import annotations

from collections import defaultdict

from rich.text import Text

from pairmatch.cohort.sessions import Workshop
from pairmatch.report.seats import seats
from pairmatch.report.terminal.page import GAP, Page, packed, widest
from pairmatch.report.words import counted, short_date
from pairmatch.rota.rota import Rota, WorkshopSession


def show_runs(page: Page, rota: Rota) -> None:
    """Print a line a workshop with each of its runs, then a line a room."""
    runs = [session for session in rota.sessions if isinstance(session, WorkshopSession)]
    if not runs:
        return
    page.heading("Workshop runs")
    _show_workshops(page, runs)
    if any(run.room for run in runs):
        page.heading("Rooms")
        _show_rooms(page, runs)


def _show_workshops(page: Page, runs: list[WorkshopSession]) -> None:
    titles = [page.names.workshop(workshop.id) for workshop in page.cohort.workshops]
    if page.is_narrow:
        for workshop, title in zip(page.cohort.workshops, titles, strict=True):
            held = [run for run in runs if run.workshop == workshop.id]
            page.text(title)
            page.text(
                packed([*_counts(workshop, held), *_each(page, held)], page.dot, page.width - 2), indent=2
            )
        return
    title_cells = min(widest(titles), max(10, page.width // 3))
    held_cells, people_cells = len("99 of 99 runs"), len("999 people")
    rest = max(10, page.width - title_cells - held_cells - people_cells - 3 * GAP)
    grid = page.grid([title_cells, held_cells, people_cells, rest])
    for workshop, title in zip(page.cohort.workshops, titles, strict=True):
        held = [run for run in runs if run.workshop == workshop.id]
        each = Text(packed(_each(page, held), page.dot, rest), "dim")
        grid.add_row(Text(title), *map(Text, _counts(workshop, held)), each)
    page.console.print(grid)


def _counts(workshop: Workshop, held: list[WorkshopSession]) -> tuple[str, str]:
    """How many runs are held, and for how many people."""
    people = sum(len(run.people) for run in held)
    return f"{len(held)} of {counted(workshop.runs, 'run')}", counted(people, "person", "people")


def _each(page: Page, held: list[WorkshopSession]) -> list[str]:
    return [f"{short_date(run.date)} {_filled(page, run)}" for run in held]


def _filled(page: Page, run: WorkshopSession) -> str:
    limit = seats(page.cohort, run)
    return f"{len(run.people)}" if limit is None else f"{len(run.people)}/{limit}"


def _show_rooms(page: Page, runs: list[WorkshopSession]) -> None:
    by_room: dict[str, list[WorkshopSession]] = defaultdict(list)
    for run in runs:
        by_room[run.room or ""].append(run)
    rooms = [room for room in page.cohort.rooms if room.id in by_room]
    names = [page.names.room(room.id) for room in rooms]
    name_cells = min(widest(names), max(10, page.width // 2))
    grid = page.grid([name_cells, len("99 runs"), max(10, page.width - name_cells - 7 - 2 * GAP)])
    for room, name in zip(rooms, names, strict=True):
        held = by_room[room.id]
        fullest = max(len(run.people) for run in held)
        gauge = page.gauge(fullest, room.capacity).append(" in the fullest", "dim")
        grid.add_row(Text(name), Text(counted(len(held), "run")), gauge)
    if by_room[""]:
        grid.add_row(Text("online"), Text(counted(len(by_room[""]), "run")), Text(""))
    page.console.print(grid)
