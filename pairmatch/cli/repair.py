"""`pairmatch repair`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import CohortFile, NoColor, Quiet, TimeLimit
from pairmatch.errors import NoAnswerInTime, UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.schema import Cohort
    from pairmatch.conflicts.report import ConflictReport, Repair


class OutputFormat(StrEnum):
    """How what is found is printed."""

    FULL = "full"
    JSON = "json"
    GITHUB = "github"


Pairs = Annotated[
    Path | None,
    typer.Option("--pairs", metavar="FILE", help="The pairing. Default: NAME.pairs.yaml, made if need be."),
]
Weeks = Annotated[
    int | None, typer.Option("--weeks", metavar="N", min=1, help="Weeks to schedule, instead of the file's.")
]
Count = Annotated[int, typer.Option("--count", metavar="N", min=0, help="How many repairs to offer.")]
Apply = Annotated[
    int | None,
    typer.Option(
        "--apply",
        metavar="N",
        min=1,
        help="Write repair N into the cohort file, comments and layout kept, and show what changed.",
    ),
]
Diff = Annotated[bool, typer.Option("--diff", help="With --apply: only show what would change.")]
People = Annotated[
    list[str] | None,
    typer.Option("--person", "-p", metavar="ID", help="Open this person's calendar; may be repeated."),
]
As = Annotated[OutputFormat, typer.Option("--output-format", help="How to print what is found.")]


def repair(
    cohort: CohortFile = None,
    pairs: Pairs = None,
    weeks: Weeks = None,
    count: Count = 3,
    apply: Apply = None,
    diff: Diff = False,
    person: People = None,
    output_format: As = OutputFormat.FULL,
    time_limit: TimeLimit = 60.0,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Say why not everything can be had, and what to change in the cohort file.

    Every repair was tried: written into the text, checked, and paired or scheduled again.

    Exit code 0: everything can be had, or a repair was written. 1: something is left out, or a file has
    errors. 2: wrong usage, or a file that cannot be read or written. 3: no answer in time.
    """
    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.people import people_named
    from pairmatch.cli.screen import screen_for
    from pairmatch.cli.weeks import check_weeks

    if diff and apply is None:
        raise WrongUsage("--diff goes with --apply N: which repair is meant?")
    if apply is not None and output_format is not OutputFormat.FULL:
        raise WrongUsage("--apply shows what changed; leave out --output-format")
    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    loaded = load_cohort(path, screen)
    shown = people_named(loaded, person or ())
    check_weeks(loaded, weeks, screen)
    report = _found(screen, loaded, path, pairs, weeks, max(count, apply or 0), time_limit)
    if apply is not None:
        _apply(screen, loaded, path, report, apply, is_dry=diff)
        return
    _tell(screen, loaded, report, output_format, shown, path)
    if not report.conflicts and not report.complete:
        raise NoAnswerInTime(f"within {time_limit:g} s it was not found out whether everything can be had")
    raise typer.Exit(0 if report.is_served else 1)


def _found(
    screen: Screen,
    cohort: Cohort,
    path: Path,
    pairs: Path | None,
    weeks: int | None,
    count: int,
    time_limit: float,
) -> ConflictReport:
    from pairmatch.cli.solving import OnStop, solve
    from pairmatch.conflicts.find import find

    chosen = _pairs(cohort, path, pairs)
    solved = solve(
        screen,
        "report",
        lambda on_progress, stop: find(
            cohort,
            cohort.text,
            pairs=chosen,
            weeks=weeks,
            count=count,
            time_limit=time_limit,
            on_progress=on_progress,
            stop=stop,
        ),
        time_limit,
        OnStop.TOLD,
    )
    return solved.result


def _pairs(cohort: Cohort, path: Path, given: Path | None) -> list[tuple[str, str]] | None:
    """The saved pairs; None where there are none that fit, and the cohort is paired first."""
    from pairmatch.cli.saved_pairing import read_saved
    from pairmatch.cli.target import PAIRS, document_name
    from pairmatch.errors import CohortError

    document = given or path.with_name(document_name(path, PAIRS))
    if given is None and not document.is_file():
        return None
    saved = read_saved(document, cohort)
    if saved.pairing is None or saved.faults:
        if given is None:
            return None
        raise CohortError(saved.faults)
    return [pair.ids for pair in saved.pairing.pairs]


def _tell(
    screen: Screen,
    cohort: Cohort,
    report: ConflictReport,
    output_format: OutputFormat,
    people: tuple[str, ...],
    path: Path,
) -> None:
    from rich.text import Text

    if output_format is OutputFormat.JSON:
        from pairmatch.report.conflicts_json import document_of

        typer.echo(json.dumps(document_of(report), ensure_ascii=False, indent=2))
        return
    if output_format is OutputFormat.GITHUB:
        from pairmatch.conflicts.feasible import as_diagnostic
        from pairmatch.report.ci.github import as_annotations

        for line in as_annotations(as_diagnostic(cohort, one) for one in report.conflicts):
            typer.echo(line)
        return
    from pairmatch.report.terminal.conflicts import show_conflicts

    show_conflicts(screen.out, report, people)
    if report.is_served:
        screen.out.print(Text("Everybody has a partner, and everything that is asked for can be held."))
    if report.repairs:
        screen.note(f"pairmatch repair {path} --apply 1 writes the first one into the file")
    if report.conflicts and not report.complete:
        screen.warn("in the time given not every cause was found; allow more with --time-limit")


def _apply(
    screen: Screen, cohort: Cohort, path: Path, report: ConflictReport, number: int, *, is_dry: bool
) -> None:
    """Write one of the repairs into the file, and show the difference."""
    from pairmatch.cli.difference import show_difference
    from pairmatch.cohort.edit import edited
    from pairmatch.report.files import write_whole

    repair = _chosen(report, number)
    if any(not change.edits for change in repair.changes):
        raise WrongUsage(f"repair {number} changes an option of the command, not the file: do it there")
    after = edited(cohort.text, repair.edits)
    show_difference(screen, cohort.text, after, path.name)
    if is_dry:
        return
    if path.read_bytes() != cohort.text.encode():
        raise UnreadableFile(f"{path} was changed while this ran; nothing was written")
    write_whole(path, after)
    tried = "nothing is left out any more" if repair.proven else "it was not proven in time to be enough"
    screen.note(f"{path} was changed: {tried}")


def _chosen(report: ConflictReport, number: int) -> Repair:
    if report.is_served:
        raise WrongUsage("there is nothing to repair: everything that is asked for can be had")
    if number > len(report.repairs):
        found = "no repair was found" if not report.repairs else f"there are {len(report.repairs)} repairs"
        raise WrongUsage(f"--apply {number}: {found}")
    return report.repairs[number - 1]
