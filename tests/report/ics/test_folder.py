"""The files of a folder of calendars, and what a round of invitations holds."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.report.ics.folder import calendars, next_round, person_file
from pairmatch.report.ics.invitations import Invitations
from pairmatch.report.ics.ledger import Ledger
from pairmatch.rota.rota import AnySession
from tests.report.ics.helpers import (
    OFFICE,
    events_of,
    exported,
    lines_of,
    meeting,
    shadowing,
    small,
    with_mail,
    workshop,
)

COHORT = small()
SESSIONS: list[AnySession] = [workshop("2026-09-08", "d01 m01 d02 m02"), meeting("2026-10-22")]


def after(made: Invitations) -> Ledger:
    """What is remembered once all is sent."""
    return next_round(made, OFFICE).ledger


def test_files() -> None:
    """One for each who has a session, facilitators too, and one of all; of some people only theirs."""
    made = exported(COHORT, SESSIONS)
    assert set(calendars(made, None)) == {
        f"{one}.ics" for one in ("all", "d01", "d02", "m01", "m02", "price")
    }
    assert set(calendars(made, None, ["d02", "m03"])) == {"d02.ics"}


@pytest.mark.parametrize("person", ["all", "con", "nul", "com1", "x" * 300])
def test_names_that_would_not_do(person: str) -> None:
    """No person's file is that of all, a device of Windows, or too long to be written."""
    name = person_file(person)
    assert name != "all.ics" and len(name) <= 104
    assert not PureWindowsPath(name).is_reserved()
    assert person_file("x" * 299 + "y") != person_file("x" * 300)


def test_first_round() -> None:
    """Every session is invited to, each by a file of its own, sent to all who are there."""
    this = next_round(exported(COHORT, SESSIONS), OFFICE)
    assert this.folder == "invitations/round-1"
    run, met = this.invitations
    assert (run.name, met.name) == ("2026-09-08-am-kickoff.ics", "2026-10-22-am-d01-meets-m01.ics")
    assert met.to == ("d01@example.nhs.uk", "m01@example.nhs.uk")
    assert run.to[-1] == "price@example.nhs.uk"
    for one in this.invitations:
        assert "METHOD:REQUEST" in lines_of(one.content)
        assert len(events_of(one.content)) == 1


def test_next_round() -> None:
    """The next round holds only what moved, what is new, and cancellations of what is gone."""
    first = exported(COHORT, [*SESSIONS, shadowing("2026-09-16")])
    second = exported(COHORT, [SESSIONS[0], meeting("2026-10-29")], after(first))
    this = next_round(second, OFFICE)
    assert [one.name for one in this.invitations] == [
        "cancel-2026-09-16-pm-m01-shadows-d01.ics",
        "2026-10-29-am-d01-meets-m01.ics",
    ]
    gone, moved = (events_of(one.content)[0] for one in this.invitations)
    assert "METHOD:CANCEL" in lines_of(this.invitations[0].content)
    assert (str(gone["STATUS"]), gone["SEQUENCE"], moved["SEQUENCE"]) == ("CANCELLED", 1, 1)
    assert this.folder == "invitations/round-2"


def test_nothing_new() -> None:
    """Without a change there is nothing to send, and the ledger stays; unless everything is sent again."""
    again = exported(COHORT, SESSIONS, after(exported(COHORT, SESSIONS)))
    this = next_round(again, OFFICE)
    assert (this.invitations, this.ledger) == ((), again.ledger)
    assert len(next_round(again, OFFICE, again=True).invitations) == 2


def test_uninvited() -> None:
    """Who left a session is uninvited alone, by a cancellation without a status (RFC 5546, 3.2.5)."""
    first = exported(COHORT, [workshop("2026-09-08", "d01 m01 d02 m02")])
    second = exported(COHORT, [workshop("2026-09-08", "d01 m01 m02")], after(first))
    gone, held = sorted(next_round(second, OFFICE).invitations, key=lambda one: not one.event.cancelled)
    assert gone.to == ("d02@example.nhs.uk",)
    event = events_of(gone.content)[0]
    assert "STATUS" not in event
    assert str(event["ATTENDEE"]) == "mailto:d02@example.nhs.uk"
    assert "d02@example.nhs.uk" not in held.to
    assert event["UID"] == events_of(held.content)[0]["UID"]


def test_never_invited() -> None:
    """A session that was only in calendars is not cancelled by an invitation."""
    second = exported(COHORT, SESSIONS[:1], exported(COHORT, SESSIONS))
    assert [one.name for one in next_round(second, OFFICE).invitations] == ["2026-09-08-am-kickoff.ics"]


def test_some_people() -> None:
    """A round for one person is remembered as such: the next one holds the rest."""
    made = exported(COHORT, SESSIONS)
    this = next_round(made, OFFICE, ["d02"])
    assert [one.name for one in this.invitations] == ["2026-09-08-am-kickoff.ics"]
    rest = next_round(exported(COHORT, SESSIONS, this.ledger), OFFICE)
    assert [one.name for one in rest.invitations] == ["2026-10-22-am-d01-meets-m01.ics"]


def test_nobody_to_send_to() -> None:
    """A session of which nobody has an address is told, and stays to be sent."""
    data = with_mail()
    for one in (data["doctors"][0], data["managers"][0]):
        del one["email"]
    this = next_round(exported(Cohort.model_validate(data), SESSIONS), OFFICE)
    assert [one.name for one in this.invitations] == ["2026-09-08-am-kickoff.ics"]
    assert len(this.unreachable) == 1
    assert [one.invited for one in this.ledger.events] == [0, None]


def test_two_of_one_name() -> None:
    """Two runs of one workshop in one half-day have files of two names."""
    runs = [
        workshop("2026-09-08", "d01 m01"),
        workshop("2026-09-08", "d02 m02", room="hall", facilitators=()),
    ]
    names = [one.name for one in next_round(exported(COHORT, runs), OFFICE).invitations]
    assert names == ["2026-09-08-am-kickoff.ics", "2026-09-08-am-kickoff-2.ics"]
