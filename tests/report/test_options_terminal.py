"""Where a session could be, on terminals of any width, with names of any kind."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.report.terminal.options import show_options
from pairmatch.report.terminal.page import Page
from pairmatch.rota.options import Options
from pairmatch.rota.placements import options
from tests.report.printing import HOSTILE, printed, with_names
from tests.report.samples import cohort_of, rota_of


def answers(cohort: Cohort) -> tuple[Options, ...]:
    """Everything that a doctor is given in a rota that nobody checked."""
    return options(cohort, rota_of(cohort), "d01")


def shown(cohort: Cohort, width: int = 80, encoding: str = "utf-8", how: str = "") -> str:
    """The report about the doctor."""
    found = answers(cohort)

    def show(page: Page) -> None:
        in_short, all_of_them = how == "in short", how == "all"
        show_options(page, "d01", found, "cohort.rota.yaml", in_short=in_short, all_of_them=all_of_them)

    return printed(cohort, show, width, encoding)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("how", ["", "in short", "all"])
def test_it_fits_the_page(width: int, how: str) -> None:
    """No line is wider than the terminal, however narrow."""
    assert max(len(line) for line in shown(cohort_of(), width, how=how).splitlines()) <= width


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_plain_terminals_have_plain_signs(encoding: str) -> None:
    """On a terminal that lacks the signs nothing comes out as a question mark."""
    assert "?" not in shown(cohort_of(), 80, encoding)


def test_names_are_data() -> None:
    """Names that hold escapes, markup or marks of direction come out as text that does nothing."""
    text = shown(with_names(HOSTILE), how="in short") + shown(with_names(HOSTILE))
    assert not {"\x1b", "\u202e", "\u2066", "\x07", "\r"} & set(text)
    assert "[bold]Dr[/bold]" in text


def test_few_places_are_shown_of_many() -> None:
    """Of many free half-days the best twelve are shown, and the rest counted; with --all every one."""
    cohort = cohort_of()
    many = next(one for one in answers(cohort) if len(one.free) > 12)
    short = printed(cohort, lambda page: show_options(page, "d01", (many,), "x.yaml"))
    assert f"and {len(many.free) - 12} more that cost no less: --all" in short
    whole = printed(cohort, lambda page: show_options(page, "d01", (many,), "x.yaml", all_of_them=True))
    assert "--all" not in whole and len(whole.splitlines()) > len(many.free)


def test_nothing_to_hold() -> None:
    """Where the cohort asks for nothing, that is said."""
    assert "Nothing has to be held." in printed(cohort_of(), lambda page: show_options(page, "d01", (), "x"))
