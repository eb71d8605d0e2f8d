"""Prices of a pairing: right ones are followed to the end, and wrong ones are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pairmatch.verify import statement, verify_pairing
from tests.verify import priced
from tests.verify.priced import Priced

Make = Callable[[], Priced]

CASES: list[Make] = [
    priced.total,
    priced.fair,
    priced.fair_of_all,
    priced.two_places,
    priced.locked,
    priced.locked_and_best,
    priced.in_two_entries,
    priced.leximin,
    priced.rank,
    priced.kept,
]


def named(make: Make) -> str:
    """What a case is called in the list of tests."""
    return make.__name__


@pytest.mark.parametrize("make", CASES, ids=named)
def test_right_prices_show_the_optimum(make: Make, tmp_path: Path) -> None:
    """Prices that were worked out on paper are followed, and nothing else is found."""
    case = make()
    assert case.codes(tmp_path) == []
    cohort = case.cohort(tmp_path)
    said = statement(cohort, case.document(cohort))
    assert said == "the optimum is shown by the prices, checked by arithmetic"


@pytest.mark.parametrize("make", [make for make in CASES if "locked" not in named(make)], ids=named)
def test_each_price_matters(make: Make, tmp_path: Path) -> None:
    """Whoever's price of the best is one less, the bound is one more, and that is told."""
    last = len(make().prices) - 1
    for side, ids in (("doctors", "d1 d2"), ("managers", "m1 m2")):
        for person in ids.split():
            case = make()
            if side == "managers" and int(person[1:]) > len(case.table[0]):
                continue
            case.prices[last][side][person] = case.prices[last][side].get(person, 0) - 1
            assert case.codes(tmp_path) == ["PM439"], person


def test_the_price_of_someone_locked_matters(tmp_path: Path) -> None:
    """What a locked pair loses its people gain; but a price one more lets d1, who is locked, want m2."""
    case = priced.locked()
    case.prices[0]["doctors"]["d1"] += 1
    assert case.codes(tmp_path) == ["PM439"]


@pytest.mark.parametrize("person", ["d1", "m1"])
def test_a_price_that_is_too_low_for_two_pairs_is_told(person: str, tmp_path: Path) -> None:
    """A price one more, by which two pairs gain and one person loses, moves the bound."""
    case = priced.total()
    case.prices[0]["doctors" if person == "d1" else "managers"][person] += 1
    assert case.codes(tmp_path) == ["PM439"]


def test_entries_are_compared_in_order(tmp_path: Path) -> None:
    """One person more in the bound is not made up for by a point less in the next entry."""
    case = priced.in_two_entries()
    case.prices[0]["doctors"]["d2"] = 0
    case.prices[1]["doctors"]["d2"] = 1
    assert case.codes(tmp_path) == ["PM439"]


def test_choices_of_other_pairs_are_counted(tmp_path: Path) -> None:
    """Prices for which only the first choices of another pairing are too good do not show the best."""
    case = priced.rank()
    case.pairs = ["d1 m1", "d2 m2"]
    case.prices[0]["doctors"] = {"d1": -2901, "d2": -1501}
    case.prices[0]["managers"] = {"m2": 1401}
    assert case.codes(tmp_path) == ["PM439"]


def test_old_pairs_below_the_worst_are_seen_where_they_are_counted(tmp_path: Path) -> None:
    """Prices that count the pairs below the worst show that none of them is kept, or do not hold."""
    case = priced.fair_of_all()
    case.options["keep"] = [["d2", "m2"]]
    case.prices[1]["counts"] = {"people": 12006, "kept": 6003, "pairs 0..499": -2001, "score": 1}
    assert case.codes(tmp_path) == ["PM439"]
    case.pairs = ["d1 m1", "d2 m2"]
    case.prices[:] = [
        priced.prices({"people": 2, "kept": 1}, {}, {}, "worst"),
        priced.prices(
            {"people": 12006, "kept": 6003, "pairs 0..99": -2001, "score": 1},
            {"d1": -900, "d2": -6103},
            {},
        ),
    ]
    assert case.codes(tmp_path) == []


def test_prices_of_another_pairing_do_not_help(tmp_path: Path) -> None:
    """With the best pairing's prices a worse pairing is not shown to be the best."""
    case = priced.total()
    case.pairs = ["d1 m1", "d2 m2"]
    assert case.codes(tmp_path) == ["PM439"]


def test_a_feasible_pairing_may_be_worse_than_its_prices(tmp_path: Path) -> None:
    """Where the best is not claimed, nothing has to show it."""
    case = priced.total()
    case.pairs, case.status = ["d1 m1", "d2 m2"], "feasible"
    assert case.codes(tmp_path) == []


@pytest.mark.parametrize(("person", "price"), [("d1", 1), ("d2", -1), ("m1", -1)], ids=["d1", "d2", "m1"])
def test_each_price_of_the_worst_matters(person: str, price: int, tmp_path: Path) -> None:
    """Where the bound without the worst pair is not below what is reached, the worst is not shown."""
    case = priced.fair()
    case.prices[0]["doctors" if person[0] == "d" else "managers"][person] = price
    assert case.codes(tmp_path) == ["PM439"]
    assert "worst pair is above 500" in case.found(tmp_path)[0].message


def test_prices_of_the_worst_are_needed_where_more_could_be_above_it(tmp_path: Path) -> None:
    """Without the entry that shows the worst, nothing shows it."""
    case = priced.fair()
    del case.prices[0]
    assert case.codes(tmp_path) == ["PM439"]


