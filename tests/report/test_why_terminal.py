"""What the reports of a person and of two people tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Span
from pairmatch.matching.answers import Forbidden, Obstacle
from pairmatch.report.terminal.why_pair import show_why_pair
from pairmatch.report.terminal.why_person import show_why_person
from tests.report.answer_reports import told
from tests.report.answers import (
    FAIR,
    REFUSAL,
    SAME_SITE,
    why_pairs_of,
    why_person_of,
    why_waiting_of,
)
from tests.report.printing import printed
from tests.report.samples import cohort_data, cohort_of


def test_person_tells_who_the_parts_and_the_margin() -> None:
    """Someone with a partner: who, a line a criterion, and how firmly the pair stands."""
    text = told("person")
    for part in (
        "Dr Helen Lee: with Helen Nwachukwu-Smythe d01 · guys",
        "interests █████▍ 667 5 333.5",
        "exchange not known 3",
        "score 733",
        "How firmly it stands: interchangeable Another pairing is just as good",
    ):
        assert part in text


def test_alternatives_have_scores_costs_and_who_moves() -> None:
    """Each alternative has its own score, its price in words, and who else would move, not the two."""
    text = told("person", 200)
    assert "Bartholomew Okafor 700 nothing: interchangeable Dr Bartholomew Osei → Helen" in text
    assert "Zoë Lee 670 the worst pair falls from 512 to 480, and the total falls by 31" in text
    assert "Priya Osei 640 1 person fewer has a partner" in text
    assert "Dr Helen Lee →" not in text.partition("others who were open")[2]


def test_many_alternatives_are_cut_until_asked_for() -> None:
    """Of 40 alternatives the ten cheapest are told, and all with `--all`."""
    cohort = cohort_of(60)
    why = why_person_of(cohort, others=40)
    short = printed(cohort, lambda page: show_why_person(page, FAIR, why))
    assert "40 others who were open" in short and "and 30 more that cost no less: --all" in short
    whole = printed(cohort, lambda page: show_why_person(page, FAIR, why, all_of_them=True))
    assert (
        cohort.managers[40].title in whole and cohort.managers[40].title not in short.partition("not open")[0]
    )


def test_forbidden_people_are_grouped_by_reason() -> None:
    """Forty people for two reasons are two groups, the larger first; whoever has both is in both."""
    cohort = cohort_of(60)
    why = replace(
        why_person_of(cohort),
        forbidden=tuple(
            Forbidden(manager.id, (SAME_SITE,) if at else (REFUSAL, SAME_SITE))
            for at, manager in enumerate(cohort.managers[4:44])
        ),
    )
    text = printed(cohort, lambda page: show_why_person(page, FAIR, why), 200)
    group = [line.strip() for line in text.partition("40 people not open")[2].splitlines()]
    assert group[1] == "40 by `same: site` (no travel budget), cohort.yaml:93 (39 of them by this alone)"
    assert group[2].endswith("and 33 others")
    assert group[3:] == [
        "1 by a refusal, cohort.yaml:40 (and by others)",
        "Oluwaseun Featherstonehaugh (m05)",
    ]


def test_someone_who_waits_has_the_reason_and_what_could_give_way() -> None:
    """Someone without a partner: the reason, then each change with its line and what comes of it."""
    text = told("waiting")
    for part in (
        "Ivan Ward: without a partner",
        "2 managers (m01 and m04) may only go to 1 doctor (d01) with 1 place",
        "drop `same: site` (no travel budget), cohort.yaml:93 2 people more have a partner; the worst pair "
        "falls from 512 to 480",
        "Dr Helen Lee 640 the total falls by 100",
    ):
        assert part in text


def test_nothing_could_give_way() -> None:
    """Where no single change helps, that is said; not where something comes before a place for them."""
    cohort = cohort_of(6)
    why = why_waiting_of(cohort)
    assert why.waits is not None
    stuck = replace(why, waits=replace(why.waits, give_way=()))
    text = printed(cohort, lambda page: show_why_person(page, FAIR, stuck), 120)
    assert "No single change of a rule, a refusal or a number of places" in text
    put_off = replace(why, waits=replace(why.waits, give_way=(), too_few=None))
    text = printed(cohort, lambda page: show_why_person(page, FAIR, put_off), 120)
    assert "No single change" not in text


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("paired", [": a pair", "In the best pairing without it, the worst pair falls", "Then: Dr"]),
        (
            "allowed",
            [": allowed, but not a pair", "pairing that has them, the worst pair falls", "Then with"],
        ),
        ("as good", ["A pairing that has them is just as good", "Who moves"]),
        (
            "forbidden",
            [": not allowed", "What forbids it", "a refusal, cohort.yaml:40", "would be 612"],
        ),
        ("locked", ["No pairing can have them: locks, or the old pairs to be kept, leave no place."]),
    ],
)
def test_each_state_of_two_people_is_told(name: str, parts: Sequence[str]) -> None:
    """Two people are a pair, may be one at a price or for nothing, may not be one, or cannot."""
    text = told(f"pair {name}")
    assert [part for part in parts if part not in text] == []


def test_an_obstacle_quotes_its_line() -> None:
    """What forbids a pair is shown with the line of the cohort file and a mark under it."""
    data = cohort_data(3)
    cohort = Cohort.model_validate(data)
    source = parse(b"rules:\n  - {same: site}\n", "cohort.yaml")
    object.__setattr__(cohort, "_source", source)
    obstacle = Obstacle("`same: site`", Span("cohort.yaml", 2, 5, 2, 17))
    why = replace(why_pairs_of(cohort)["forbidden"], obstacles=(obstacle,))
    lines = printed(cohort, lambda page: show_why_pair(page, FAIR, why)).splitlines()
    at = lines.index("2 |   - {same: site}")
    assert lines[at + 1].strip() == "|     ^^^^^^^^^^^^"
