"""`pairmatch match`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import AsFormat, CohortFile, Force, Format, NoColor, Out, Quiet, TimeLimit
from pairmatch.cli.wish_options import AsObjective, Bans, Locks, Stable, wishes_from

if TYPE_CHECKING:
    from pairmatch.cli.old_pairs import OldPairs
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching.pairing import Pairing
    from pairmatch.matching.wishes import Wishes
    from pairmatch.rota.joint.held import HeldPairing

Keep = Annotated[
    Path | None,
    typer.Option("--keep", metavar="OLD", help="Move as few of the pairs of this older document as can be."),
]
Changes = Annotated[
    int | None,
    typer.Option(
        "--changes", metavar="K", min=0, help="With --keep: the best pairing that gives up at most K of them."
    ),
]
Compare = Annotated[
    bool, typer.Option("--compare", help="Print the objectives side by side; nothing is written.")
]
Sensitivity = Annotated[
    bool,
    typer.Option(
        "--sensitivity",
        help="Print how far each weight can move before any pair changes; nothing is written.",
    ),
]

WithRota = Annotated[
    bool,
    typer.Option(
        "--with-rota", help="Of the pairings that place the most, one whose rota misses the fewest."
    ),
]


def match(
    cohort: CohortFile = None,
    objective: AsObjective = None,
    stable: Stable = None,
    lock: Locks = None,
    ban: Bans = None,
    keep: Keep = None,
    changes: Changes = None,
    with_rota: WithRota = False,
    compare: Compare = False,
    sensitivity: Sensitivity = False,
    out: Out = None,
    form: AsFormat = Format.TABLE,
    time_limit: TimeLimit = 60.0,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Pair doctors with managers, and write NAME.pairs.yaml.

    --objective, --stable, --lock and --ban go before what the file says, for this run only; the
    document notes them. After someone has left, --keep OLD moves as few pairs as can be.
    --with-rota looks for pairs whose sessions can all be held, and says what that costs in score.

    Exit code 0: everyone has a partner, but for those who take none (`pairs: 0`). 1: someone else
    has none, or the cohort file has errors. 2: wrong usage, or a file that cannot be read or written.
    3: no answer in time. 130: interrupted.
    With --compare or --sensitivity 0 is the answer, whoever has a partner.
    """
    from dataclasses import replace

    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.comparing import refuse_writing, tell_compared
    from pairmatch.cli.costs import show_costs
    from pairmatch.cli.engines import make_held_pairing, make_pairing
    from pairmatch.cli.result import deliver, tell_interrupted
    from pairmatch.cli.run import INTERRUPTED
    from pairmatch.cli.screen import screen_for
    from pairmatch.cli.target import PAIRS, target_for

    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    if compare or sensitivity:
        refuse_writing(out, form)
        _refuse_with_rota(with_rota)
    target = target_for(path, PAIRS, out, force)
    loaded = load_cohort(path, screen)
    wishes, old = _wishes(loaded, wishes_from(loaded, objective, stable, lock, ban), keep, changes, screen)
    if compare or sensitivity:
        tell_compared(screen, loaded, wishes, form, time_limit, compare=compare, sensitivity=sensitivity)
        raise typer.Exit
    target.check()
    held: HeldPairing | None = None
    if with_rota:
        wishes = replace(wishes, with_rota=True)
        together = make_held_pairing(screen, loaded, time_limit, wishes)
        held, pairing, interrupted = together.result, together.result.pairing, together.interrupted
    else:
        solved = make_pairing(screen, loaded, time_limit, wishes)
        pairing, interrupted = solved.result, solved.interrupted
    deliver(screen, pairing, target, form, lambda: _show(screen, loaded, pairing, old, held))
    if interrupted:
        tell_interrupted(screen, pairing)
        raise typer.Exit(INTERRUPTED)
    if form is Format.TABLE:
        show_costs(screen, loaded, wishes, pairing, time_limit)
    raise typer.Exit(1 if _leaves_out(loaded, pairing) else 0)


def _leaves_out(cohort: Cohort, pairing: Pairing) -> bool:
    """Whether anyone who would take a partner has none."""
    return any(cohort.person(one.person).pairs > 0 for one in pairing.unmatched)


def _refuse_with_rota(with_rota: bool) -> None:
    """The tables compare pairings by their scores alone."""
    from pairmatch.errors import WrongUsage

    if with_rota:
        raise WrongUsage(
            "--with-rota makes a pairing, and --compare and --sensitivity make none: leave one out"
        )


def _wishes(
    cohort: Cohort, wishes: Wishes, keep: Path | None, changes: int | None, screen: Screen
) -> tuple[Wishes, OldPairs | None]:
    """The wishes with the old pairs among them, where any are to be kept."""
    from dataclasses import replace

    from pairmatch.errors import WrongUsage

    if keep is None:
        if changes is not None:
            raise WrongUsage("--changes goes with --keep OLD: it counts the pairs of OLD that are given up")
        return wishes, None
    from pairmatch.cli.old_pairs import read_old_pairs

    old = read_old_pairs(keep, cohort, wishes, screen)
    return (replace(wishes, keep=old.here, changes=changes) if old.here else wishes), old


def _show(
    screen: Screen, cohort: Cohort, pairing: Pairing, old: OldPairs | None, held: HeldPairing | None
) -> None:
    from pairmatch.report.terminal.held import show_held
    from pairmatch.report.terminal.kept import show_kept
    from pairmatch.report.terminal.page import Page
    from pairmatch.report.terminal.pairing import show_pairing

    page = Page(screen.out, cohort)
    show_pairing(page, pairing)
    if held is not None:
        show_held(page, held)
    if old is not None:
        show_kept(page, pairing, old.everyone)
