"""Every report of an answer, by what it is called."""

from __future__ import annotations

from collections.abc import Callable

from pairmatch.cohort.schema import Cohort
from pairmatch.report.terminal.compare import show_compared
from pairmatch.report.terminal.kept import show_kept
from pairmatch.report.terminal.lock_reasons import show_why_lock
from pairmatch.report.terminal.margin import show_margins
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.pairing import show_pairing
from pairmatch.report.terminal.sensitivity import show_sensitivity
from pairmatch.report.terminal.trade import show_trade
from pairmatch.report.terminal.why_pair import show_why_pair
from pairmatch.report.terminal.why_person import show_why_person
from tests.report.answers import (
    BEST,
    FAIR,
    compared_of,
    margins_of,
    ranges_of,
    trade_of,
    why_lock_of,
    why_pairs_of,
    why_person_of,
    why_waiting_of,
)
from tests.report.printing import printed
from tests.report.samples import cohort_of, pairing_of

Show = Callable[[Page], None]
OLD = (("d01", "m01"), ("d02", "m03"), ("d09", "m04"), ("d08", "m09"))


def kept(page: Page) -> None:
    """The sample pairing, made to keep some pairs of an older one."""
    pairing = pairing_of(page.cohort)
    options = {"keep": [["d01", "m01"], ["d02", "m03"]], "lock": [["d01", "m01"]]}
    made = pairing.made.model_copy(update={"options": options})
    pairing = pairing.model_copy(update={"made": made})
    show_pairing(page, pairing)
    show_kept(page, pairing, OLD)


def reports(cohort: Cohort) -> dict[str, Show]:
    """Every answer about a cohort, by what it is called."""
    pairs: dict[str, Show] = {
        f"pair {name}": lambda page, why=why: show_why_pair(page, FAIR, why)  # type: ignore[misc]
        for name, why in why_pairs_of(cohort).items()
    }
    return {
        "person": lambda page: show_why_person(page, FAIR, why_person_of(cohort)),
        "waiting": lambda page: show_why_person(page, FAIR, why_waiting_of(cohort), ["a note"]),
        **pairs,
        "margins": lambda page: show_margins(page, FAIR, BEST, margins_of(cohort), ["a note"]),
        "compare": lambda page: show_compared(page, compared_of()),
        "trade": lambda page: show_trade(page, trade_of()),
        "sensitivity": lambda page: show_sensitivity(page, ranges_of(cohort)),
        "lock": lambda page: show_why_lock(page, why_lock_of(cohort)),
        "kept": kept,
    }


NAMES = tuple(reports(cohort_of(6)))


def told(name: str, width: int = 120, pairs: int = 6) -> str:
    """The report with single spaces, so that line breaks do not matter."""
    cohort = cohort_of(pairs)
    return " ".join(printed(cohort, reports(cohort)[name], width).split())
