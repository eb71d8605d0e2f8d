"""Everything that keeps a person from a half-day, as facts: all of it, not the last word alone.

The order is that of the format page. A fact is told wherever leaving out all the others would still keep
the person away: leave on a day that is also off duty is kept by both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pairmatch.calendar import Availability, Slot
from pairmatch.calendar.absence import Flag
from pairmatch.calendar.posts import Placement, placement_on, post_on
from pairmatch.calendar.presence import base_presence, piece_of
from pairmatch.cohort.people import Person
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Loc
from pairmatch.cohort.values import HalfDay, WeeklyHalf
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.duty_weeks import DutyWeeks
from pairmatch.conflicts.rota.where import locs_of_people, written
from pairmatch.conflicts.rota.words import day_words, listed, pattern_words, period_words, weekly_words


class Calendars:
    """What keeps each person away, half-day by half-day, whether or not the day is closed."""

    def __init__(self, cohort: Cohort, when: Availability) -> None:
        self._cohort = cohort
        self._when = when
        self._found: dict[tuple[str, int, Flag], tuple[Fact, ...]] = {}
        self._duty = DutyWeeks(cohort)
        self._loc_of = locs_of_people(cohort)

    def against(self, person: str, t: int, flag: Flag) -> tuple[Fact, ...]:
        """All facts that keep a person from attending, or from being shadowed, on half-day `t`.

        Each of them alone would; there is none where the person can, closed days apart.
        """
        key = (person, t, flag)
        if key not in self._found:
            facts = self._layers(self._cohort.person(person), self._when.time.slots[t], flag)
            self._found[key] = tuple(dict.fromkeys(facts))
        return self._found[key]

    def _layers(self, person: Person, slot: Slot, flag: Flag) -> Iterator[Fact]:
        """From the last word down to the base, until something says that the person can."""
        said = getattr(person.extra.get(slot.half_day), flag, None)
        if said:
            return
        if said is False:
            yield self._taken_out(person, slot.half_day)
        for at, period in enumerate(person.leave):
            if period.holds(slot.date, slot.half):
                yield self._leave(person, at)
        if placement_on(person, slot.date) is None:
            yield self._outside_posts(person)
            return
        base = base_presence(self._cohort, person, slot.date, slot.half)
        if flag == "attend" and not any(base) and self._is_open_off_duty(person, slot):
            return
        weekly = WeeklyHalf(slot.date.weekday(), slot.half)
        fixed = getattr(person.commitments.get(weekly), flag, None)
        if fixed is False:
            yield self._commitment(person, weekly)
        if not base[flag == "host"] and not (fixed and any(base)):
            yield from self._base(person, slot, flag)

    def _is_open_off_duty(self, person: Person, slot: Slot) -> bool:
        roster = self._when.rosters.get(person.id)
        today = placement_on(person, slot.date)
        if self._cohort.scheduling.off_duty != "allowed" or not roster or not (today and today.has_duty):
            return False
        return roster.is_open_off_duty(piece_of(self._cohort, slot.date, slot.half))

    def _base(self, person: Person, slot: Slot, flag: Flag) -> Iterator[Fact]:
        place = placement_on(person, slot.date)
        if place and not place.has_duty:
            yield self._work_pattern(person, slot.date, place)
            return
        if flag == "attend" and self._is_refused_off_duty(person, slot):
            yield self._duty.rest(person, slot.date)
            return
        yield from self._duty.against(person, slot, flag)

    def _is_refused_off_duty(self, person: Person, slot: Slot) -> bool:
        """Whether only rest or hours stand against a half-day off duty."""
        if self._cohort.scheduling.off_duty != "allowed":
            return False
        roster = self._when.rosters[person.id]
        return not roster.shift_at(piece_of(self._cohort, slot.date, slot.half))

    def _taken_out(self, person: Person, half_day: HalfDay) -> Fact:
        sentence = f"{person.id} is taken out of {half_day} (extra)"
        return self._fact(Kind.EXTRA, person, sentence, "extra", str(half_day))

    def _leave(self, person: Person, at: int) -> Fact:
        sentence = f"{person.id} is on leave {period_words(person.leave[at])}"
        return self._fact(Kind.LEAVE, person, sentence, "leave", at)

    def _outside_posts(self, person: Person) -> Fact:
        posts = [_post_words(post.first, post.until) for post in person.posts]
        return self._fact(Kind.POSTS, person, f"{person.id} is in post only {listed(posts)}", "posts")

    def _commitment(self, person: Person, weekly: WeeklyHalf) -> Fact:
        sentence = f"{person.id} has a commitment every {weekly_words(weekly)}"
        return self._fact(Kind.COMMITMENT, person, sentence, "commitments", str(weekly))

    def _work_pattern(self, person: Person, day: date, place: Placement) -> Fact:
        said = "Monday to Friday, am and pm" if place.works is None else pattern_words(place.works)
        below: Loc = ("works",)
        number = post_on(person, day)
        if number is not None and person.posts[number].has_base:
            below = ("posts", number, "works")
        return self._fact(Kind.WORKS, person, f"{person.id} works {said}", *below)

    def _fact(self, kind: Kind, person: Person, sentence: str, *below: str | int) -> Fact:
        return Fact(kind, sentence, written(self._cohort, *self._loc_of[person.id], *below), (person.id,))


def _post_words(first: date | None, until: date | None) -> str:
    """From when to when a post is held, as `from 5 August until 1 December`."""
    since = [f"from {day_words(first)}"] if first else []
    return " ".join([*since, *([f"until {day_words(until)}"] if until else [])]) or "at all times"
