"""How far events that repeat are followed: through the programme, and not at all where they are too many."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events

from pairmatch.calendar.ical import calendar_content
from pairmatch.cohort.schema import Cohort
from tests.calendar.test_calendar_files import MONDAY, ics, reading_of, write


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, date]]:
    """The stretches of time through which events are followed while the test runs."""
    asked: list[tuple[date, date]] = []
    of = recurring_ical_events.of

    def watched(calendar: Any, **options: Any) -> Any:
        query = of(calendar, **options)
        between = query.between

        def noted(first: date, last: date) -> Any:
            asked.append((first, last))
            return between(first, last)

        query.between = noted
        return query

    monkeypatch.setattr(recurring_ical_events, "of", watched)
    calendar_content.cache_clear()
    return asked


@pytest.mark.parametrize(
    ("rule", "count"), [("RRULE:FREQ=DAILY", 900), ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 9)]
)
def test_too_much_work_is_refused_unseen(
    rule: str, count: int, tmp_path: Path, asked_for: list[tuple[date, date]]
) -> None:
    """Too many events that repeat, or never come true, are one fault, and not one of them is followed."""
    (told,) = reading_of(write(tmp_path, ics(*[(*MONDAY, rule)] * count)))
    assert (told.code, told.is_error) == ("PM367", True)
    assert asked_for == []


def test_a_rule_without_an_end(tmp_path: Path, asked_for: list[tuple[date, date]]) -> None:
    """It is followed once, through the two weeks of the programme and the two on either side."""
    Cohort.load(write(tmp_path, ics((*MONDAY, "RRULE:FREQ=DAILY"))))
    assert asked_for == [(date(2026, 8, 24), date(2026, 10, 4))]
