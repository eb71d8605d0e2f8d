"""What locks and kept pairs cost a pairing: told once it is safe, so that nothing is lost with it."""

from __future__ import annotations

from functools import partial

from pairmatch.cli.engines import ask
from pairmatch.cli.screen import Screen
from pairmatch.cohort.pairing_rules import Together
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import NoAnswerInTime
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.report.terminal.lock_reasons import show_why_lock
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.trade import show_trade


def show_costs(screen: Screen, cohort: Cohort, wishes: Wishes, pairing: Pairing, time_limit: float) -> None:
    """Print why locks leave people out, and what giving up more or fewer old pairs would bring.

    What is not found in the time is told, and is no failure: the pairing is written by then.
    """
    page = Page(screen.out, cohort)
    try:
        if pairing.unmatched and _has_locks(cohort, wishes):
            _show_locks(page, screen, wishes, time_limit)
        if wishes.keep and not wishes.with_rota:  # the table knows scores alone
            _show_trade(page, screen, wishes, time_limit)
    except NoAnswerInTime as error:
        screen.warn(str(error))


def _has_locks(cohort: Cohort, wishes: Wishes) -> bool:
    return bool(wishes.lock) or any(isinstance(rule, Together) for rule in cohort.matching.rules)


def _show_locks(page: Page, screen: Screen, wishes: Wishes, time_limit: float) -> None:
    from pairmatch.matching.why import why_lock

    reasons = ask(screen, "reason", partial(why_lock, page.cohort, wishes), time_limit).result
    if reasons is not None:
        show_why_lock(page, reasons)


def _show_trade(page: Page, screen: Screen, wishes: Wishes, time_limit: float) -> None:
    from pairmatch.matching.trade import trade

    show_trade(page, ask(screen, "trade table", partial(trade, page.cohort, wishes), time_limit).result)
