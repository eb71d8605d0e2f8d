"""`match --compare` and `match --sensitivity`: tables beside each other, and no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import typer

from pairmatch.cli.engines import ask
from pairmatch.cli.options import Format
from pairmatch.cli.run import INTERRUPTED
from pairmatch.cli.screen import Screen
from pairmatch.cli.solving import Solved
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.matching.wishes import Wishes
from pairmatch.report.answers import answer_json
from pairmatch.report.terminal.compare import show_compared
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.sensitivity import show_sensitivity


def refuse_writing(out: str | None, form: Format) -> None:
    """Raise `WrongUsage` for options that only a document has a use for."""
    told = "--compare and --sensitivity print a table"
    if out is not None:
        raise WrongUsage(f"{told} and write no file, so --out has nothing to do")
    if form is Format.YAML:
        raise WrongUsage(f"{told}, or JSON with --format json; there is no YAML of it")


def tell_compared(
    screen: Screen,
    cohort: Cohort,
    wishes: Wishes,
    form: Format,
    time_limit: float,
    *,
    compare: bool,
    sensitivity: bool,
) -> None:
    """Compare what was asked for, and print it.

    Raises
    ------
    typer.Exit
        With the code of an interrupted run, where Ctrl-C cut it short.
    """
    solved = dict(_answers(screen, cohort, wishes, time_limit, compare, sensitivity))
    answers = {name: one.result for name, one in solved.items()}
    _print(screen, cohort, wishes, form, answers)
    if any(one.interrupted for one in solved.values()):
        screen.error("interrupted: what is not marked as proven may not be the best")
        raise typer.Exit(INTERRUPTED)


def _print(screen: Screen, cohort: Cohort, wishes: Wishes, form: Format, answers: Mapping[str, Any]) -> None:
    if form is Format.JSON:
        screen.write(answer_json(cohort, wishes.options(), answers))
        return
    page = Page(screen.out, cohort)
    if "compare" in answers:
        show_compared(page, answers["compare"])
    if len(answers) > 1:
        screen.out.print()
    if "sensitivity" in answers:
        show_sensitivity(page, answers["sensitivity"])


def _answers(
    screen: Screen, cohort: Cohort, wishes: Wishes, time_limit: float, compare: bool, sensitivity: bool
) -> Iterator[tuple[str, Solved[Any]]]:
    if compare:
        from pairmatch.matching.compare import compare as compared

        yield "compare", ask(screen, "comparison", partial(compared, cohort, wishes), time_limit)
    if sensitivity:
        from pairmatch.matching.sensitivity import sensitivity as ranges

        question = partial(ranges, cohort, wishes)
        yield "sensitivity", ask(screen, "range of the weights", question, time_limit)
