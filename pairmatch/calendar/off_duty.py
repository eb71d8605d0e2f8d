"""Sessions off duty: which half-days leave the rest, and how much time the shifts leave for sessions.

The limits are those of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and
Dentists in Training (England) 2016, which go beyond the Working Time Regulations 1998. Rest is
kept between a session and the shifts around it; two sessions off duty, an evening and the next
morning, need none between them. Hours are limited in their sum: shifts and sessions off duty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pairmatch.calendar.shifts import Worked

HOUR = 60
WEEK = 7 * 24 * HOUR
REST = 11 * HOUR
"""Between one shift and the next, and between a session and a shift."""
REST_AFTER_NIGHTS = 46 * HOUR
"""After the last of a run of night shifts, which may be a single one."""
MOST_IN_WEEK = 72 * HOUR
"""In any 168 hours that follow each other."""
MOST_ON_AVERAGE = 48 * HOUR
"""A week, on average."""

Piece = tuple[int, int]
"""A stretch of time, in minutes that have passed since 1970."""
Stretch = tuple[int, ...]
"""The half-days of one session."""
Minutes = tuple[tuple[Stretch, int], ...]
"""How long each of some sessions is within one stretch of time; those that are not at all are left out."""


@dataclass(frozen=True)
class Roster:
    """The shifts of one person, and what they leave of the time of a programme."""

    shifts: tuple[Worked, ...]
    """In time order, those just before and after the programme among them."""
    programme: Piece
    weeks: int
    over: tuple[Piece, ...] = ()
    """What sessions off duty that are over have added; hours, but no shifts to rest from."""

    @cached_property
    def worked(self) -> tuple[Piece, ...]:
        """When the person works, shifts that overlap or follow at once being one stretch."""
        found: list[Piece] = []
        for shift in self.shifts:
            if found and shift.start <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], shift.end))
            else:
                found.append((shift.start, shift.end))
        return tuple(found)

    @cached_property
    def nights(self) -> tuple[Worked, ...]:
        """The last shift of each run of nights: no other night starts on the date after it."""
        nights = [shift for shift in self.shifts if shift.is_night]
        following = {shift.day.toordinal() for shift in nights}
        return tuple(shift for shift in nights if shift.day.toordinal() + 1 not in following)

    def gap_after(self, shift: Worked) -> int:
        """Minutes from one of the shifts to the start of the next; a week where there is none."""
        following = bisect_right(self._starts, shift.start)
        return max(0, self._starts[following] - shift.end) if following < len(self._starts) else WEEK

    def shift_at(self, session: Piece) -> Worked | None:
        """The first shift that overlaps a session; None where the person is off duty throughout."""
        start, end = session
        near = range(bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end))
        return next((self.shifts[at] for at in near if self.shifts[at].end > start), None)

    def has_rested(self, session: Piece) -> bool:
        """Whether 11 h lie between a session off duty and the shifts around it, 46 h after nights."""
        start, end = session
        past = bisect_right(self._ends, start)
        rested = not past or start - self._ends[past - 1] >= REST
        ready = past == len(self.worked) or self.worked[past][0] - end >= REST
        nights = bisect_right(self._ends_of_nights, start)
        slept = not nights or start - self._ends_of_nights[nights - 1] >= REST_AFTER_NIGHTS
        return rested and ready and slept

    def added(self, session: Piece) -> tuple[Piece, ...]:
        """What a session adds to the hours of the shifts: nothing while it lies within one."""
        start, end = session
        left: list[Piece] = []
        for since, until in self.worked:
            if since < end and start < until:
                left.append((start, max(start, since)))
                start = min(until, end)
        return tuple(piece for piece in (*left, (start, end)) if piece[0] < piece[1])

    def limits(self, sessions: Iterable[Piece]) -> Iterator[tuple[Piece, int]]:
        """What sessions off duty may last together: (within this stretch of time, at most these minutes).

        The whole programme at 48 h a week, and every 168 hours at 72 that could be the fullest: those
        that start or end with a shift or with one of these sessions.
        """
        pieces = set(sessions)
        if not pieces:
            return
        yield self.programme, max(0, self.weeks * MOST_ON_AVERAGE - self.worked_in(*self.programme))
        first, last = min(start for start, _ in pieces) - WEEK, max(end for _, end in pieces)
        edges = {edge for start, end in (*self.worked, *self.over, *pieces) for edge in (start, end - WEEK)}
        for since in sorted(edge for edge in edges if first < edge < last):
            yield (since, since + WEEK), max(0, MOST_IN_WEEK - self.worked_in(since, since + WEEK))

    def sums(
        self, added: Mapping[Stretch, Sequence[Piece]], week: Callable[[int], int], in_week: int
    ) -> dict[Minutes, int]:
        """The sums of minutes that sessions could bring over a limit, and how much each may be at most.

        Parameters
        ----------
        added
            What each session that could be held adds to the hours.
        week
            The week of a half-day.
        in_week
            So many sessions at most are held in one week.
        """
        found: dict[Minutes, int] = {}
        for span, left in self.limits(piece for pieces in added.values() for piece in pieces):
            each = ((at, sum(overlap(piece, span) for piece in pieces)) for at, pieces in added.items())
            minutes = tuple((at, most) for at, most in each if most)
            found[minutes] = min(left, found.get(minutes, left))
        return {sums: left for sums, left in found.items() if _longest(sums, week, in_week) > left}

    def is_too_much(self, sessions: Collection[Piece]) -> bool:
        """Whether the shifts and these pieces of sessions off duty are over either limit."""
        return any(
            sum(overlap(piece, span) for piece in sessions) > left for span, left in self.limits(sessions)
        )

    def is_open_off_duty(self, session: Piece) -> bool:
        """Whether a session could be held off duty, were it the only one."""
        return not self.shift_at(session) and self.has_rested(session) and not self.is_too_much([session])

    @cached_property
    def _starts(self) -> list[int]:
        return [shift.start for shift in self.shifts]

    @cached_property
    def _longest(self) -> int:
        return max((shift.minutes for shift in self.shifts), default=0)

    @cached_property
    def _ends_of_nights(self) -> list[int]:
        return sorted(shift.end for shift in self.nights)

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self.worked]

    @cached_property
    def _total(self) -> list[int]:
        """How much has been worked before each stretch, and in all."""
        return [0, *accumulate(end - start for start, end in self.worked)]

    def _worked_until(self, moment: int) -> int:
        past = bisect_left(self._ends, moment)
        begun = max(0, moment - self.worked[past][0]) if past < len(self.worked) else 0
        return self._total[past] + begun

    def worked_in(self, since: int, until: int) -> int:
        """Minutes of work between two moments, sessions that are over among them."""
        shifts = self._worked_until(until) - self._worked_until(since)
        return shifts + sum(overlap(piece, (since, until)) for piece in self.over) if self.over else shifts


def _longest(minutes: Minutes, week: Callable[[int], int], in_week: int) -> int:
    """What sessions could last at the most, a week holding only so many."""
    by_week: dict[int, list[int]] = defaultdict(list)
    for stretch, most in minutes:
        by_week[week(stretch[0])].append(most)
    return sum(sum(sorted(each, reverse=True)[:in_week]) for each in by_week.values())


def overlap(one: Piece, other: Piece) -> int:
    """For how many minutes two stretches of time are at once."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
