"""The few words that tables and letters share."""

from __future__ import annotations

from datetime import date

from pairmatch.cohort.people import Manager, Person
from pairmatch.report.visible import visible
from pairmatch.report.words import short_date


def long_date(day: date) -> str:
    """As `Tue 8 Sep 2026`."""
    return f"{short_date(day)} {day.year}"


def job_of(who: Person) -> str:
    """As `ST4, critical care`, or `Deputy General Manager, band 8a`; empty where nothing is known."""
    band = f"band {who.band}" if isinstance(who, Manager) and who.band else None
    return visible(", ".join(filter(None, (who.role, who.grade, who.specialty, band))))
