"""`pairmatch export xlsx`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.exporting.shared import ForceExport
from pairmatch.cli.finished import PairsFile, RotaFile
from pairmatch.cli.options import CohortFile, NoColor, Out, Quiet, TimeLimit

if TYPE_CHECKING:
    from pairmatch.cli.finished import Finished
    from pairmatch.cli.screen import Screen
    from pairmatch.conflicts.report import ConflictReport

Conflicts = Annotated[
    bool,
    typer.Option(
        "--conflicts", help="Two sheets more: why something is missed and what to change, as `repair` finds."
    ),
]
People = Annotated[
    bool,
    typer.Option(
        "--people",
        help="A sheet each for doctors, managers and facilitators: every field, addresses among them.",
    ),
]


def xlsx(
    cohort: CohortFile = None,
    out: Out = None,
    pairs: PairsFile = None,
    rota: RotaFile = None,
    conflicts: Conflicts = False,
    people: People = False,
    time_limit: TimeLimit = 60.0,
    force: ForceExport = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write a workbook for Excel: pairs, weeks, each person, workshops to sign, conflicts.

    No cell is anything that a spreadsheet runs. E-mail addresses are in it with --people only. --time-limit
    is for --conflicts, which may take so long.

    Exit code 0: written. 1: a file has errors. 2: wrong usage, or a file that cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.exporting.shared import file_for, outcome_of
    from pairmatch.cli.finished import read_finished
    from pairmatch.cli.screen import screen_for
    from pairmatch.report.words import first_few
    from pairmatch.report.written import written
    from pairmatch.report.xlsx import workbook

    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    target = file_for(path, out, ".xlsx")
    finished = read_finished(path, screen, pairs, rota)
    report = _conflicts(screen, finished, time_limit) if conflicts else None
    made = workbook(outcome_of(finished), people=people, report=report)
    written({target: made.content}, force=force)
    screen.note(f"written: {target}")
    if made.left_out:
        sheets = first_few(made.left_out, len(made.left_out))
        screen.note(f"left out, as no rota is saved: {sheets}; `pairmatch rota {path}` makes one")


def _conflicts(screen: Screen, finished: Finished, time_limit: float) -> ConflictReport:
    from pairmatch.cli.solving import OnStop, solve
    from pairmatch.conflicts.find import find

    solved = solve(
        screen,
        "report",
        lambda on_progress, stop: find(
            finished.cohort,
            finished.cohort.text,
            pairs=finished.pairs,
            weeks=finished.rota.weeks if finished.rota else None,
            time_limit=time_limit,
            on_progress=on_progress,
            stop=stop,
        ),
        time_limit,
        OnStop.TOLD,
    )
    if not solved.result.complete:
        screen.warn("in the time given not every cause was found; allow more with --time-limit")
    return solved.result
