"""What could give way: one relaxation of the rota's model, before it is an edit of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relaxed = Literal[
    "runs",
    "capacity",
    "room_capacity",
    "min_size",
    "window",
    "shadowing_window",
    "meetings_window",
    "dates",
    "gap",
    "shadowing_gap",
    "max_per_week",
    "release",
    "area_visitors",
    "attend",
    "host",
    "room_open",
    "facilitator",
    "required",
    "each_way",
    "meetings",
    "closed",
]


@dataclass(frozen=True)
class Relaxation:
    """One thing made wider, and how far.

    `subject` and `amount`, by `what`:

    - `runs`, `capacity`, `min_size`: a workshop's id; the new number.
    - `room_capacity`: a room's id; the new number.
    - `window`: a workshop's id; `weeks` are the new (first, last). `shadowing_window`, `meetings_window`:
      the same without a subject.
    - `dates`: a workshop's id; `slot` is a half-day more.
    - `gap`: a workshop's id; `shadowing_gap`, `max_per_week`, `area_visitors`: nobody; the new number.
    - `release`: a pattern's name; the new number.
    - `attend`, `host`: a person's id; `slot` is the half-day on which they can, whatever else is (`extra`).
    - `room_open`: a room's id, `facilitator`: a facilitator's id; `slot` is a half-day more of every week,
      or, on closed dates and leave, of that one day.
    - `required`: a workshop's id that is no longer asked for. `each_way`: nobody; the new number. `meetings`:
      nobody; the new `every_weeks` in `amount`, 0 for no meetings.
    - `closed`: nobody; `slot` is a half-day that the programme is not closed on any more.
    """

    what: Relaxed
    subject: str | None = None
    amount: int | None = None
    slot: int | None = None
    """Index of a half-day of the programme."""
    weeks: tuple[int, int] | None = None
