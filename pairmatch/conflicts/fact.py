"""What a person wrote, or the format says, that a session or a pair may run against. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pairmatch.diagnostics import Span


class Kind(StrEnum):
    """What sort of fact it is."""

    # What is asked for
    WORKSHOP = "workshop"
    """Someone (or a pair, as one) has to attend a workshop."""
    SHADOWING = "shadowing"
    """A guest has to spend `each_way` half-days at a host's work."""
    MEETING = "meeting"
    """A pair has to meet in a block of weeks."""
    PLACE = "place"
    """A person is to have as many partners as they take, where all have to be placed."""
    # When people can come
    WORKS = "works"
    DUTY = "duty"
    """A row of a duty pattern, or a shift of a calendar file."""
    COMMITMENT = "commitment"
    LEAVE = "leave"
    EXTRA = "extra"
    POSTS = "posts"
    WORKING_TIME = "working_time"
    CALENDAR = "calendar"
    """All that keeps one person away, as one line: `free on 3 of the 20 half-days`."""
    # When and where sessions can be
    CLOSED = "closed"
    """A closed date of the programme."""
    HOLIDAY = "holiday"
    WINDOW = "window"
    """The weeks of a workshop, of shadowing or of meetings."""
    DATES = "dates"
    ROOM_OPEN = "room_open"
    ROOM_CLOSED = "room_closed"
    NO_ROOM = "no_room"
    """The rooms that a workshop may be in."""
    FACILITATOR = "facilitator"
    """Facilitators of a workshop, one of whom, or all of whom, have to be there."""
    FACILITATOR_WORKS = "facilitator_works"
    FACILITATOR_LEAVE = "facilitator_leave"
    # Limits
    RUNS = "runs"
    CAPACITY = "capacity"
    """Of a workshop."""
    ROOM_CAPACITY = "room_capacity"
    MIN_SIZE = "min_size"
    LENGTH = "length"
    ORDER = "order"
    """Workshops are attended in the order of the file."""
    GAP = "gap"
    """Weeks between two workshops."""
    SHADOWING_GAP = "shadowing_gap"
    AREA_VISITORS = "area_visitors"
    MAX_PER_WEEK = "max_per_week"
    RELEASE = "release"
    TRAVEL = "travel"
    TOGETHER = "together"
    """The two of a pair attend the same run."""
    # Of the pairing
    LOCK = "lock"
    BAN = "ban"
    RULE = "rule"
    REFUSAL = "refusal"
    LINE_MANAGEMENT = "line_management"
    APPROVAL = "approval"
    SCHEDULABLE = "schedulable"
    KEEP = "keep"
    PARTNERS = "partners"
    """How many partners someone takes (`pairs`)."""
    NUMBERS = "numbers"
    """How many people there are on one side."""
    NO_SCORE = "no_score"
    """Empty cells of a file of scores."""
    STABLE = "stable"
    PLACEMENT = "placement"
    """Choices that come before the number of people placed."""


ASKED = frozenset({Kind.WORKSHOP, Kind.SHADOWING, Kind.MEETING, Kind.PLACE})
"""The facts that ask for something; all others are in its way."""


@dataclass(frozen=True)
class Fact:
    """One thing that holds, in words that its author would use, and where it stands."""

    kind: Kind
    sentence: str
    """As `d07 is on leave from 12 to 16 October`; without a full stop."""
    spans: tuple[Span, ...] = ()
    """Where it stands; none for what the command line or the format itself says."""
    people: tuple[str, ...] = ()
    """Whom it is about, by id; none where it is about rooms, workshops or everyone."""

    @property
    def is_asked(self) -> bool:
        """Whether it asks for something."""
        return self.kind in ASKED
