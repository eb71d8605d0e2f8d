"""The brute force's objectives, stability, locks, old pairs and costs against answers worked by hand."""

from __future__ import annotations

import pytest

from tests.oracle.by_hand import cohort, preferring, scored
from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_options, seeded_preference_cohort
from tests.oracle.pairing import NoPairing, Pairings, best_pairing
from tests.oracle.pairing_orders import Positions, people_of


def stable_ones(data: Data, options: Data | None = None) -> list[Positions]:
    """All stable pairings."""
    return sorted(Pairings(data, options).ranking({**(options or {}), "stable": True}).best_first)


def test_leximin_beats_fair() -> None:
    """3, 4, 4 is the better list; 3, 3, 9 has the same worst pair and the higher total."""
    data = scored([[3, 0, 0], [0, 4, 3], [0, 9, 4]])
    fair, leximin = best_pairing(data, "fair"), best_pairing(data, "leximin")
    assert (fair.pairs, fair.worst, fair.total) == (((0, 0), (1, 2), (2, 1)), 150, 750)
    assert (leximin.pairs, leximin.worst, leximin.total) == (((0, 0), (1, 1), (2, 2)), 150, 550)


def test_leximin_takes_another_pair_on_top_but_none_below() -> None:
    """With two places each 8, 9 becomes 8, 9, 9, which is better; 5, 8, 9, 9 is not."""
    data = scored([[5, 9], [8, 9]], pairs=2)
    assert best_pairing(data, "leximin").pairs == ((0, 1), (1, 0), (1, 1))
    assert best_pairing(data, "total").pairs == ((0, 0), (0, 1), (1, 0), (1, 1))


def test_rank_counts_both_sides_and_then_the_total() -> None:
    """The most first choices, whoever's they are; where all choices are alike, the scores decide."""
    data = preferring(["01", "01"], ["", "1"], criteria={"preferences": 1})
    # d0–m0, d1–m1: firsts of d0 and m1, second of d1. d0–m1, d1–m0: first of d1, second of d0.
    best = best_pairing(data, "rank")
    assert (best.pairs, best.choices) == (((0, 0), (1, 1)), (2, 1))
    data = preferring(["0", "0"], ["", ""])
    assert (best_pairing(data, "rank").pairs, best_pairing(data, "rank").choices) == (((0, 0), (1, 1)), (1,))
    # One first choice either way; the styles of d1 and m0 are alike.
    for person, style in ((data["doctors"][1], "x"), (data["managers"][0], "x"), (data["doctors"][0], "y")):
        person["attributes"] = {"style": style}
    data["matching"]["criteria"] = {"style": 1}
    assert best_pairing(data, "rank").pairs == ((0, 1), (1, 0))


def test_rank_counts_places_on_the_list_as_it_is_written() -> None:
    """Who refuses their first choice has no first choice to give, only the second."""
    data = preferring(["01"], ["", ""])
    data["doctors"][0]["refuses"] = ["m0"]
    assert (best_pairing(data, "rank").pairs, best_pairing(data, "rank").choices) == (((0, 1),), (0, 1))


def test_free_rank_may_place_fewer() -> None:
    """Two first choices in one pair, or four people in two pairs without any."""
    data = preferring(["0", ""], ["0", ""])
    data["doctors"][1]["refuses"] = ["m1"]
    first, free = (best_pairing(data, "rank", {"placement": one}) for one in ("first", "free"))
    assert (first.pairs, first.people, first.choices) == (((0, 1), (1, 0)), 4, (0,))
    assert (free.pairs, free.people, free.choices) == (((0, 0),), 2, (2,))
    assert best_pairing(data | {"matching": {"placement": "free"}}, "total").people == 4


def test_gale_and_shapley_s_first_example() -> None:
    """Three of the six sets of marriages are stable (Gale and Shapley 1962, example 1)."""
    data = preferring(["012", "120", "201"], ["120", "201", "012"])
    assert stable_ones(data) == [
        ((0, 0), (1, 1), (2, 2)),  # every doctor's first choice
        ((0, 1), (1, 2), (2, 0)),  # everyone's second
        ((0, 2), (1, 0), (2, 1)),  # every manager's first
    ]
    assert best_pairing(data, "rank", {"stable": True}).choices == (3, 0, 3)


def test_gale_and_shapley_s_second_example() -> None:
    """Their 4 × 4 example has one stable set of marriages only (Gale and Shapley 1962, example 2)."""
    data = preferring(["0123", "0321", "1023", "3120"], ["3201", "1302", "3012", "2103"])
    assert stable_ones(data) == [((0, 2), (1, 3), (2, 0), (3, 1))]


