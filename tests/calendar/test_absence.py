"""Why someone is away, or a room closed: each reason with the line of the file that gives it."""

from __future__ import annotations

from random import Random

import pytest

from pairmatch.calendar import availability
from pairmatch.calendar.absence import absence, closure, facilitator_absence, room_closure
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Note
from tests.calendar.test_off_duty import on_rota
from tests.oracle.rota_cohorts import rota_case

FILE = """\
version: 1
programme: {start: 2026-09-07, weeks: 1, country: GB-ENG, closed: ["2026-09-11 pm"]}
rotas:
  icu:
    anchor: 2026-09-07
    shifts:
      L: {time: "08:00-20:30", attend: false}
      N: {time: "20:00-08:30", attend: false, host: false}
      E: {time: "12:00-20:00"}
    cycle: |
      L E N . . . .
doctors:
  - id: d
    rota: {pattern: icu, row: 1}
    leave:
      - 2026-10-01
      - 2026-09-11
  - id: e
    posts:
      - {until: 2026-09-08}
      - {from: 2026-09-10, works: {thu: am}}
managers:
  - id: m
    works: {mon: am, tue: am pm, wed: am}
    commitments:
      tue am: {attend: false}
    extra:
      "2026-09-09 am": {attend: false, host: false}
rooms:
  - {id: hall, open: {mon: am, tue: am}, closed: [2026-09-08]}
facilitators:
  - {id: fox, works: {mon: am, tue: am}, leave: [2026-09-08]}
"""
MON_AM, MON_PM, TUE_AM, TUE_PM, WED_AM, WED_PM, THU_AM, THU_PM, FRI_AM, FRI_PM = range(10)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    """The cohort of `FILE`, read from a file, so that it knows its lines."""
    path = tmp_path_factory.mktemp("absence") / "cohort.yaml"
    path.write_text(FILE, "utf-8")
    return Cohort.load(path)


def told(note: Note) -> str:
    """The reason, and the line of the file that it stands on."""
    assert note.span is not None
    return f"{note.message} | {FILE.splitlines()[note.span.line - 1].strip()}"


@pytest.mark.parametrize(
    ("person", "t", "flag", "reason"),
    [
        ("d", MON_AM, "attend", "d is on L (08:00-20:30) of icu, which releases nobody | L E N . . . ."),
        (
            "d",
            TUE_AM,
            "host",
            "d is on E (12:00-20:00) of icu, which covers only a part of it | L E N . . . .",
        ),
        ("d", WED_PM, "attend", "d is off duty by icu | L E N . . . ."),
        ("d", THU_PM, "attend", "d is off duty by icu | L E N . . . ."),
        ("d", FRI_AM, "host", "d is on leave | - 2026-09-11"),
        ("e", WED_AM, "attend", "e is in no post then | - {until: 2026-09-08}"),
        ("e", THU_PM, "attend", "e does not work then | - {from: 2026-09-10, works: {thu: am}}"),
        ("m", MON_PM, "attend", "m does not work then | works: {mon: am, tue: am pm, wed: am}"),
        ("m", TUE_AM, "attend", "m has a commitment, tue am | tue am: {attend: false}"),
        (
            "m",
            WED_AM,
            "host",
            'm is taken out by `extra` | "2026-09-09 am": {attend: false, host: false}',
        ),
    ],
)
def test_the_last_word_is_what_is_told(cohort: Cohort, person: str, t: int, flag: str, reason: str) -> None:
    """Each way of being away has its own words, and the line that says so."""
    when = availability(cohort)
    can = when.can_attend if flag == "attend" else when.can_host
    assert not can(person, t)
    who = cohort.person(person)
    assert told(absence(cohort, who, when.time.slots[t], "attend" if flag == "attend" else "host")) == reason


def test_rooms_and_facilitators(cohort: Cohort) -> None:
    """A room is shut for a date, or at that time of every week; a facilitator is on leave, or not at work."""
    slots = availability(cohort).time.slots
    hall, fox = cohort.rooms[0], cohort.facilitators[0]
    assert room_closure(cohort, hall, slots[TUE_AM]).message == "hall is closed"
    assert room_closure(cohort, hall, slots[MON_PM]).message == "hall is not open then"
    assert facilitator_absence(cohort, fox, slots[TUE_AM]).message == "fox is on leave"
    assert facilitator_absence(cohort, fox, slots[MON_PM]).message == "fox does not work then"


def test_closed_days(cohort: Cohort) -> None:
    """A half-day that the programme closes quotes the entry of `closed`, a public holiday its name."""
    line = 'programme: {start: 2026-09-07, weeks: 1, country: GB-ENG, closed: ["2026-09-11 pm"]}'
    assert told(closure(cohort, availability(cohort).time, FRI_PM)) == f"closed by the programme | {line}"
    august = cohort.programme.model_copy(update={"start": cohort.programme.start.replace(month=8, day=31)})
    holiday = cohort.model_copy(update={"programme": august})
    assert "Holiday" in closure(holiday, availability(holiday).time, 0).message


def test_why_a_day_off_is_not_open() -> None:
    """Where days off are allowed it is told what is against one: too little rest, or too many hours."""
    made = on_rota("L L L L N . .")
    slots = availability(made).time.slots
    who = made.person("okafor")
    reasons = {
        f"{slot.date:%a} {slot.half}": absence(made, who, slot, "attend").message
        for slot in slots
        if not availability(made).can_attend("okafor", slot.index)
    }
    assert (
        reasons["Sun am"] == "okafor is off duty by icu, too near a shift (11 h of rest, 46 h after nights)"
    )
    assert reasons["Mon eve"] == "okafor is on L (08:00-20:30) of icu, which covers only a part of it"
    full = on_rota("L L L L . . .")
    over = absence(full, full.person("okafor"), slots[15], "attend").message
    assert over == "okafor is off duty by icu, and would work over 72 h in 168 h, or 48 h a week on average"
    assert absence(full, full.person("okafor"), slots[15], "host").message == "okafor is off duty by icu"


@pytest.mark.parametrize("seed", range(60))
def test_whoever_is_away_has_a_reason(seed: int) -> None:
    """On seeded cohorts a reason is found for every open half-day on which someone cannot attend or host."""
    cohort = Cohort.model_validate(rota_case(Random(seed)).data)
    when = availability(cohort)
    for person in cohort.people:
        for slot in when.time.slots:
            if slot.index in when.time.closed:
                continue
            if not when.can_attend(person.id, slot.index):
                assert absence(cohort, person, slot, "attend").message.startswith(f"{person.id} ")
            if not when.can_host(person.id, slot.index):
                assert absence(cohort, person, slot, "host").message.startswith(f"{person.id} ")
