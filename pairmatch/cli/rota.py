"""`pairmatch rota`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import (
    AsFormat,
    CohortFile,
    Force,
    Format,
    Gap,
    NoColor,
    Out,
    Quiet,
    Seed,
    TimeLimit,
    Workers,
)

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cli.solving import Solved
    from pairmatch.cli.target import Target
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching.pairing import Pairing
    from pairmatch.matching.wishes import Wishes
    from pairmatch.rota.keep import Keep
    from pairmatch.rota.rota import Rota

Weeks = Annotated[
    int | None, typer.Option("--weeks", metavar="N", min=1, help="Weeks to schedule, instead of the file's.")
]
Pairs = Annotated[
    Path | None,
    typer.Option("--pairs", metavar="FILE", help="The pairing. Default: NAME.pairs.yaml, made if need be."),
]
People = Annotated[
    list[str] | None,
    typer.Option("--person", "-p", metavar="ID", help="Only this person's timetable; may be repeated."),
]
KeepFile = Annotated[
    Path | None,
    typer.Option(
        "--keep", metavar="OLD", help="Make this rota again: the past stays, and the fewest people move."
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        help="With --keep, the first day that may change. Default: the programme's first, or OLD's own.",
    ),
]
WithAll = Annotated[bool, typer.Option("--all", help="Every session with its names.")]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Where anything is missed, write nothing, and tell why."),
]


def rota(
    cohort: CohortFile = None,
    weeks: Weeks = None,
    pairs: Pairs = None,
    keep: KeepFile = None,
    first: From = None,
    person: People = None,
    with_all: WithAll = False,
    out: Out = None,
    form: AsFormat = Format.TABLE,
    time_limit: TimeLimit = 60.0,
    strict: Strict = False,
    gap: Gap = 0.0,
    workers: Workers = None,
    seed: Seed = None,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Schedule every session of the pairs, and write NAME.rota.yaml.

    With --keep, a rota that is under way is mended: what changes is told first, and for whom.

    Exit code 0: every session is held. 1: some are missed, or a file has errors.
    2: wrong usage, or a file that cannot be read or written. 3: no answer in time. 130: interrupted.
    """
    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.engines import make_rota
    from pairmatch.cli.people import people_named
    from pairmatch.cli.replan import read_keep, refuse_to_forget, show_changes, tell_beginning, weeks_kept
    from pairmatch.cli.result import deliver, tell_interrupted
    from pairmatch.cli.run import INTERRUPTED
    from pairmatch.cli.saved_rota import better_saved
    from pairmatch.cli.screen import screen_for
    from pairmatch.cli.target import ROTA, target_for
    from pairmatch.cli.weeks import check_weeks

    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    target = target_for(path, ROTA, out, force)
    loaded = load_cohort(path, screen)
    shown = people_named(loaded, person or ())
    kept_rota = read_keep(keep, first)
    weeks = weeks_kept(weeks, kept_rota, screen)
    check_weeks(loaded, weeks, screen)
    target.check()
    if kept_rota is not None and keep is not None:
        tell_beginning(kept_rota, keep, loaded, weeks, screen)
    else:
        refuse_to_forget(target.path, force)
    pairing = _pairing(loaded, path, target, pairs, time_limit, screen, kept_rota)
    given = {"gap": gap, "workers": workers, "seed": seed}
    manner = {name: value for name, value in given.items() if value is not None}
    solved: Solved[Rota] = make_rota(screen, loaded, pairing, weeks, time_limit, kept_rota, manner)
    fresh = kept_rota is not None or force
    kept = None if fresh else better_saved(target.path, solved.result, loaded, screen)
    result = kept or solved.result
    if strict and result.missed:
        _tell_causes(screen, loaded, pairing, weeks, result, time_limit)
        raise typer.Exit(1)
    place = None if kept else target

    def show() -> None:
        if kept_rota is not None and keep is not None:
            show_changes(screen, loaded, kept_rota, keep, target.path, result)
        _show(screen, loaded, result, shown, with_all)

    deliver(screen, result, place, form, show)
    if solved.interrupted:
        tell_interrupted(screen, result)
        raise typer.Exit(INTERRUPTED)
    if result.missed:
        screen.note(f"`pairmatch repair {path}` says why, and what to change in the file")
    raise typer.Exit(1 if result.missed else 0)


