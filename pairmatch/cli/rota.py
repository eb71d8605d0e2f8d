"""`pairmatch rota`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import AsFormat, CohortFile, Force, Format, NoColor, Out, Quiet, TimeLimit

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cli.solving import Solved
    from pairmatch.cli.target import Target
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching.pairing import Pairing
    from pairmatch.matching.wishes import Wishes
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
WithAll = Annotated[bool, typer.Option("--all", help="Every session with its names.")]


def rota(
    cohort: CohortFile = None,
    weeks: Weeks = None,
    pairs: Pairs = None,
    person: People = None,
    with_all: WithAll = False,
    out: Out = None,
    form: AsFormat = Format.TABLE,
    time_limit: TimeLimit = 60.0,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Schedule every session of the pairs, and write NAME.rota.yaml.

    Exit code 0: every session is held. 1: some are missed, or a file has errors.
    2: wrong usage, or a file that cannot be read or written. 3: no answer in time. 130: interrupted.
    """
    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.engines import make_rota
    from pairmatch.cli.people import people_named
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
    check_weeks(loaded, weeks, screen)
    _refuse_unbuilt(loaded)
    target.check()
    pairing = _pairing(loaded, path, target, pairs, time_limit, screen)
    solved: Solved[Rota] = make_rota(screen, loaded, pairing, weeks, time_limit)
    kept = None if force else better_saved(target.path, solved.result, loaded, screen)
    result = kept or solved.result
    place = None if kept else target
    deliver(screen, result, place, form, lambda: _show(screen, loaded, result, shown, with_all))
    if solved.interrupted:
        tell_interrupted(screen, result)
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(1 if result.missed else 0)


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


def _refuse_unbuilt(cohort: Cohort) -> None:
    """Before anything is made or written, refuse what the two engines would refuse."""
    from pairmatch.cohort.unbuilt import unbuilt
    from pairmatch.errors import CohortError

    refused = unbuilt(cohort)
    if refused:
        raise CohortError(refused)


def _pairing(
    cohort: Cohort, path: Path, target: Target, named: Path | None, time_limit: float, screen: Screen
) -> Pairing:
    """The pairing that was named, the saved one where it fits, or a new one, which is saved."""
    from pairmatch.cli.saved_pairing import carried, read_saved, required, usable
    from pairmatch.cli.target import PAIRS, document_name
    from pairmatch.matching.wishes import Wishes

    if named is not None:
        return required(read_saved(named, cohort), cohort, screen)
    name = document_name(path, PAIRS)
    beside_rota, beside_cohort = target.path.with_name(name), path.with_name(name)
    for saved in dict.fromkeys((beside_rota, beside_cohort)):
        if saved.exists():
            found = read_saved(saved, cohort)
            pairing = usable(found, cohort, screen)
            wishes = carried(found, cohort)
            return pairing or _new_pairing(cohort, wishes, saved, target.force, time_limit, screen)
    screen.note(f"no saved pairing at {beside_cohort}: one is made")
    return _new_pairing(cohort, Wishes(), beside_rota, target.force, time_limit, screen)


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
