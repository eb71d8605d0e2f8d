"""The clock that all written times are read by, and the time that passes on it.

Hours of work are hours that pass: where the clocks go back, a night from 20:00 to 08:30 lasts
13.5 h. The only place that knows the time zone.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
_START = datetime(1970, 1, 1)
_MIDNIGHT = time()
_MINUTE = timedelta(minutes=1)


def by_the_clock(moment: datetime) -> datetime:
    """What the clock shows at a moment; one without a zone is meant so already."""
    there = moment if moment.tzinfo is None else moment.astimezone(ZONE)
    return there.replace(tzinfo=None)


def passed(shown: datetime) -> int:
    """Minutes that have passed since 1970 when the clock shows this."""
    return (shown - _START - (ZONE.utcoffset(shown) or timedelta())) // _MINUTE


def shown_at(day: date, minutes: int) -> datetime:
    """What the clock shows at a written time: minutes after midnight, of the next day from 24 hours on."""
    return datetime.combine(day, _MIDNIGHT) + minutes * _MINUTE
