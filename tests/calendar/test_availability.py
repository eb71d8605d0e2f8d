"""When people can attend and host: every step of the format page, on cases small enough to check by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.calendar import Availability, availability
from pairmatch.calendar.presence import base_presence
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import HalfDay
from tests.calendar.presence import presence
from tests.cohort.helpers import cohort

ROTA = """\
rotas:
  icu:
    anchor: 2026-09-07
    shifts:
      D: {time: "08:00-17:30"}
      L: {time: "08:00-20:30", attend: false}
      N: {time: "20:00-08:30", attend: false, host: false}
      M: {time: "08:00-13:00"}
      S: {time: "10:00-17:30"}
      E: {time: "17:30-10:00"}
      W: {time: "20:00-13:00", attend: true, host: false}
    cycle: |
      D L N . M S .
      . . . D D D D
      W . E . . . .
"""


def doctor(fields: str, programme: str = "weeks: 3", rest: str = "") -> Cohort:
    """A cohort whose one doctor has these fields, on the duty pattern above or not."""
    return cohort(
        f"{ROTA}programme: {{start: 2026-09-07, {programme}}}\ndoctors:\n  - {{id: okafor, {fields}}}\n{rest}"
    )


def seen(made: Cohort, half_day: str, person: str = "okafor") -> str:
    """What the person can do on a half-day: `AH`, `A`, `H` or nothing."""
    worked_out = availability(made)
    t = worked_out.time.index_of(HalfDay.parse(half_day))
    assert t is not None
    can = [worked_out.can_attend(person, t), worked_out.can_host(person, t)]
    return "".join(letter for letter, flag in zip("AH", can, strict=True) if flag)


def week(made: Cohort, first: str, person: str = "okafor") -> list[str]:
    """The five days of a week from its Monday, a word a half-day (`-`: neither)."""
    worked_out = availability(made)
    start = worked_out.time.index_of(HalfDay.parse(f"{first} am"))
    assert start is not None
    return [
        ("A" if worked_out.can_attend(person, t) else "") + ("H" if worked_out.can_host(person, t) else "")
        or "-"
        for t in range(start, start + 10)
    ]


def test_default_works() -> None:
    """A person without any pattern works Monday to Friday, am and pm."""
    assert week(doctor("name: X"), "2026-09-07") == ["AH"] * 10


def test_default_works_leaves_weekends_and_other_halves_free() -> None:
    """In a programme of six days with an evening, the default is still Monday to Friday, am and pm."""
    made = doctor(
        "name: X",
        'days: mon..sat, halves: {am: "09:00-13:00", pm: "13:30-17:30", eve: "17:45-20:00"}',
    )
    assert seen(made, "2026-09-11 pm") == "AH"
    assert seen(made, "2026-09-11 eve") == ""
    assert seen(made, "2026-09-12 am") == ""


def test_works() -> None:
    """`works` is attend and host on its half-days and nothing on others."""
    made = doctor("works: {mon: am pm, wed: pm}")
    assert week(made, "2026-09-14") == ["AH", "AH", "-", "-", "-", "AH", "-", "-", "-", "-"]


def test_first_row() -> None:
    """On the anchor's Monday row 1 holds: a shift gives its flags on the half-days it covers whole."""
    made = doctor("rota: {pattern: icu, row: 1}")
    #      Mon D         Tue L     Wed N     Thu .     Fri M (am only)
    assert week(made, "2026-09-07") == ["AH", "AH", "H", "H", "-", "-", "-", "-", "AH", "-"]


def test_rows_roll() -> None:
    """Each week the doctor is on the next row, and after the last on the first."""
    made = doctor("rota: {pattern: icu, row: 2}", "weeks: 4")
    assert week(made, "2026-09-07") == ["-"] * 6 + ["AH"] * 4
    assert week(made, "2026-09-21")[:4] == ["AH", "AH", "H", "H"]
    assert week(made, "2026-09-28")[6:] == ["AH"] * 4


def test_rows_before_the_anchor() -> None:
    """Weeks before the anchor count backwards round the cycle."""
    made = doctor("rota: {pattern: icu, row: 1}", "weeks: 3").model_copy(
        update={"programme": doctor("name: X").programme.model_copy(update={"start": date(2026, 8, 31)})}
    )
    assert week(made, "2026-08-31")[0] == "-"  # row 3, the W being at night
    assert week(made, "2026-08-31")[2] == "A"  # Tuesday am, the W of Monday spilling over
    assert week(made, "2026-09-07")[0] == "AH"


def test_shift_that_covers_part_of_a_half_day() -> None:
    """A shift that starts in a half-day gives neither flag there."""
    made = doctor("rota: {pattern: icu, row: 1}", "days: mon..sun, weeks: 1")
    assert seen(made, "2026-09-12 am") == ""  # S starts at 10:00
    assert seen(made, "2026-09-12 pm") == "AH"


