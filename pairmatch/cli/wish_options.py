"""The options by which one run asks for another pairing than the cohort file does."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching.wishes import Wishes


class Objective(StrEnum):
    """What a pairing maximises once the most people are placed."""

    FAIR = "fair"
    TOTAL = "total"
    LEXIMIN = "leximin"
    RANK = "rank"


AsObjective = Annotated[
    Objective | None,
    typer.Option("--objective", help="What to maximise, instead of the file's.", show_default=False),
]
Stable = Annotated[
    bool | None,
    typer.Option(
        "--stable/--no-stable",
        help="Allow no doctor and manager who would both rather have each other; or allow them again.",
        show_default=False,
    ),
]
Locks = Annotated[
    list[str] | None,
    typer.Option("--lock", metavar="A:B", help="These two are a pair, as okafor:ward; may be repeated."),
]
Bans = Annotated[
    list[str] | None,
    typer.Option("--ban", metavar="A:B", help="These two are no pair; may be repeated."),
]


def wishes_from(
    cohort: Cohort,
    objective: Objective | None,
    stable: bool | None,
    lock: Iterable[str] | None,
    ban: Iterable[str] | None,
) -> Wishes:
    """What the options ask for.

    Raises
    ------
    WrongUsage
        When a lock or a ban does not name a doctor and a manager, or both name the same two.
    """
    from pairmatch.cli.people import pair_named
    from pairmatch.errors import WrongUsage
    from pairmatch.matching.wishes import Wishes

    locks = tuple(dict.fromkeys(pair_named(cohort, "--lock", word) for word in lock or ()))
    bans = tuple(dict.fromkeys(pair_named(cohort, "--ban", word) for word in ban or ()))
    both = next((pair for pair in locks if pair in bans), None)
    if both:
        raise WrongUsage(f"--lock and --ban both name {both[0]} and {both[1]}")
    return Wishes(objective=objective.value if objective else None, stable=stable, lock=locks, ban=bans)
