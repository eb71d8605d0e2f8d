"""The terminal reports: they fit the width, tell what they should, and show names as data."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pairmatch.cohort.schema import Cohort
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.pairing import show_pairing
from pairmatch.report.terminal.rota import show_rota
from pairmatch.report.terminal.timetable import show_timetable
from pairmatch.rota.rota import MissedWorkshop
from tests.report.printing import HOSTILE, printed, with_names
from tests.report.samples import cohort_of, pairing_of, rota_of, some_missed


def reports(cohort: Cohort) -> dict[str, Callable[[Page], None]]:
    """Every report of a cohort, by what it is called."""
    pairing, rota = pairing_of(cohort), rota_of(cohort, some_missed(cohort))
    return {
        "pairing": lambda page: show_pairing(page, pairing),
        "rota": lambda page: show_rota(page, rota),
        "rota --all": lambda page: show_rota(page, rota, with_names=True),
        "--person": lambda page: show_timetable(page, rota, cohort.doctors[0].id),
    }


NAMES = ("pairing", "rota", "rota --all", "--person")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("pairs", "weeks"), [(1, 1), (3, 12), (60, 26), (13, 104)])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(name: str, pairs: int, weeks: int, width: int) -> None:
    """Every report of a small and of a large cohort fits 80 and 120 columns."""
    cohort = cohort_of(pairs, weeks)
    text = printed(cohort, reports(cohort)[name], width)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_shown_as_data(name: str, hostile: str) -> None:
    """Markup stays as typed, control characters become escapes, and the width still holds."""
    cohort = with_names((hostile, "Dr Kind"))
    text = printed(cohort, reports(cohort)[name])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert [line for line in text.splitlines() if cell_len(line) > 80] == []
    assert "\U0001f4a3" not in text


def test_markup_in_a_name_is_printed_as_typed() -> None:
    """A name that looks like Rich markup is printed in full."""
    cohort = with_names(("[bold]Ann[/bold]", "Bob"))
    text = printed(cohort, reports(cohort)["--person"], 120)
    assert "[bold]Ann[/bold]" in text


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.integers(40, 130))
def test_any_name_fits_any_width(name: str, width: int) -> None:
    """No name breaks a report, however narrow the terminal."""
    cohort = with_names((name, "Dr Kind"))
    for show in reports(cohort).values():
        text = printed(cohort, show, width)
        assert [line for line in text.split("\n") if cell_len(line) > width] == []


@pytest.mark.parametrize("name", NAMES)
def test_reports_print_in_ascii(name: str) -> None:
    """A terminal without Unicode gets bars and arrows of plain signs, and no question marks for them."""
    cohort = with_names(("Dr Kind", "Ms Plain"))
    text = printed(cohort, reports(cohort)[name], encoding="ascii")
    assert "?" not in text


def test_pairing_tells_who_where_how_good_and_why() -> None:
    """A pair's row has both names, both sites, the score and the project; what made it stands below."""
    cohort = cohort_of(3)
    text = printed(cohort, reports(cohort)["pairing"])
    for part in (
        "Dr Helen Lee",
        "guys / kings",
        "████████ 1000",
        "Sepsis six within the hour (fit 840)",
        "seniority 1000, interests 667, exchange 500; least: site 0",
    ):
        assert part in text


def test_unmatched_people_have_their_reasons() -> None:
    """Who waits is named with the reason, below the pairs."""
    cohort = cohort_of(3)
    text = printed(cohort, reports(cohort)["pairing"])
    assert "1 person without a partner" in text
    assert "Priya Osei  nobody is left whom a rule allows" in text


def test_small_rota_names_every_session() -> None:
    """With few pairs, shadowings and meetings are listed with names without being asked for."""
    cohort = cohort_of(3)
    text = printed(cohort, reports(cohort)["rota"], 120)
    assert "Helen Nwachukwu-Smythe → Dr Helen Lee, st-thomas" in text
    assert "Dr Helen Lee + Helen Nwachukwu-Smythe" in text
    assert "3/30  education-1, st-thomas; Owen Price" in text


def test_large_rota_counts_until_asked_for_names() -> None:
    """With many pairs the weeks have counts, and `--all` has the names."""
    cohort = cohort_of(60, 26)
    short = printed(cohort, reports(cohort)["rota"])
    assert "Week 4 · 28 Sep – 2 Oct 2026 · 9 shadowing half-days" in short
    assert "→" not in short.partition("Pairs by week")[0]
    assert len(short.splitlines()) < 180
    assert "→" in printed(cohort, reports(cohort)["rota --all"]).partition("Pairs by week")[0]