def test_night_spills_over() -> None:
    """A shift that runs into the next day counts there, for the half-days it covers whole."""
    made = doctor("rota: {pattern: icu, row: 3}")
    #      Mon W until Tue 13:00     Wed E until Thu 10:00
    assert week(made, "2026-09-07") == ["-", "-", "A", "-", "-", "-", "-", "-", "-", "-"]


def test_night_spills_into_the_first_day() -> None:
    """The night before the programme's first day counts on that day."""
    rota = ROTA.replace("D L N . M S .", "D L N . M S W")
    made = cohort(
        f"{rota}programme: {{start: 2026-09-14, weeks: 1}}\n"
        "doctors: [{id: okafor, rota: {pattern: icu, row: 1}}]"
    )
    assert week(made, "2026-09-14")[0] == "A"


def test_evening_half() -> None:
    """An added half is on duty when a shift covers all of it."""
    made = doctor(
        "rota: {pattern: icu, row: 1}",
        'halves: {am: "09:00-13:00", pm: "13:30-17:30", eve: "17:45-20:00"}',
    )
    assert seen(made, "2026-09-07 eve") == ""
    assert seen(made, "2026-09-08 eve") == "H"


def test_commitments() -> None:
    """A commitment changes the flags it names on a half-day at work, and none elsewhere."""
    made = doctor(
        "works: {mon: am pm, tue: am}, commitments: {mon am: {attend: false}, tue pm: {host: true}}"
    )
    assert week(made, "2026-09-07")[:4] == ["H", "AH", "AH", "-"]


def test_commitment_adds_a_flag() -> None:
    """A commitment can give a flag that the shift does not, when the base has either."""
    made = doctor(
        "rota: {pattern: icu, row: 1}, commitments: {tue am: {attend: true}, wed am: {attend: true}}"
    )
    assert seen(made, "2026-09-08 am") == "AH"  # on a long day
    assert seen(made, "2026-09-09 am") == ""  # not at work


def test_leave() -> None:
    """Leave takes both flags on its dates, both ends in, or on one half-day."""
    made = doctor("leave: [2026-09-08..2026-09-09, 2026-09-11 pm]")
    assert week(made, "2026-09-07") == ["AH", "AH", "-", "-", "-", "-", "AH", "AH", "AH", "-"]


def test_leave_beats_commitments() -> None:
    """Leave is a later word than a commitment."""
    made = doctor("commitments: {mon am: {host: true}}, leave: [2026-09-07]")
    assert seen(made, "2026-09-07 am") == ""
    assert seen(made, "2026-09-14 am") == "AH"


def test_extra_has_the_last_word() -> None:
    """`extra` wins over leave, commitments and the base, flag by flag."""
    made = doctor(
        "works: {mon: am}, leave: [2026-09-07], commitments: {mon am: {attend: false}},"
        " extra: {2026-09-07 am: {host: true}, 2026-09-08 pm: {attend: true}, 2026-09-14 am: {host: false}}"
    )
    assert week(made, "2026-09-07")[:4] == ["H", "-", "-", "A"]
    assert seen(made, "2026-09-14 am") == ""


def test_away_outside_posts() -> None:
    """A person with posts is away outside every one of them, both ends being in."""
    made = doctor("posts: [{from: 2026-09-08, until: 2026-09-09}, {from: 2026-09-11}]")
    assert week(made, "2026-09-07") == ["-", "-", "AH", "AH", "AH", "AH", "-", "-", "AH", "AH"]


def test_night_beyond_the_last_post() -> None:
    """A night that runs past the last day of a post gives nothing on the day after it."""
    night = "rota: {pattern: icu, row: 3}"
    assert seen(doctor(f"{night}, posts: [{{until: 2026-09-08}}]"), "2026-09-08 am") == "A"
    assert seen(doctor(f"{night}, posts: [{{until: 2026-09-07}}]"), "2026-09-08 am") == ""


def test_extra_outside_posts() -> None:
    """`extra` has the last word outside every post too."""
    made = doctor("posts: [{from: 2026-09-08}], extra: {2026-09-07 am: {attend: true}}")
    assert week(made, "2026-09-07")[:2] == ["A", "-"]


def test_post_changes_works_and_rota() -> None:
    """A post with a base of its own replaces the person's; one without keeps it."""
    made = doctor(
        "works: {mon: am}, posts: [{until: 2026-09-13}, {from: 2026-09-14, until: 2026-09-20,"
        " rota: {pattern: icu, row: 3}}, {from: 2026-09-21, works: {tue: pm}}]"
    )
    assert week(made, "2026-09-07") == ["AH"] + ["-"] * 9
    assert week(made, "2026-09-14")[:4] == ["AH", "AH", "H", "H"]  # row 3, a week after the anchor
    assert week(made, "2026-09-21")[:4] == ["-", "-", "-", "AH"]


def test_post_changes_site_and_directorate() -> None:
    """A post's site and directorate hold on its dates, and the person's own where it gives none."""
    made = doctor(
        "site: guys, directorate: theatres, posts: [{until: 2026-09-08}, {from: 2026-09-09, site: st-thomas}]"
    )
    worked_out = availability(made)
    assert [worked_out.site("okafor", t) for t in (3, 4)] == ["guys", "st-thomas"]
    assert worked_out.directorate("okafor", 4) == "theatres"