def test_prices_of_the_worst_are_not_needed_where_a_locked_pair_is_it(tmp_path: Path) -> None:
    """Where the worst pair must be there, nothing can lift it."""
    case = priced.locked()
    case.matching["objective"] = "fair"
    case.matching["rules"] = [{"together": ["d2", "m2"]}, *case.matching["rules"]]
    assert case.codes(tmp_path) == []


def test_prices_of_the_worst_are_not_needed_where_nothing_is_above_it(tmp_path: Path) -> None:
    """Where every candidate scores the same, the worst is as high as can be."""
    best = priced.prices({"people": 2001, "score": 1}, {"d1": -700, "d2": -700}, {})
    case = Priced([[700, 700], [700, 700]], priced.CROSSED, [best], objective="fair")
    assert case.codes(tmp_path) == []


def test_people_whom_only_low_pairs_place_are_not_forgotten(tmp_path: Path) -> None:
    """Prices of `fair` look at no pair below the worst: that such a pair would place more is found apart."""
    best = priced.prices({"people": 2001, "score": 1}, {"d1": -900, "d2": 2001}, {"m2": 2001})
    case = Priced([[900, None], [None, 100]], ["d1 m1"], [best], objective="fair")
    assert case.codes(tmp_path) == ["PM437"]
    assert "4 people could have a partner, and 2 have one" in case.found(tmp_path)[0].message


def test_what_prices_of_fair_do_not_show_is_said(tmp_path: Path) -> None:
    """Old pairs could be kept below the worst, which prices that leave those pairs out do not show."""
    case = priced.kept()
    case.matching["objective"] = "fair"
    cohort = case.cohort(tmp_path)
    assert case.codes(tmp_path) == ["PM439"]
    case.prices.append(priced.prices({"people": 1}, {"d1": -1, "d2": 1}, {"m1": 1, "m2": 1}, "worst"))
    case.table[1][0] = None
    case.prices[0] |= {"doctors": {"d1": -2601, "d2": -100}, "managers": {"m1": -300}}
    case.prices[0]["counts"]["people"] = 6003
    proven = "the optimum is shown by the prices, checked by arithmetic"
    for old, but in (("m1", ""), ("m2", "; that no pairing keeps more old pairs is the solver's word")):
        case.options["keep"] = [["d1", "m1"], ["d1", old]]
        cohort = case.cohort(tmp_path)
        assert case.codes(tmp_path) == []
        assert statement(cohort, case.document(cohort)) == proven + but


def test_a_choice_that_nobody_can_have_may_be_left_out(tmp_path: Path) -> None:
    """Only d1 lists a second choice, who takes no partners; that choice need not be counted."""
    case = priced.rank()
    case.people["m1"] = {"prefers": ["d2"], "pairs": 0}
    case.table = [[900, 600]]
    case.people["m1"] = {"pairs": 0}
    case.pairs = ["d1 m2"]
    case.prices[0] |= {"counts": {"people": 6003, "choice 1": 1001, "score": 1}, "doctors": {"d1": -1601}}
    assert case.codes(tmp_path) == []
    case.people["m1"] = {"pairs": 1}
    case.prices[0]["managers"] = {"m1": 6003}
    assert case.codes(tmp_path) == ["PM438"]


def test_free_placement_counts_no_people(tmp_path: Path) -> None:
    """With `placement: free` two may be left out who are nobody's choice; people are not counted."""
    best = priced.prices({"choice 1": 2001, "score": 1}, {"d1": -4002}, {})
    lists = {"d1": {"prefers": ["m2"]}, "m2": {"prefers": ["d1"]}}
    table: priced.Table = [[0, 0], [0, 0]]
    case = Priced(table, ["d1 m2"], [best], lists, objective="rank", placement="free")
    assert case.codes(tmp_path) == []
    case.matching["placement"] = "first"
    assert case.codes(tmp_path) == ["PM438"]


def test_a_stable_pairing_may_place_fewer(tmp_path: Path) -> None:
    """Where only stable pairings compete, two who want each other may leave two others without a partner."""
    lists = {"d1": {"prefers": ["m1"]}, "m1": {"prefers": ["d1"]}}
    table: priced.Table = [[900, 600], [500, None]]
    case = Priced(table, ["d1 m1"], [], lists, objective="total", stable=True)
    assert case.codes(tmp_path) == []
    case.matching["stable"] = False
    assert "PM437" in case.codes(tmp_path)


def test_free_placement_is_of_rank_alone(tmp_path: Path) -> None:
    """Where an option asks for another objective, placement comes first whatever the cohort says."""
    case = priced.total()
    case.matching |= {"objective": "rank", "placement": "free"}
    case.options["objective"] = "total"
    assert case.codes(tmp_path) == []


def test_a_banned_pair_needs_no_price(tmp_path: Path) -> None:
    """What the options ban is no candidate, however much it would gain."""
    case = priced.total()
    case.table[0][0] = 1000
    assert case.codes(tmp_path) == ["PM439"]
    case.options["ban"] = [["d1", "m1"]]
    assert case.codes(tmp_path) == []


def test_prices_of_another_version_are_left_aside(tmp_path: Path) -> None:
    """What prices show of an older cohort file, they need not show of this one; its pairs may still fit."""
    case = priced.total()
    case.table[0][0] = 1000
    cohort = case.cohort(tmp_path)
    assert case.codes(tmp_path) == ["PM439"]
    case.prices[0]["doctors"]["gone"] = 5
    document = case.document(cohort)
    old = document.model_copy(update={"cohort": document.cohort.model_copy(update={"sha256": "0" * 64})})
    assert [one.code for one in verify_pairing(cohort, old)] == ["PM400"]
    assert statement(cohort, old) == "what its proof says is of another version of the cohort file"