def _tell_causes(
    screen: Screen, cohort: Cohort, pairing: Pairing, weeks: int | None, rota: Rota, time_limit: float
) -> None:
    """Why sessions are missed, each cause with its lines."""
    from pairmatch.conflicts.find import why_missed
    from pairmatch.report.terminal.conflicts import show_conflicts

    pairs = [pair.ids for pair in pairing.pairs]
    report = why_missed(cohort, pairs, rota.missed, weeks=weeks, time_limit=time_limit)
    show_conflicts(screen.out, report)
    if not report.complete:
        screen.warn("in the time given not every cause was found; allow more with --time-limit")
    screen.error("nothing was written, because sessions are missed: see `pairmatch repair`")


def _show(screen: Screen, cohort: Cohort, rota: Rota, people: tuple[str, ...], with_all: bool) -> None:
    from pairmatch.report.terminal.page import Page
    from pairmatch.report.terminal.rota import show_rota
    from pairmatch.report.terminal.timetable import show_timetable

    page = Page(screen.out, cohort)
    for number, person in enumerate(people):
        if number:
            screen.out.print()
        show_timetable(page, rota, person)
    if not people:
        show_rota(page, rota, with_names=with_all)


def _pairing(
    cohort: Cohort,
    path: Path,
    target: Target,
    named: Path | None,
    time_limit: float,
    screen: Screen,
    kept_rota: Keep | None,
) -> Pairing:
    """The pairing that was named, the saved one where it fits, or a new one, which is saved.

    A new one where a rota is kept keeps the most of that one's pairs.
    """
    from pairmatch.cli.saved_pairing import carried, pairs_here, read_saved, required, usable
    from pairmatch.cli.target import PAIRS, document_name
    from pairmatch.matching.wishes import Wishes

    if named is not None:
        return required(read_saved(named, cohort, under_way=kept_rota is not None), cohort, screen)
    name = document_name(path, PAIRS)
    beside_rota, beside_cohort = target.path.with_name(name), path.with_name(name)
    for saved in dict.fromkeys((beside_rota, beside_cohort)):
        if saved.exists():
            found = read_saved(saved, cohort, under_way=kept_rota is not None)
            pairing = usable(found, cohort, screen)
            wishes = carried(found, cohort)
            return pairing or _new_pairing(cohort, wishes, saved, target.force, time_limit, screen)
    screen.note(f"no saved pairing at {beside_cohort}: one is made")
    old = pairs_here(kept_rota.rota.pairs, cohort) if kept_rota else ()
    return _new_pairing(cohort, Wishes(keep=old or None), beside_rota, target.force, time_limit, screen)


def _new_pairing(
    cohort: Cohort, wishes: Wishes, path: Path, force: bool, time_limit: float, screen: Screen
) -> Pairing:
    from pairmatch.cli.engines import make_pairing
    from pairmatch.cli.result import tell_interrupted
    from pairmatch.cli.run import INTERRUPTED
    from pairmatch.cli.target import Target
    from pairmatch.report.document import to_yaml
    from pairmatch.report.words import counted

    target = Target(path, force)
    target.check()
    solved: Solved[Pairing] = make_pairing(screen, cohort, time_limit, wishes)
    pairing = solved.result
    target.write(to_yaml(pairing))
    pairs = counted(len(pairing.pairs), "pair")
    without = counted(len(pairing.unmatched), "person", "people")
    stay = set(wishes.keep or ()) & {pair.ids for pair in pairing.pairs}
    kept = f", {len(stay)} of them as before" if wishes.keep else ""
    screen.note(f"pairing made: {path}, {pairs}{kept}, {without} without a partner")
    if solved.interrupted:
        tell_interrupted(screen, pairing)
        raise typer.Exit(INTERRUPTED)
    return pairing
