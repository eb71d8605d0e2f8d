"""What each change costs a coordinator: the one table by which repairs are ranked.

The unit is about what it takes to arrange: another run is booked in a morning, leave that is moved
is somebody's family, and what is dropped from the programme is dropped for everyone.
"""

from __future__ import annotations

from pairmatch.conflicts.fact import Kind

RUN = 10
MIN_SIZE = 12
CAPACITY = 15
A_PLACE = 1
"""Beside `CAPACITY`, for each place more."""
WINDOW = 20
A_WEEK = 2
"""Beside `WINDOW`, for each week more."""
DATE = 20
ROOM_OPEN = 20
FACILITATOR = 35
MAX_PER_WEEK = 25
AREA_VISITORS = 25
RELEASE = 30
GAP = 30
A_WEEK_LESS = 1
"""Beside `GAP`, for each week less after the first."""
HOST = 25
CLOSED = 60
DROPPED = 200
A_PERSON = 10
"""Beside `DROPPED`, for each person who is left without."""

AWAY = {
    Kind.WORKS: 30,
    Kind.COMMITMENT: 30,
    Kind.EXTRA: 30,
    Kind.DUTY: 40,
    Kind.LEAVE: 70,
}
"""One half-day of a person against what keeps them away; what is not here is never asked of anyone."""
OFF_DUTY = 30
"""One half-day of a day off duty, which the rest between shifts allows."""
