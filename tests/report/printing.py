"""Printing a report as a terminal would show it, and names that try to do harm there."""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console

from pairmatch.cohort.schema import Cohort
from pairmatch.report.terminal.page import Page
from tests.report.samples import cohort_data

HOSTILE = (
    "[bold]Dr[/bold] [/] [link=file:///etc]x",
    "\x1b[2J\x1b[31mDr Red",
    "\u202eevil\u2066 gnp.exe",
    "a\tb\nc\rd",
    ":bomb: \x07",
    "x" * 300,
    "李" * 120,
    "=1+1",
)


def printed(cohort: Cohort, show: Callable[[Page], None], width: int = 80, encoding: str = "utf-8") -> str:
    """What a report prints on a terminal of this width and encoding, with colours."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="replace")
    console = Console(
        file=stream, width=width, markup=False, highlight=False, emoji=False, force_terminal=False
    )
    show(Page(console, cohort))
    stream.flush()
    return raw.getvalue().decode(encoding)


def with_names(names: tuple[str, ...], pairs: int = 3) -> Cohort:
    """A cohort in which everyone, every workshop, room, project and site bears one of these names."""
    data = cohort_data(pairs)
    things = ("doctors", "managers", "rooms", "facilitators")
    for side in things:
        for number, one in enumerate(data[side]):
            one["name"] = names[number % len(names)]
    for side in ("workshops", "projects"):
        for number, one in enumerate(data[side]):
            one["title"] = names[number % len(names)]
    return Cohort.model_validate(data)
