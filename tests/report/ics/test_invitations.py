"""Over every replan a session keeps its UID, and its SEQUENCE grows with each change and only then."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings

from pairmatch.cohort.schema import Cohort
from pairmatch.report.ics import Change, invitations
from pairmatch.rota.rota import AnySession
from tests.report.ics.helpers import (
    FIRST_EXPORT,
    OFFICE,
    SECOND_EXPORT,
    blocks_of,
    events_of,
    exported,
    file_of,
    meeting,
    names_of,
    rota_with,
    shadowing,
    small,
    with_mail,
    workshop,
)
from tests.report.ics.test_same_session import ANY

COHORT = small()
SESSIONS: list[AnySession] = [
    workshop("2026-09-08", "d01 m01 d02 m02"),
    meeting("2026-09-10"),
    shadowing("2026-09-16"),
    meeting("2026-11-05", "d02 m02"),
]


def test_first_export() -> None:
    """Every session is new, with SEQUENCE 0 and the time of the export, and its UID tells of nobody."""
    made = exported(COHORT, SESSIONS)
    assert made.counted() == {Change.NEW: 4}
    assert {(one.sequence, one.stamp) for one in made.all} == {(0, FIRST_EXPORT)}
    assert len({one.uid for one in made.all}) == 4
    assert all(len(one.uid) == 32 + len("@pairmatch") for one in made.all)
    assert not any("d01" in one.uid or "m01" in one.uid for one in made.all)


def test_same_uid_in_every_file() -> None:
    """A workshop has one UID in the files of all who are there, its facilitator too, and in that of all."""
    made = exported(COHORT, SESSIONS)
    (uid,) = (one.uid for one in made.all if "price" in one.people)
    for person in ("d01", "m01", "d02", "m02", "price", None):
        assert uid in blocks_of(file_of(made, person))
    assert set(blocks_of(file_of(made, "price"))) == {uid}


def test_nothing_changed() -> None:
    """A rota that did not change gives the same bytes and the same ledger at any later time."""
    first = exported(COHORT, SESSIONS)
    second = exported(COHORT, [*SESSIONS[2:], *SESSIONS[:2]], first)
    assert second.counted() == {Change.SAME: 4}
    assert second.ledger == first.ledger
    for person in (*first.people, None):
        assert file_of(second, person) == file_of(first, person)


def test_moved() -> None:
    """A session that moves keeps its UID, with SEQUENCE 1 and a new stamp; the others keep every byte."""
    first = exported(COHORT, SESSIONS)
    second = exported(COHORT, [*SESSIONS[:2], shadowing("2026-11-18"), SESSIONS[3]], first)
    assert second.counted() == {Change.SAME: 3, Change.MOVED: 1}
    before, after = blocks_of(file_of(first)), blocks_of(file_of(second))
    assert list(before) == [uid for uid in before if uid in after]
    changed = [uid for uid in before if before[uid] != after[uid]]
    moved = [one for one in second.all if one.change is Change.MOVED]
    assert changed == [one.uid for one in moved]
    assert (moved[0].sequence, moved[0].stamp) == (1, SECOND_EXPORT)
    assert str(moved[0].appointment.starts) == "2026-11-18 13:30:00"
    assert file_of(second, "d02") == file_of(first, "d02")


def test_moved_again() -> None:
    """Each further move counts one more."""
    made = exported(COHORT, [meeting("2026-09-10")])
    for number, day in enumerate(("2026-09-17", "2026-09-24", "2026-09-10"), start=1):
        made = exported(COHORT, [meeting(day)], made)
        assert [one.sequence for one in made.all] == [number]


def test_gone() -> None:
    """A session that is not held any more is cancelled for all its people, and stays so."""
    first = exported(COHORT, SESSIONS)
    second = exported(COHORT, SESSIONS[:1] + SESSIONS[2:], first)
    assert second.counted() == {Change.SAME: 3, Change.CANCELLED: 1}
    for person in ("d01", "m01", None):
        (gone,) = (one for one in events_of(file_of(second, person)) if one["STATUS"] == "CANCELLED")
        assert (gone["SEQUENCE"], gone["TRANSP"]) == (1, "TRANSPARENT")
        assert str(gone["SUMMARY"]).startswith("Cancelled: ")
    assert b"CANCELLED" not in file_of(second, "d02")
    third = exported(COHORT, SESSIONS[:1] + SESSIONS[2:], second, SECOND_EXPORT + timedelta(days=9))
    assert third.counted() == {Change.SAME: 3, Change.BEFORE: 1}
    assert file_of(third) == file_of(second)


def test_gone_and_back() -> None:
    """A session that was cancelled is not brought back to life: a later one for the same demand is new."""
    first = exported(COHORT, [meeting("2026-09-10")])
    third = exported(COHORT, [meeting("2026-09-10")], exported(COHORT, [], first))
    assert third.counted() == {Change.NEW: 1, Change.BEFORE: 1}
    assert len({one.uid for one in third.all}) == 2


def test_person_removed() -> None:
    """Who is no longer part of a session has it cancelled; for the others it is held, one version later."""
    first = exported(COHORT, [workshop("2026-09-08", "d01 m01 d02 m02")])
    second = exported(COHORT, [workshop("2026-09-15", "d01 m01 m02")], first)
    (uid,) = blocks_of(file_of(first))
    (gone,) = events_of(file_of(second, "d02"))
    assert (str(gone["UID"]), gone["SEQUENCE"], str(gone["STATUS"])) == (uid, 1, "CANCELLED")
    assert str(gone["DTSTART"].dt.date()) == "2026-09-08"
    assert "not part of this session any more" in gone["DESCRIPTION"]
    for person in ("d01", "m01", "m02", "price", None):
        (held,) = events_of(file_of(second, person))
        assert (str(held["UID"]), held["SEQUENCE"], str(held["STATUS"])) == (uid, 1, "CONFIRMED")
        assert str(held["DTSTART"].dt.date()) == "2026-09-15"


def test_removed_person_is_told_of_nobody_else() -> None:
    """The cancelled event of someone who left names that person alone."""
    first = exported(COHORT, [workshop("2026-09-08", "d01 m01 d02 m02")])
    second = exported(COHORT, [workshop("2026-09-08", "d01 m01 m02")], first)
    (gone,) = events_of(file_of(second, "d02"))
    assert names_of(gone) == ["Dr Zoë Lee"]
    assert b"d01" not in file_of(second, "d02")


def test_person_back() -> None:
    """Who comes back to a session has it held again, by a version later than the cancelled one."""
    everyone, fewer = (workshop("2026-09-08", people) for people in ("d01 m01 d02", "d01 m01"))
    third = exported(COHORT, [everyone], exported(COHORT, [fewer], exported(COHORT, [everyone])))
    (back,) = events_of(file_of(third, "d02"))
    assert (back["SEQUENCE"], str(back["STATUS"])) == (2, "CONFIRMED")
    assert third.of("d02")[0].change_for("d02") is Change.NEW
    assert third.of("d01")[0].change_for("d01") is Change.CHANGED


def test_left_then_gone() -> None:
    """A session that some left and that is then gone stands once in each file, and once in that of all."""
    first = exported(COHORT, [workshop("2026-09-08", "d01 m01 d02")])
    third = exported(COHORT, [], exported(COHORT, [workshop("2026-09-08", "d01 m01")], first))
    found = {person: events_of(file_of(third, person)) for person in ("d01", "d02", None)}
    assert {person: [one["SEQUENCE"] for one in events] for person, events in found.items()} == {
        "d01": [2],
        "d02": [1],
        None: [2],
    }


def test_words_changed() -> None:
    """Another title, name, address or place is a change of its sessions, and of no others."""
    first = exported(COHORT, SESSIONS)
    for change, count in (
        ({"workshops": [{"id": "kickoff", "title": "The NHS"}]}, 1),
        ({"sites": {"guys": {"name": "Guy's"}, "st-thomas": {}}}, 1),
        ({"programme": {"name": "Pairs", "start": "2026-09-07"}}, 4),
    ):
        second = exported(Cohort.model_validate(with_mail() | change), SESSIONS, first)
        assert second.counted()[Change.CHANGED] == count
    data = with_mail()
    data["managers"][1]["email"] = "another@example.nhs.uk"  # m02: at the workshop and at the last meeting
    data["managers"][2]["name"] = "Nobody's Partner"
    assert exported(Cohort.model_validate(data), SESSIONS, first).counted()[Change.CHANGED] == 2


def test_partners_changed() -> None:
    """With whom one attends stands in the text, so other pairs are a change of a run that stays as it is."""
    first = exported(COHORT, SESSIONS[:1])
    rota = rota_with(COHORT, SESSIONS[:1]).model_copy(update={"pairs": (("d01", "m02"), ("d02", "m01"))})
    second = invitations(COHORT, rota, None, first.ledger, SECOND_EXPORT)
    assert second.counted() == {Change.CHANGED: 1}


def test_organiser_changed() -> None:
    """Whom to tell stands in the text, so another organiser is a change; who is not named again stays."""
    rota = rota_with(COHORT, SESSIONS)
    first = exported(COHORT, SESSIONS)
    second = invitations(COHORT, rota, None, first.ledger, SECOND_EXPORT, OFFICE)
    assert second.counted() == {Change.CHANGED: 4}
    third = invitations(COHORT, rota, None, second.ledger, SECOND_EXPORT)
    assert (third.counted(), third.ledger.organiser) == ({Change.SAME: 4}, OFFICE)


def test_edited_cohort_keeps_uids() -> None:
    """A cohort file that is edited keeps its UIDs; another cohort with the same ids has others."""
    first = exported(COHORT, SESSIONS)
    edited = Cohort.model_validate(with_mail(programme={"name": "Renamed", "start": "2026-09-07"}))
    assert {one.uid for one in exported(edited, SESSIONS, first).all} == {one.uid for one in first.all}
    assert not {one.uid for one in exported(edited, SESSIONS).all} & {one.uid for one in first.all}


def test_person_left_the_cohort() -> None:
    """Someone whom the cohort has no more still has a file, in which everything is cancelled."""
    data = with_mail()
    data["doctors"] = data["doctors"][:1]
    second = exported(Cohort.model_validate(data), SESSIONS[:0], exported(COHORT, SESSIONS))
    assert second.people == ("d01", "m01", "m02", "price", "d02")
    assert {str(one["STATUS"]) for one in events_of(file_of(second, "d02"))} == {"CANCELLED"}


@given(ANY, ANY, ANY)
@settings(max_examples=40, deadline=None)
def test_any_replans(one: list[AnySession], two: list[AnySession], three: list[AnySession]) -> None:
    """No version of an event is seen with two contents, and no SEQUENCE goes back for anybody."""
    first = exported(COHORT, one)
    second = exported(COHORT, two, first)
    third = exported(COHORT, three, second)
    for person in ("d01", "m01", "d02", "m02", "price"):
        seen: dict[str, tuple[int, bool]] = {}
        for made in (first, second, third):
            mine = made.of(person)
            now = {event.uid: (event.sequence, event.cancelled) for event in mine}
            assert len(now) == len(mine)
            assert set(seen) <= set(now)
            for uid, (sequence, cancelled) in seen.items():
                assert now[uid][0] > sequence or now[uid] == (sequence, cancelled)
            seen = now
    for made, wanted in ((first, one), (second, two), (third, three)):
        held = [event.appointment.session.date for event in made.all if not event.cancelled]
        assert sorted(held) == sorted(session.date for session in wanted)
        assert len({event.uid for event in made.all}) == len(made.all)