def test_pattern_of_a_day() -> None:
    """The duty pattern that releases are counted by is that of the day's post."""
    made = doctor("posts: [{until: 2026-09-08, rota: {pattern: icu, row: 1}}, {from: 2026-09-09}]")
    worked_out = availability(made)
    assert [worked_out.pattern("okafor", t) for t in (3, 4)] == ["icu", None]


def test_closed_days_beat_extra() -> None:
    """Closed days, half-days and ranges are closed whatever a person's calendar says."""
    made = doctor(
        "extra: {2026-09-07 am: {attend: true}}",
        "closed: [2026-09-07, 2026-09-08 pm, 2026-09-10..2026-09-11]",
    )
    assert week(made, "2026-09-07") == ["-", "-", "AH", "-", "AH", "AH", "-", "-", "-", "-"]


def test_public_holidays_of_england() -> None:
    """Public holidays close the day: the late summer one of 2026 in England is 31 August."""
    made = cohort("programme: {start: 2026-08-31, weeks: 1, country: GB-ENG}")
    assert week(made, "2026-08-31") == ["-", "-"] + ["AH"] * 8
    scottish = cohort("programme: {start: 2026-08-31, weeks: 1, country: GB-SCT}")
    assert week(scottish, "2026-08-31") == ["AH"] * 10


def test_observed_holiday() -> None:
    """A holiday that falls on a weekend closes the weekday on which it is observed."""
    made = cohort("programme: {start: 2026-12-28, weeks: 1, country: GB-ENG}")
    assert week(made, "2026-12-28") == ["-", "-"] + ["AH"] * 6 + ["-", "-"]  # Boxing Day, New Year


def test_facilitators_and_rooms() -> None:
    """Facilitators work as people do; rooms are open all week, or as they say; both shut on closed days."""
    made = cohort(
        "programme: {start: 2026-09-07, weeks: 1, closed: [2026-09-11]}\n"
        "facilitators: [{id: price, works: {tue: am pm}, leave: [2026-09-08 pm]}, {id: ade}]\n"
        "rooms: [{id: r, open: {mon: am}, closed: []}, {id: s, closed: [2026-09-07]}]"
    )
    worked_out = availability(made)
    assert worked_out.facilitators["price"].tolist() == [False] * 2 + [True] + [False] * 7
    assert worked_out.facilitators["ade"].tolist() == [True] * 8 + [False] * 2
    assert worked_out.rooms["r"].tolist() == [True] + [False] * 9
    assert worked_out.rooms["s"].tolist() == [False] * 2 + [True] * 6 + [False] * 2


def test_fewer_and_more_weeks() -> None:
    """`weeks` overrides how long the programme is looked at."""
    assert availability(doctor("name: X"), weeks=2).attend.shape == (2, 20)
    assert availability(doctor("name: X"), weeks=5).attend.shape == (2, 50)
    assert availability(doctor("name: X"), weeks=0).attend.shape == (2, 0)


@pytest.mark.parametrize("row", [1, 2, 3])
def test_rows_repeat_after_a_cycle(row: int) -> None:
    """After as many weeks as the cycle has rows, duty is the same again, before the anchor too."""
    made = doctor(f"rota: {{pattern: icu, row: {row}}}")
    person = made.doctors[0]
    for day in range(-21, 21):
        one, later = date.fromordinal(date(2026, 9, 7).toordinal() + day), date(2026, 9, 28)
        later = date.fromordinal(later.toordinal() + day)
        for half in ("am", "pm"):
            assert base_presence(made, person, one, half) == base_presence(made, person, later, half)


FIELDS = {
    "works": st.sampled_from(["works: {mon: am pm, wed: pm}", "rota: {pattern: icu, row: 2}", ""]),
    "commitments": st.sampled_from(["commitments: {mon am: {attend: false}, thu pm: {host: false}}", ""]),
    "leave": st.sampled_from(["leave: [2026-09-08..2026-09-10]", ""]),
    "posts": st.sampled_from(["posts: [{until: 2026-09-09}, {from: 2026-09-16, site: guys}]", ""]),
    "extra": st.sampled_from(["extra: {2026-09-08 am: {attend: true}, 2026-09-14 pm: {host: false}}", ""]),
}


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries(FIELDS))
def test_arrays_agree_with_single_half_days(fields: dict[str, str]) -> None:
    """The arrays say of each open half-day what `presence` says of it alone."""
    made = doctor(", ".join(filter(None, ["name: X", *fields.values()])), "weeks: 2, closed: [2026-09-11]")
    worked_out: Availability = availability(made)
    for slot in worked_out.time.slots:
        flags = (worked_out.can_attend("okafor", slot.index), worked_out.can_host("okafor", slot.index))
        alone = presence(made, made.doctors[0], slot.date, slot.half)
        assert flags == (alone if worked_out.time.open[slot.index] else (False, False))
