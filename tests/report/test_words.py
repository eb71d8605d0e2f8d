"""Proofs, costs, highlights and dates in words."""

from __future__ import annotations

from datetime import date

import pytest

from pairmatch.cohort.schema import Cohort, Programme
from pairmatch.matching.pairing import Pair
from pairmatch.report.cost import cost_in_words, cost_parts
from pairmatch.report.highlights import highlights
from pairmatch.report.rota_proof import rota_proof
from pairmatch.report.visible import visible
from pairmatch.report.words import (
    first_few,
    halves_from,
    hours_from,
    ordinal,
    percent,
    short_date,
    week_dates,
    week_of,
)
from pairmatch.rota.rota import MeetingSession, Rota, ShadowingSession, WorkshopSession
from tests.report.samples import START, cohort_data, cohort_of, rota_of

PROGRAMME = Programme.model_validate({"start": "2026-09-07"})


def _rota(**proof: object) -> Rota:
    rota = rota_of(cohort_of(1))
    return rota.model_copy(update={"proof": rota.proof.model_copy(update=proof)})


@pytest.mark.parametrize(
    ("proof", "part"),
    [
        ({}, "nothing is missed, and no such rota of this pairing costs less than 41"),
        ({"missed": 2}, "2 sessions missed, no rota of this pairing misses less"),
        ({"status": "feasible"}, "Not proven: that another run finds this one of the rotas as good"),
        ({"status": "feasible", "bound": 40}, "the cost of 41; 40 is not ruled out (gap 2.4%)"),
        (
            {"status": "feasible", "bound": 0, "missed": 1, "level": "shadowing missed"},
            "Open: shadowing missed, 0 against a bound of 0 (gap 0%)",
        ),
    ],
)
def test_rota_proof(proof: dict[str, object], part: str) -> None:
    """What is proven of a rota and what is not is told for each state of the proof."""
    assert part in rota_proof(cohort_of(1), _rota(**proof))


def test_highlights_are_by_what_the_score_owes_them() -> None:
    """The weight counts as much as the value, and the costliest of the rest is named the least."""
    criteria = {"interests": 500, "seniority": 1000, "site": 1000, "exchange": 0, "availability": "not known"}
    matching = Cohort.model_validate(cohort_data()).matching
    found = highlights(
        Pair.model_validate({"doctor": "a", "manager": "b", "score": 5, "criteria": criteria}), matching
    )
    assert found.strongest == (("seniority", 1000), ("interests", 500), ("site", 1000))
    assert found.weakest == ("exchange", 0)


def test_highlights_of_one_criterion() -> None:
    """A single criterion is told once."""
    matching = Cohort.model_validate(cohort_data()).matching
    pair = Pair.model_validate({"doctor": "a", "manager": "b", "score": 5, "criteria": {"interests": 500}})
    assert highlights(pair, matching).strongest == (("interests", 500),)
    assert highlights(pair, matching).weakest is None


def test_cost_is_counted_as_the_format_says() -> None:
    """Avoided half-days, days away, sessions beyond a first of a week, runs, and the worst-off person."""
    data = cohort_data(1)
    data["doctors"] = [{"id": "d01", "site": "guys", "avoid_halves": ["tue pm", "2026-09-10 am"]}]
    data["managers"] = [{"id": "m01", "site": "kings"}]
    cohort = Cohort.model_validate(data)
    tuesday, thursday = date(2026, 9, 8), date(2026, 9, 10)
    people = ("d01", "m01")
    sessions = (
        WorkshopSession(workshop="finance", date=tuesday, half="am", room="hall", people=people),
        MeetingSession(people=people, date=thursday, half="am"),
        ShadowingSession(guest="d01", host="m01", date=date(2026, 9, 14), half="am", site="kings"),
    )
    rota = _rota(cost=6 + 4 + 2 + 1 + 12).model_copy(update={"sessions": sessions})
    counts = [part.count for part in cost_parts(cohort, rota)]
    assert counts == [2, 2, 2, 1, 3]
    assert next(iter(cost_in_words(cohort, rota))) == "2 sessions on half-days to avoid: 6"


def test_cost_that_does_not_add_up_is_not_broken_down() -> None:
    """When the parts do not give the stated cost, nothing is told rather than something wrong."""
    assert list(cost_in_words(cohort_of(1), _rota(cost=1))) == []


def test_dates_in_words() -> None:
    """Dates and weeks are the same whatever the language of the machine."""
    assert short_date(date(2026, 9, 8)) == "Tue 8 Sep"
    assert week_of(PROGRAMME, date(2026, 9, 14)) == 2
    assert week_dates(PROGRAMME, 4, "-") == "28 Sep - 2 Oct 2026"
    assert week_dates(PROGRAMME, 17, "-") == "28 Dec 2026 - 1 Jan 2027"
    assert START.weekday() == 0


def test_halves_and_hours() -> None:
    """A session of two halves has both names, and runs from the start of one to the end of the other."""
    assert halves_from(PROGRAMME, "am", 2) == "am+pm"
    assert hours_from(PROGRAMME, "am", 2) == "09:00-17:30"
    assert hours_from(PROGRAMME, "pm") == "13:30-17:30"
    assert (halves_from(PROGRAMME, "eve"), hours_from(PROGRAMME, "eve")) == ("eve", "")


def test_percent_never_rounds_a_gap_away() -> None:
    """A gap above nothing is never told as nothing."""
    assert (percent(0), percent(0.0001), percent(0.027)) == ("0%", "under 0.1%", "2.7%")


def test_visible_keeps_every_script() -> None:
    """Letters, accents, emoji and joiners of names stay as they are."""
    for name in ("Zoë", "Nguyễn", "李小龍", "अनिल", "می‌خواهم", "O'Brien–Łuć"):
        assert visible(name) == name


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (4, "4th"),
        (23, "23rd"),
        (11, "11th"),
        (22, "22nd"),
        (101, "101st"),
        (113, "113th"),
    ],
)
def test_ordinals(number: int, told: str) -> None:
    """The first three are words, the others end as they are spoken."""
    assert ordinal(number) == told


@pytest.mark.parametrize(
    ("count", "told"), [(0, ""), (1, "a"), (2, "a and b"), (3, "a, b and c"), (5, "a, b and 3 others")]
)
def test_a_long_list_is_cut_at_its_end(count: int, told: str) -> None:
    """Up to three names stand in full; of more, the last place counts the rest."""
    assert first_few(list("abcde")[:count], 3) == told
