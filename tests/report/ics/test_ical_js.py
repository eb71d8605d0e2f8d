"""What we write is read by ical.js, which Thunderbird uses, exactly as by icalendar."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.report.ics import Invitations, invitations
from pairmatch.report.ics.calendar import Method
from tests.report.ics.helpers import (
    FIRST_EXPORT,
    OURS,
    SECOND_EXPORT,
    attendees_of,
    events_of,
    exported,
    file_of,
    meeting,
    names_of,
    with_mail,
)
from tests.report.ics.test_hostile import EVIL, SESSIONS, everywhere
from tests.report.samples import pairing_of, rota_of

pytestmark = pytest.mark.slow

LONDON = ZoneInfo("Europe/London")
READER = Path(__file__).with_name("read.mjs")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ical.js is installed, and the script that reads by it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("ical-js")
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), "ical.js"]
    try:
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer in time")
    if ended.returncode:
        pytest.skip(f"ical.js cannot be had from npm: {ended.stderr[-200:]}")
    return Path(shutil.copy(READER, folder))


def read(reader: Path, folder: Path, contents: list[bytes]) -> list[dict[str, Any]]:
    """The events of some files, as ical.js sees them."""
    files = [folder / f"{number}.ics" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    command = ["node", str(reader), *map(str, files)]
    ended = subprocess.run(
        command, cwd=reader.parent, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    found: list[dict[str, Any]] = json.loads(ended.stdout)
    return found


def by_icalendar(content: bytes) -> list[dict[str, Any]]:
    """The same of icalendar."""
    return [
        {
            "uid": str(one["UID"]),
            "sequence": int(one["SEQUENCE"]),
            "start": instant(one["DTSTART"].dt),
            "end": instant(one["DTEND"].dt),
            "stamp": instant(one["DTSTAMP"].dt),
            "summary": str(one["SUMMARY"]),
            "location": str(one.get("LOCATION", "")),
            "description": str(one["DESCRIPTION"]),
            "status": str(one.get("STATUS", "")),
            "attendees": [
                [name, str(who)] for name, who in zip(names_of(one), attendees_of(one), strict=True)
            ],
        }
        for one in events_of(content)
    ]


def instant(moment: datetime) -> str:
    """A moment as JavaScript writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def check(reader: Path, folder: Path, contents: list[bytes]) -> list[dict[str, Any]]:
    """Both readers agree on every event of every file."""
    found = read(reader, folder, contents)
    assert all(set(one.pop("properties")) <= OURS for one in found)
    assert found == [one for content in contents for one in by_icalendar(content)]
    return found


def everything(made: Invitations) -> list[bytes]:
    """The files of everyone, and that of all."""
    return [file_of(made, person) for person in (None, *made.people)]


def test_over_the_october_change(reader: Path, tmp_path: Path) -> None:
    """A programme of September to November has the same instants in both, before and after 25 October."""
    cohort = Cohort.model_validate(with_mail(6))
    made = invitations(cohort, rota_of(cohort), pairing_of(cohort), None, FIRST_EXPORT)
    found = check(reader, tmp_path, everything(made))
    starts = {one.uid: one.appointment.starts for one in made.all}
    assert {one["uid"]: one["start"] for one in found} == {
        uid: instant(shown.replace(tzinfo=LONDON)) for uid, shown in starts.items()
    }
    hours = {(one["start"][:10] < "2026-10-25", one["start"][11:16]) for one in found}
    assert hours == {(True, "08:00"), (True, "12:30"), (False, "09:00"), (False, "13:30")}


def test_after_a_replan(reader: Path, tmp_path: Path) -> None:
    """Moved and cancelled events are read alike, too."""
    cohort = Cohort.model_validate(with_mail())
    first = exported(cohort, [*SESSIONS, meeting("2026-11-05", "d02 m02")])
    second = exported(cohort, [*SESSIONS[:1], meeting("2026-10-29")], first, SECOND_EXPORT)
    found = check(reader, tmp_path, everything(second))
    assert {one["status"] for one in found} == {"CONFIRMED", "CANCELLED"}
    assert {one["sequence"] for one in found} == {0, 1}


@pytest.mark.parametrize("method", [None, Method.REQUEST])
def test_hostile(reader: Path, tmp_path: Path, method: Method | None) -> None:
    """Hostile names in every field: as many events as there are, and the same words in both."""
    contents = []
    for text in EVIL:
        data = everywhere(text)
        for side in ("doctors", "managers", "facilitators"):
            for person in data[side]:
                person["email"] = f"{person['id']}@example.nhs.uk"
        made = exported(Cohort.model_validate(data), SESSIONS)
        contents.append(file_of(made, "d01", method=method))
    assert len(check(reader, tmp_path, contents)) == len(EVIL) * len(SESSIONS)
