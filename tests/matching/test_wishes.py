"""What one run asks for beside the cohort file: other objectives, locks, bans, old pairs."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, NoAnswerInTime, WrongUsage
from pairmatch.matching import Pairing, Wishes, match
from tests.matching.helpers import ids, unchecked

SQUARE = """
doctors:
  - {id: ann, interests: [a, b], prefers: [xu]}
  - {id: ben, interests: [a], prefers: [xu]}
managers:
  - {id: xu, interests: [a, b]}
  - {id: yan, interests: [a]}
"""
"""ann and xu, ben and yan are alike (1000); ann and yan, ben and xu share one of three (667)."""


def square(matching: str = "criteria: {interests: 1}") -> Cohort:
    """Two and two."""
    return unchecked(SQUARE + f"matching: {{{matching}}}\n")


def made(wishes: Wishes, matching: str = "criteria: {interests: 1}") -> Pairing:
    """Their pairing by some wishes."""
    return match(square(matching), wishes)


def test_without_wishes_nothing_is_noted() -> None:
    """A run that asks for nothing has no options in its document."""
    assert ids(made(Wishes())) == [("ann", "xu"), ("ben", "yan")]
    assert made(Wishes()).made.options == {}


def test_a_lock_is_kept_and_noted() -> None:
    """A pair locked for one run is in the pairing, and the document says by what."""
    pairing = made(Wishes(lock=(("ann", "yan"),)))
    assert ids(pairing) == [("ann", "yan"), ("ben", "xu")]
    assert pairing.made.options == {"lock": [["ann", "yan"]]}


def test_a_ban_is_kept_and_noted() -> None:
    """A pair banned for one run is not in the pairing."""
    pairing = made(Wishes(ban=(("ben", "yan"),)))
    assert ids(pairing) == [("ann", "yan"), ("ben", "xu")]
    assert pairing.made.options == {"ban": [["ben", "yan"]]}


def test_another_objective_for_one_run() -> None:
    """The objective and stability of the run are those of the proof and of the options."""
    pairing = made(Wishes(objective="rank", stable=True))
    assert (pairing.proof.objective, pairing.proof.stable) == ("rank", True)
    assert pairing.proof.choices == (1,)
    assert pairing.made.options == {"objective": "rank", "stable": True}
    assert made(Wishes(stable=False), "criteria: {interests: 1}, stable: true").proof.stable is None


def test_what_the_file_says_anyway_is_not_noted() -> None:
    """An option that says what the file says changes nothing, and is not told as a change."""
    assert made(Wishes(objective="fair", stable=False, placement="first")).made.options == {}


def test_free_placement_for_one_run() -> None:
    """Left free, a rank-maximal pairing may leave people out, who are told why."""
    cohort = unchecked(
        "doctors: [{id: ann, prefers: [xu]}, {id: ben, refuses: [yan]}]\nmanagers: [{id: xu}, {id: yan}]\n"
    )
    assert match(cohort, Wishes(objective="rank")).proof.people == 4
    free = match(cohort, Wishes(objective="rank", placement="free"))
    assert ids(free) == [("ann", "xu")]
    assert [one.person for one in free.unmatched] == ["ben", "yan"]
    assert all(one.why for one in free.unmatched)


def test_old_pairs_are_kept() -> None:
    """The old pairs stay though others score more; someone who has left is no fault."""
    old = (("ann", "yan"), ("ben", "xu"), ("gone", "xu"))
    pairing = made(Wishes(keep=old))
    assert ids(pairing) == [("ann", "yan"), ("ben", "xu")]
    assert pairing.made.options == {"keep": [["ann", "yan"], ["ben", "xu"], ["gone", "xu"]]}


@pytest.mark.parametrize("keep", [(), (("gone", "xu"), ("ann", "left"))])
def test_nothing_left_to_keep(keep: tuple[tuple[str, str], ...]) -> None:
    """Where no old pair could still be, the pairing is the one without any."""
    assert ids(made(Wishes(keep=keep))) == [("ann", "xu"), ("ben", "yan")]
    assert ids(made(Wishes(keep=keep, changes=0))) == [("ann", "xu"), ("ben", "yan")]


def test_as_many_changes_as_are_allowed() -> None:
    """Two pairs can only change together: one change allows nothing, two allow the better pairing."""
    old = (("ann", "yan"), ("ben", "xu"))
    assert ids(made(Wishes(keep=old, changes=1))) == list(old)
    assert ids(made(Wishes(keep=old, changes=2))) == [("ann", "xu"), ("ben", "yan")]
    assert made(Wishes(keep=old, changes=2)).made.options["changes"] == 2


def test_too_few_changes_are_refused() -> None:
    """Old pairs that take more places than there are cannot all stay."""
    old = (("ann", "xu"), ("ann", "yan"))
    with pytest.raises(WrongUsage, match="at least 1 go"):
        made(Wishes(keep=old, changes=0))


def test_a_lock_against_a_ban_is_refused() -> None:
    """One pair cannot be locked and banned."""
    with pytest.raises(CohortError, match="PM801"):
        made(Wishes(lock=(("ann", "xu"),), ban=(("ann", "xu"),)))


def test_wishes_are_read_back_from_a_document() -> None:
    """What a document notes makes the same wishes again; what else it notes is left alone."""
    wishes = Wishes("total", True, "first", (("a", "b"),), (("c", "d"),), (("e", "f"),), 3)
    assert Wishes.of(wishes.options() | {"weeks": 4}) == wishes
    assert Wishes.of({}) == Wishes()


def test_no_time_at_all() -> None:
    """Without time there is no pairing, and no half one."""
    with pytest.raises(NoAnswerInTime):
        match(square(), time_limit=0)
