"""`pairmatch match`."""

from __future__ import annotations

import typer

from pairmatch.cli.options import AsFormat, CohortFile, Force, Format, NoColor, Out, Quiet, TimeLimit


def match(
    cohort: CohortFile = None,
    out: Out = None,
    form: AsFormat = Format.TABLE,
    time_limit: TimeLimit = 60.0,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Pair doctors with managers, and write NAME.pairs.yaml.

    Exit code 0: everyone has a partner. 1: someone has none, or the cohort file has errors.
    2: wrong usage, or a file that cannot be read or written. 3: no answer in time. 130: interrupted.
    """
    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.engines import make_pairing
    from pairmatch.cli.result import deliver, tell_interrupted
    from pairmatch.cli.run import INTERRUPTED
    from pairmatch.cli.screen import screen_for
    from pairmatch.cli.target import PAIRS, target_for
    from pairmatch.report.terminal.page import Page
    from pairmatch.report.terminal.pairing import show_pairing

    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    target = target_for(path, PAIRS, out, force)
    loaded = load_cohort(path, screen)
    target.check()
    solved = make_pairing(screen, loaded, time_limit)
    pairing = solved.result
    deliver(screen, pairing, target, form, lambda: show_pairing(Page(screen.out, loaded), pairing))
    if solved.interrupted:
        tell_interrupted(screen, pairing)
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(1 if pairing.unmatched else 0)