def test_two_stable_pairings_and_four_that_are_not() -> None:
    """The first two please the doctors or the managers; the third of each side takes who is left."""
    data = preferring(["012", "102", "012"], ["102", "012", "012"])
    assert stable_ones(data) == [((0, 0), (1, 1), (2, 2)), ((0, 1), (1, 0), (2, 2))]
    found = Pairings(data)
    assert found.blocking(((0, 2), (1, 1), (2, 0))) == [(0, 0), (0, 1)]
    assert found.blocking(()) == [(i, j) for i in range(3) for j in range(3)]


def test_a_tie_lets_a_stable_pairing_place_more() -> None:
    """While m0 is indifferent both d1–m0 alone and the full pairing are stable; when not, only the first."""
    data = preferring(["0", "01"], ["", "1"])
    data["doctors"][0]["refuses"] = ["m1"]
    assert stable_ones(data) == [((0, 0), (1, 1)), ((1, 0),)]
    assert best_pairing(data, "total", {"stable": True}).people == 4
    data["managers"][0]["prefers"] = ["d1"]
    assert stable_ones(data) == [((1, 0),)]
    assert best_pairing(data, "total").people == 4
    assert Pairings(data).blocking(((0, 0), (1, 1))) == [(1, 0)]


def test_people_who_are_not_listed_are_all_alike_and_better_than_nobody() -> None:
    """Who lists one person is content with any of the others, but not with an empty place."""
    data = preferring(["1", ""], ["", "1"])
    found = Pairings(data)
    assert found.blocking(((0, 0), (1, 1))) == []
    assert found.blocking(((1, 1),)) == [(0, 0)]
    assert found.blocking(((0, 1), (1, 0))) == []


def test_places_decide_who_wants_another() -> None:
    """The worst of two partners gives way; who has a place free wants anybody; who has none wants nobody."""
    data = preferring(["012"], ["", "", ""])
    data["doctors"][0]["pairs"] = 2
    found = Pairings(data)
    assert found.blocking(((0, 0), (0, 2))) == [(0, 1)]
    assert found.blocking(((0, 0), (0, 1))) == []
    assert found.blocking(((0, 0),)) == [(0, 1), (0, 2)]
    data["doctors"][0]["pairs"] = 0
    assert Pairings(data).blocking(()) == []


def test_a_locked_partner_is_never_given_up() -> None:
    """d0 and m0 would both rather have each other; locked to m1, d0 stays, and takes m0 only as a second."""
    data = preferring(["01", ""], ["0", ""])
    assert stable_ones(data) == [((0, 0), (1, 1))]
    options = {"lock": [["d0", "m1"]]}
    assert stable_ones(data, options) == [((0, 1), (1, 0))]
    data["doctors"][0]["pairs"] = 2
    assert stable_ones(data, options) == [((0, 0), (0, 1))]


def test_locks_and_bans_of_the_command_line() -> None:
    """A lock is in every pairing and a ban in none; a banned pair blocks nothing."""
    data = scored([[9, 5], [6, 3]])
    assert best_pairing(data, "total").pairs == ((0, 0), (1, 1))
    for option in ({"lock": [["d0", "m1"]]}, {"ban": [["d1", "m1"]]}):
        assert best_pairing(data, "total", option).pairs == ((0, 1), (1, 0))
    assert Pairings(data, {"ban": [["d0", "m1"]]}).blocking(((0, 0),)) == [(1, 1)]
    equal = cohort([{}, {}, {}], [{}, {}, {}], rules=[{"together": ["d0", "m1"]}])
    assert best_pairing(equal, options={"lock": [["d1", "m2"]]}).pairs == ((0, 1), (1, 2), (2, 0))
    with pytest.raises(NoPairing):
        best_pairing(data, "total", {"lock": [["d0", "m0"], ["d0", "m1"]]})


def test_kept_pairs_come_after_people_and_before_scores() -> None:
    """Old pairs are kept against a better total, but not against two more people."""
    data = scored([[9, 5], [6, 3]])
    assert best_pairing(data, "total", {"keep": [["d0", "m1"]]}).pairs == ((0, 1), (1, 0))
    data["doctors"][1]["refuses"] = ["m0"]
    assert best_pairing(data, "total", {"keep": [["d0", "m1"]]}).pairs == ((0, 0), (1, 1))


def test_changes_bound_what_is_given_up() -> None:
    """With one change there is no way out of two old pairs; with two the best total is free again."""
    data = scored([[9, 5], [6, 3]])
    old: Data = {"keep": [["d0", "m1"], ["d1", "m0"]]}
    assert best_pairing(data, "total", old | {"changes": 1}).pairs == ((0, 1), (1, 0))
    assert best_pairing(data, "total", old | {"changes": 2}).pairs == ((0, 0), (1, 1))


