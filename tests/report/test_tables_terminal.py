"""What the tables of margins, objectives, weights, trades, locks and moves tell."""

from __future__ import annotations

from dataclasses import replace

from pairmatch.cohort.schema import Cohort
from pairmatch.report.terminal.compare import show_compared
from pairmatch.report.terminal.pairing import show_pairing
from tests.report.answer_reports import told
from tests.report.answers import (
    compared_of,
)
from tests.report.printing import printed
from tests.report.samples import cohort_data, cohort_of, pairing_of


def test_margins_tell_each_kind_and_count_them() -> None:
    """Every pair is forced, ahead by something, interchangeable with someone, or locked."""
    text = told("margins")
    for part in (
        "Dr Helen Lee Helen Nwachukwu-Smythe interchangeable with Bartholomew Okafor",
        "ahead: the worst pair falls from 512 to 480 Dr Zoë",
        "forced: 2 people fewer have a partner",
        "Dr Priya Kay Priya Osei locked",
        "1 forced · 1 ahead · 1 interchangeable · 3 locked",
    ):
        assert part in text


def test_compare_has_differences_from_the_best_of_each_column() -> None:
    """Each objective has its numbers, how far each is from the best, and its marks."""
    text = told("compare")
    for part in (
        "Objective Placed Worst Mean 1st choices Blocking",
        "fair 6 512 666.7 −33.3 3 1 +1 asked for",
        "total 6 480 −32 700.0 2 −1 0",
        "leximin 6 512 666.7 −33.3 3 1 +1 same pairs as fair",
        "rank, stable 4 −2 512 650.0 −50.0 3 0 not proven",
        "both would rather have each other: Dr Helen Lee + Bartholomew Okafor",
    ):
        assert part in text


def test_compare_leaves_out_preferences_where_there_are_none() -> None:
    """Without preferences there are no columns of choices and of blocking pairs."""
    compared = tuple(replace(one, whole=replace(one.whole, choices=()), blocking=()) for one in compared_of())
    text = printed(cohort_of(3), lambda page: show_compared(page, compared))
    assert "Worst" in text and "choices" not in text and "Blocking" not in text


def test_trade_marks_this_pairing_and_what_is_not_proven() -> None:
    """The trade has a row a number of pairs given up; the chosen one and unproven ones are marked."""
    text = told("trade")
    assert "1 6 512 666.7 2,000 this pairing" in text
    assert "3 6 530 683.3 2,050 not proven" in text


def test_sensitivity_draws_the_range_and_tells_who_moves() -> None:
    """A weight has its range in numbers and on a scale, and who would move just beyond it."""
    text = told("sensitivity")
    assert "interests 5 3–7 ···––█––··· at 2: Dr Helen Lee → Bartholomew Okafor" in text
    assert "site 2 any weight ––█––––––––" in text


def test_lock_tells_the_price_and_the_rules() -> None:
    """A lock that costs people their partners is told with the numbers, the people and the rules."""
    text = told("lock")
    for part in (
        "No pairing that places 6 people has Dr Zoë Featherstonehaugh and Bartholomew Okafor together: "
        "with the lock, 4 at most.",
        "Then Dr Helen Lee and Dr Bartholomew Osei may only go to Helen Nwachukwu-Smythe, with 1 place left.",
        "Because of `same: site` (no travel budget), cohort.yaml:93",
    ):
        assert part in text


def test_kept_tells_who_left_and_who_moves() -> None:
    """Pairs of people who left are told as gone; whoever has another partner is listed with both."""
    text = told("kept", pairs=3)
    for part in (
        "With --lock d01:m01 · --keep of 2 old pairs, not in the cohort file",
        "1 of the 2 old pairs kept",
        "d09 has left: the pair with Priya Osei is gone.",
        "d08 and m09 have left, and with them their pair.",
        "Dr Bartholomew Osei Zoë Lee Bartholomew Okafor",
        "Priya Osei d09 nobody",
    ):
        assert part in text


def test_choices_are_counted_where_people_list_any() -> None:
    """How many have their first choice, their second, and none of their list is told."""
    data = cohort_data(3)
    data["doctors"][0]["prefers"] = ["m01"]
    data["doctors"][1]["prefers"] = ["m01", "m02"]
    data["doctors"][2]["prefers"] = ["m01"]
    cohort = Cohort.model_validate(data)
    pairing = pairing_of(cohort)
    proof = pairing.proof.model_copy(update={"choices": (1, 1)})
    text = printed(cohort, lambda page: show_pairing(page, pairing.model_copy(update={"proof": proof})))
    assert "Choices of the 3 people who list any: first 1 · second 1 · none of them 1" in text
