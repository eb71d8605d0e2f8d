"""Workshops that cannot follow each other, and dates that are probably not meant."""

from __future__ import annotations

import pytest

from tests.cohort.helpers import found, reading


@pytest.mark.parametrize(
    ("workshops", "fault"),
    [
        ("{id: a, weeks: 1}, {id: b, weeks: 1}", False),
        ("{id: a, weeks: 2}, {id: b, weeks: 1}", True),
        ("{id: a, weeks: 2}, {id: b, weeks: 1, required: false}", False),
        ("{id: a, weeks: 2, required: false}, {id: b, weeks: 1}", False),
        ("{id: a, weeks: 2}, {id: o, required: false}, {id: b, weeks: 1}", True),
        ("{id: a, weeks: 1}, {id: b, weeks: 1..2, gap_weeks: 1}", False),
        ("{id: a, weeks: 1}, {id: b, weeks: 1..2, gap_weeks: 2}", True),
        ("{id: a, dates: [2026-09-08 am]}, {id: b, dates: [2026-09-08 am]}", True),
        ("{id: a, dates: [2026-09-08 am]}, {id: b, dates: [2026-09-08 pm]}", False),
        ("{id: a, dates: [2026-09-08 am], length: 2}, {id: b, dates: [2026-09-08 pm]}", True),
        ("{id: a, gap_weeks: 5, weeks: 1}, {id: b, weeks: 1}", False),
        ("{id: a, weeks: 1}, {id: b, gap_weeks: 2}, {id: c, weeks: 1..4, gap_weeks: 2}", True),
    ],
)
def test_order_of_workshops(workshops: str, fault: bool) -> None:
    """Required workshops, each at its earliest, have to fit after one another with their gaps."""
    assert ("PM361" in found(f"workshops: [{workshops}]")) is fault


def test_order_names_both_workshops() -> None:
    """The fault stands at the later workshop and quotes the earlier one, and does not go on to a third."""
    (fault,) = reading(
        "workshops:\n  - {id: a, weeks: 3}\n  - {id: b, weeks: 1}\n  - {id: c, weeks: 2}"
    ).diagnostics
    (note,) = fault.notes
    assert fault.span is not None and note.span is not None
    assert (fault.span.line, note.span.line) == (3, 2)
    assert "`b` can never follow `a`" in fault.message


@pytest.mark.parametrize(
    ("leave", "year"),
    [
        ("2025-09-14", 2026),
        ("2027-09-14..2027-09-18", 2026),
        ("2024-09-14 am", 2026),
        ("2028-09-14", 2026),
        ("2029-09-14", None),
        ("2025-08-01", None),
        ("2026-12-24..2027-01-02", None),
        ("2025-09-14..2026-09-14", None),
        ("2024-02-29", None),
    ],
)
def test_date_of_another_year(leave: str, year: int | None) -> None:
    """A date outside the programme that lies in it one or two years off is asked about."""
    said = [one.message for one in reading(f"doctors: [{{id: okafor, leave: [{leave}]}}]").diagnostics]
    assert said == ([f"{leave} is not in the programme; is {year} meant?"] if year else [])


def test_date_just_after_a_long_programme() -> None:
    """A date soon after a programme of a year or more is meant as it is written."""
    assert (
        found("programme: {start: 2026-09-07, weeks: 60}\ndoctors: [{id: okafor, leave: [2027-11-20]}]") == []
    )


def test_weekday_of_the_programme() -> None:
    """A day is only idle when the programme never runs on it; a Saturday in `extra` is the person's own."""
    doctor = "doctors: [{id: okafor, works: {sat: am}, avoid_halves: [sat am]}]"
    assert found(doctor) == ["PM363", "PM363"]
    assert found(f"{doctor}\nprogramme: {{start: 2026-09-07, days: mon..sat}}") == []
    assert found("doctors: [{id: okafor, extra: {2026-09-12 am: {attend: true}}}]") == []