def test_equal_optima_under_changes_keep_what_they_can() -> None:
    """Of two equal pairings that of the old pairs is taken, though its positions come later."""
    data = scored([[5, 5], [5, 5]])
    old: Data = {"keep": [["d0", "m1"], ["d1", "m0"]], "changes": 2}
    assert best_pairing(data, "fair").pairs == ((0, 0), (1, 1))
    assert best_pairing(data, "fair", old).pairs == ((0, 1), (1, 0))


def test_old_pairs_that_cannot_be_any_more_are_no_change() -> None:
    """A forbidden old pair and one of someone who left count for nothing; one that a lock drives out does."""
    data = scored([[5, 5], [5, 5]])
    data["doctors"][0]["refuses"] = ["m1"]
    old: Data = {"keep": [["d0", "m1"], ["d9", "m0"]], "changes": 0}
    assert best_pairing(data, "fair", old).pairs == ((0, 0), (1, 1))
    with pytest.raises(NoPairing):
        best_pairing(data, "fair", {"keep": [["d1", "m0"]], "changes": 0, "lock": [["d0", "m0"]]})


def test_what_ifs_and_margins() -> None:
    """Each of the two pairs that are left out brings the other with it, and costs 50 points."""
    ranking = Pairings(scored([[9, 5], [6, 3]])).ranking({"objective": "total"})
    assert ranking.what_ifs() == {(0, 1): ((0, 1), (1, 0)), (1, 0): ((0, 1), (1, 0))}
    assert ranking.without((0, 0)) == ((0, 1), (1, 0))
    assert [ranking.kind(pair) for pair in ranking.best] == ["ahead", "ahead"]


def test_forced_locked_and_interchangeable_pairs() -> None:
    """d1 can only go to m1, d2 is locked to m2; d0 is as well with m0 as with m3."""
    data = cohort([{}, {}, {}], [{}, {}, {}, {}], rules=[{"together": ["d2", "m2"]}])
    data["doctors"][1]["refuses"] = ["m0", "m3"]
    ranking = Pairings(data).ranking()
    assert ranking.best == ((0, 0), (1, 1), (2, 2))
    assert [ranking.kind(pair) for pair in ranking.best] == ["interchangeable", "forced", "locked"]
    assert ranking.without((0, 0)) == ((0, 3), (1, 1), (2, 2))


def test_a_candidate_without_a_place_has_no_what_if() -> None:
    """With all places of d0 locked, or none to begin with, nothing has d0 and m1 as a pair."""
    data = cohort([{}, {}], [{}, {}], rules=[{"together": ["d0", "m0"]}])
    assert set(Pairings(data).ranking().what_ifs()) == set()
    data = cohort([{"pairs": 0}, {}], [{}, {}])
    ranking = Pairings(data).ranking()
    assert (ranking.best, set(ranking.what_ifs())) == (((1, 0),), {(1, 1)})


def test_every_objective_and_option_changes_some_optimum() -> None:
    """Among the seeded cohorts are some that each objective, stability and option pairs differently."""
    wanted: dict[str, Data] = {
        "total": {"objective": "total"},
        "leximin": {"objective": "leximin"},
        "rank": {"objective": "rank", "placement": "first"},
        "free": {"objective": "rank", "placement": "free"},
        "stable": {"stable": True},
    }
    found: set[str] = set()
    for seed in range(100):
        data = seeded_preference_cohort(seed)
        given = seeded_options(seed, data)
        among = Pairings(data).asking({"objective": "fair", "stable": False})
        plain = among.ranking().best
        found |= {name for name, options in wanted.items() if among.ranking(options).best != plain}
        for name in given.keys() & {"lock", "ban", "keep"}:
            if best_pairing(among.data, options={name: given[name]}).pairs != plain:
                found.add(name)
        if "changes" in given and refuses_or_differs(among, {"keep": given["keep"]}, given["changes"]):
            found.add("changes")
    assert found == {*wanted, "lock", "ban", "keep", "changes"}


def refuses_or_differs(among: Pairings, keep: Data, changes: int) -> bool:
    """Whether so many changes give another pairing than keeping what can be kept."""
    try:
        return among.ranking(keep | {"changes": changes}).best != among.ranking(keep).best
    except NoPairing:
        return True


def test_some_pairing_is_always_stable() -> None:
    """Whatever the lists, ties, places and locks, a stable pairing is found; at times with fewer people."""
    fewer = 0
    for seed in range(100):
        data = seeded_preference_cohort(seed)
        options = {
            name: given for name, given in seeded_options(seed, data).items() if name in ("lock", "ban")
        }
        among = Pairings(data, options).asking({"objective": "total"})
        free, stable = (among.ranking({"stable": wanted}).best for wanted in (False, True))
        fewer += people_of(stable) < people_of(free)
    assert fewer > 0