def test_grid_has_a_row_for_each_pair_and_marks_each_kind() -> None:
    """The grid has the letters of each pair's sessions week by week."""
    cohort = cohort_of(2, 12)
    text = printed(cohort, reports(cohort)["rota"])
    row = next(line for line in text.splitlines() if line.startswith("d01 + m01"))
    assert row.split()[3:6] == ["wm", "w", "wsm"]


def test_long_programme_is_cut_into_stretches() -> None:
    """A grid of more weeks than fit beside each other is printed in several pieces."""
    cohort = cohort_of(2, 104)
    grid = (
        printed(cohort, reports(cohort)["rota"]).partition("Pairs by week")[2].partition("Workshop runs")[0]
    )
    assert grid.count("d01 + m01") > 1


def test_missed_sessions_are_grouped_by_reason() -> None:
    """Two misses of one pair for one reason are told once, with their number."""
    cohort = cohort_of(3)
    text = printed(cohort, reports(cohort)["rota"], 120)
    assert "shadowing: Helen Nwachukwu-Smythe → Dr Helen Lee (2 half-days)" in text
    assert text.count("no half-day is left on which one can host") == 1


def test_many_missed_sessions_are_cut_until_asked_for() -> None:
    """A rota that misses a hundred things for a hundred reasons tells some, and all with `--all`."""
    cohort = cohort_of(2)
    missed = [MissedWorkshop(workshop="finance", people=("d01",), why=f"reason {n}") for n in range(100)]
    rota = rota_of(cohort, missed)
    short = printed(cohort, lambda page: show_rota(page, rota))
    assert "and 75 more: --all" in short
    assert "reason 99" not in short
    assert "reason 99" in printed(cohort, lambda page: show_rota(page, rota, with_names=True))


def test_timetable_tells_where_and_with_whom() -> None:
    """One person's sessions have week, date, hours, place and partner."""
    cohort = cohort_of(3)
    text = " ".join(printed(cohort, reports(cohort)["--person"], 120).split())
    for part in (
        "Dr Helen Lee · with Helen Nwachukwu-Smythe · 13 sessions",
        "week 1 Tue 8 Sep am 09:00-13:00 How the NHS works",
        "be shadowed by Helen Nwachukwu-Smythe st-thomas",
        "am+pm 09:00-17:30 Money, and who decides about it",
    ):
        assert part in text


def test_two_of_one_name_are_told_apart() -> None:
    """Where two people have the same name, the id stands behind it."""
    cohort = with_names(("Dr Twin",))
    assert "Dr Twin (d01)" in printed(cohort, reports(cohort)["rota"], 120)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_broken_at_40_columns(name: str) -> None:
    """A narrow terminal gets fewer columns, and each of their words in one piece."""
    cohort = with_names(("Dr Kind Whitcombe", "Ms Plain Lindqvist"))
    wide, narrow = (printed(cohort, reports(cohort)[name], width) for width in (300, 40))
    assert max(map(cell_len, narrow.splitlines())) <= 40
    legend = "a digit: so many sessions"
    assert set(re.findall("[A-Za-z]{2,}", narrow)) <= set(re.findall("[A-Za-z]{2,}", wide + legend))
    assert "Whitcombe" in narrow and "Lindqvist" in narrow


def test_the_site_goes_before_the_bar() -> None:
    """With little room the pairing does without sites, with less without bars, and keeps the scores."""
    cohort = with_names(("Dr Kind Whitcombe", "Ms Plain Whitcombe-Lee"), pairs=2)
    wide, less, least = (
        printed(cohort, lambda page: show_pairing(page, pairing_of(cohort)), width) for width in (80, 48, 40)
    )
    assert "Site" in wide and "█" in wide
    assert "Site" not in less and "█" in less
    assert "Site" not in least and "█" not in least and " 1000" in least
    assert "Whitcombe-Lee" in least


def test_one_very_long_name_leaves_room_for_the_others() -> None:
    """A name of more than 30 columns is cut with an ellipsis, and the other names are whole."""
    cohort = with_names(("x" * 300, "Ms Plain"))
    text = printed(cohort, reports(cohort)["pairing"])
    row = next(line for line in text.splitlines() if "█" in line)
    assert "x" * 20 in row and "…" in row
    assert "x" * 31 not in row
    assert "Ms Plain (d02)" in text and "guys / kings" in row


def test_a_long_name_that_is_cut_keeps_its_id() -> None:
    """Two people of one very long name are still told apart."""
    cohort = with_names(("Dr Long " * 9,))
    text = printed(cohort, reports(cohort)["pairing"])
    assert "Dr Long…" in text
    assert "(d01)" in text and "(m01)" in text
