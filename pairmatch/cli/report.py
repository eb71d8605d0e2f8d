"""`pairmatch report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.exporting.shared import ForceExport
from pairmatch.cli.finished import PairsFile, RotaFile
from pairmatch.cli.options import CohortFile, NoColor, Out, Quiet

if TYPE_CHECKING:
    from pairmatch.cli.report_material import Asked
    from pairmatch.cli.screen import Screen

Conflicts = Annotated[
    bool,
    typer.Option(
        "--conflicts/--no-conflicts",
        help="Where something is left out, why, and what to change in the file, as `repair` finds it.",
    ),
]
Seconds = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=0.1,
        help="For each thing that is worked out for the page: conflicts, and with --watch pairs and rota.",
    ),
]
Anonymise = Annotated[
    bool,
    typer.Option(
        "--anonymise", help="Labels in place of names and free texts, for a page that leaves the house."
    ),
]
Watch = Annotated[
    bool,
    typer.Option(
        "--watch",
        help="Show the page at an address of this machine alone, and again whenever a file changes.",
    ),
]
Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]


def report(
    cohort: CohortFile = None,
    out: Out = None,
    pairs: PairsFile = None,
    rota: RotaFile = None,
    conflicts: Conflicts = True,
    anonymise: Anonymise = False,
    watch: Watch = False,
    open_it: Open = False,
    time_limit: Seconds = 30.0,
    force: ForceExport = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write a page of the pairing and the rota, one HTML file that works without a network.

    It can be searched, filtered by person, site, week and kind, and printed. With --watch, pairs and
    sessions that no longer fit the cohort file are made again for the page; the saved ones stay.

    Exit code 0: written. 1: a file has errors. 2: wrong usage, or a file that cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.exporting.shared import file_for
    from pairmatch.cli.report_material import Asked
    from pairmatch.cli.screen import screen_for

    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    target = file_for(path, out, ".anonymous.html" if anonymise else ".html")
    asked = Asked(path, target, pairs, rota, time_limit, conflicts, anonymise, force)
    if watch:
        from pairmatch.cli.report_watch import watch_page

        watch_page(screen, asked, _show if open_it else None)
        return
    _write(screen, asked)
    if open_it:
        _show(target.resolve().as_uri())


def _write(screen: Screen, asked: Asked) -> None:
    from pairmatch.cli.finished import read_finished
    from pairmatch.cli.report_material import material_of, with_conflicts
    from pairmatch.report.html.writing import as_html
    from pairmatch.report.written import written

    finished = read_finished(asked.path, screen, asked.pairs, asked.rota)
    material = with_conflicts(screen, asked, material_of(screen, asked, finished))
    written({asked.target: as_html(material).encode("utf-8", "replace")}, force=asked.force)
    screen.note(f"written: {asked.target}")
    if finished.rota is None:
        screen.note(f"it shows the pairing alone; `pairmatch rota {asked.path}` makes a rota")


def _show(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
