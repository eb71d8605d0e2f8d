"""`pairmatch why`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pairmatch.cli.options import AsFormat, Format, NoColor, Quiet, TimeLimit
from pairmatch.cli.wish_options import AsObjective, Bans, Locks, Stable, wishes_from

First = Annotated[
    str | None,
    typer.Argument(
        metavar="COHORT",
        help="The cohort file, which may be left out. Default: $PAIRMATCH_COHORT, else cohort.yaml in this "
        "folder.",
        show_default=False,
    ),
]
Second = Annotated[
    str | None,
    typer.Argument(
        metavar="PERSON",
        help="An id or a full name: why with whom, and what else was open. Without: how firmly all pairs "
        "stand.",
        show_default=False,
    ),
]
Third = Annotated[
    str | None,
    typer.Argument(metavar="OTHER", help="Why PERSON and this one are a pair, or not.", show_default=False),
]
CohortOption = Annotated[
    Path | None,
    typer.Option(
        "--cohort",
        metavar="FILE",
        help="The cohort file, whatever its name ends in.",
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Every alternative, and everyone who was not open.")]

_MOST_PEOPLE = 2


def why(
    context: typer.Context,
    first: First = None,
    second: Second = None,
    third: Third = None,
    cohort: CohortOption = None,
    objective: AsObjective = None,
    stable: Stable = None,
    lock: Locks = None,
    ban: Bans = None,
    everything: Everything = False,
    form: AsFormat = Format.TABLE,
    time_limit: TimeLimit = 60.0,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Explain the best pairing: why someone is with whom, what else was open, and at what price.

    The options that NAME.pairs.yaml beside the cohort was made with hold here too; those given here
    go before them. Where that document was edited by hand, the edit is told, and the best pairing explained.

    Exit code 0: answered, whatever the answer. 1: the cohort file has errors. 2: wrong usage, or a
    file that cannot be read. 3: no answer in time. 130: interrupted.
    """
    from dataclasses import replace

    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.explaining import Asked, explain
    from pairmatch.cli.people import asked_about
    from pairmatch.cli.run import INTERRUPTED
    from pairmatch.cli.saved_wishes import joined, saved_pairs
    from pairmatch.cli.screen import screen_for

    screen = screen_for(no_color=no_color, quiet=quiet)
    named, people = _split([*filter(None, (first, second, third)), *context.args], cohort)
    path = cohort_path(named)
    loaded = load_cohort(path, screen)
    wishes = wishes_from(loaded, objective, stable, lock, ban)
    ids = asked_about(loaded, people)
    saved = saved_pairs(path, loaded, screen)
    wanted = joined(saved.wishes, wishes) if saved else wishes
    if wanted.with_rota:
        screen.note("what follows is about scores alone: what the rota would miss is left aside")
        wanted = replace(wanted, with_rota=None)
    asked = Asked(loaded, ids, wanted, saved, form, everything, time_limit)
    if explain(screen, asked):
        screen.error("interrupted: the answer may not be complete")
        raise typer.Exit(INTERRUPTED)


def _split(words: Sequence[str], cohort: Path | None) -> tuple[Path | None, Sequence[str]]:
    """The cohort file, which may be the first word, and the people."""
    from pairmatch.cli.cohort_file import means_cohort_file
    from pairmatch.errors import WrongUsage

    people = list(words)
    if people and means_cohort_file(people[0]):
        if cohort is not None:
            raise WrongUsage(f"--cohort {cohort}: {people[0]} is named as the cohort file too")
        cohort = Path(people.pop(0))
    if len(people) > _MOST_PEOPLE:
        raise WrongUsage(
            f"{' '.join(people)}: {len(people)} people; name one, or two who could be a pair. "
            "A name of several words goes in quotes, and a cohort file ends in .yaml or goes after --cohort"
        )
    return cohort, people
