"""Facts of workshops, shadowing and the programme's limits: one function a sentence."""

from __future__ import annotations

from functools import cache

from pairmatch.calendar.needs import clipped
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.where import written
from pairmatch.conflicts.rota.words import counted, listed, one_of, weeks_words


class Limits:
    """The facts that limit sessions wherever they are; a fact is None where nothing is limited.

    Workshops are given by their number in the file.
    """

    def __init__(self, cohort: Cohort, weeks: int) -> None:
        self._cohort = cohort
        self._weeks = weeks
        self.window = cache(self._window)
        self.dates = cache(self._dates)
        self.no_room = cache(self._no_room)
        self.leader = cache(self._leader)
        self.all_of = cache(self._all_of)
        self.runs = cache(self._runs)
        self.capacity = cache(self._capacity)
        self.room_capacity = cache(self._room_capacity)
        self.min_size = cache(self._min_size)
        self.length = cache(self._length)
        self.order = cache(self._order)
        self.gap = cache(self._gap)

    def _window(self, number: int) -> Fact | None:
        workshop = self._cohort.workshops[number]
        weeks = clipped(workshop.weeks, self._weeks)
        if workshop.weeks is None or weeks is None or weeks == WeekRange(1, self._weeks):
            return None
        return self._of_workshop(Kind.WINDOW, f"is held in {weeks_words(weeks)}", number, "weeks")

    def _dates(self, number: int) -> Fact | None:
        dates = self._cohort.workshops[number].dates
        if dates is None:
            return None
        said = f"is held only on {one_of([str(day) for day in dates])}" if dates else "is held on no date"
        return self._of_workshop(Kind.DATES, said, number, "dates")

    def _no_room(self, number: int) -> Fact | None:
        rooms = tuple(dict.fromkeys(self._cohort.workshops[number].rooms))
        return (
            self._of_workshop(Kind.NO_ROOM, f"is held in {one_of(rooms)}", number, "rooms") if rooms else None
        )

    def _leader(self, number: int) -> Fact | None:
        workshop = self._cohort.workshops[number]
        leaders = [one for one in workshop.facilitators if one not in workshop.all_of]
        if not workshop.facilitators:
            return None
        said = f"is led by {one_of(leaders)}" if leaders else "has nobody left to lead it"
        return self._of_workshop(Kind.FACILITATOR, said, number, "facilitators")

    def _all_of(self, number: int) -> Fact | None:
        needed = self._cohort.workshops[number].all_of
        if not needed:
            return None
        said = f"is held by {listed(needed)}" + (" together" if len(needed) > 1 else "")
        return self._of_workshop(Kind.FACILITATOR, said, number, "all_of")

    def _runs(self, number: int) -> Fact:
        runs = self._cohort.workshops[number].runs
        said = "is held once" if runs == 1 else f"is held at most {runs} times"
        return self._of_workshop(Kind.RUNS, said, number, "runs")

    def _capacity(self, number: int) -> Fact | None:
        capacity = self._cohort.workshops[number].capacity
        if capacity is None:
            return None
        return self._of_workshop(Kind.CAPACITY, f"has {counted(capacity, 'place')} a run", number, "capacity")

    def _room_capacity(self, room: str) -> Fact | None:
        at = next(at for at, one in enumerate(self._cohort.rooms) if one.id == room)
        capacity = self._cohort.rooms[at].capacity
        if capacity is None:
            return None
        said = f"the room {room} holds {counted(capacity, 'person', 'people')}"
        return self._fact(Kind.ROOM_CAPACITY, said, "rooms", at, "capacity")

    def _min_size(self, number: int) -> Fact | None:
        least = self._cohort.workshops[number].min_size
        if least <= 1:
            return None
        said = f"is not held for fewer than {counted(least, 'person', 'people')}"
        return self._of_workshop(Kind.MIN_SIZE, said, number, "min_size")

    def _length(self, number: int) -> Fact | None:
        length = self._cohort.workshops[number].length
        if length == 1:
            return None
        return self._of_workshop(Kind.LENGTH, f"takes {length} half-days of one day", number, "length")

    def _order(self, number: int) -> Fact | None:
        before = self._cohort.workshops[number - 1].name if number else None
        if before is None:
            return None
        said = f"comes after {before}, in the order of the file"
        return self._of_workshop(Kind.ORDER, said, number, "id")

    def _gap(self, number: int) -> Fact | None:
        gap = self._cohort.workshops[number].gap_weeks
        if not gap or not number:
            return None
        said = f"comes {counted(gap, 'week')} or more after the workshop before it"
        return self._of_workshop(Kind.GAP, said, number, "gap_weeks")

    @property
    def together(self) -> Fact:
        """That a pair attends the same run."""
        return self._fact(Kind.TOGETHER, "the two of a pair attend the same run", "scheduling", "together")

    @property
    def max_per_week(self) -> Fact:
        """How many half-days of a week a person can have."""
        most = self._cohort.scheduling.max_per_week
        said = f"nobody has more than {counted(most, 'half-day')} a week"
        return self._fact(Kind.MAX_PER_WEEK, said, "scheduling", "max_per_week")

    @property
    def shadowing_window(self) -> Fact | None:
        """The weeks of shadowing."""
        shadowing = self._cohort.shadowing
        weeks = clipped(shadowing.weeks, self._weeks) if shadowing else None
        if (
            shadowing is None
            or shadowing.weeks is None
            or weeks is None
            or weeks == WeekRange(1, self._weeks)
        ):
            return None
        return self._fact(Kind.WINDOW, f"shadowing is in {weeks_words(weeks)}", "shadowing", "weeks")

    @property
    def shadowing_gap(self) -> Fact | None:
        """How far apart two half-days of shadowing of one pair are."""
        gap = self._cohort.shadowing.gap_weeks if self._cohort.shadowing else 0
        if not gap:
            return None
        apart = "a week" if gap == 1 else f"{gap} weeks"
        said = f"a pair's half-days of shadowing are at least {apart} apart"
        return self._fact(Kind.SHADOWING_GAP, said, "shadowing", "gap_weeks")

    @property
    def area_visitors(self) -> Fact | None:
        """How many guests a directorate takes at once."""
        most = self._cohort.shadowing.area_visitors if self._cohort.shadowing else None
        if most is None:
            return None
        said = f"a directorate of a site has at most {counted(most, 'guest')} at once"
        return self._fact(Kind.AREA_VISITORS, said, "shadowing", "area_visitors")

    def release(self, pattern: str) -> Fact | None:
        """How many doctors of a duty pattern can be away at once."""
        most = self._cohort.rotas[pattern].release
        if most is None:
            return None
        said = f"at most {counted(most, 'doctor')} of {pattern} can be away from duty at once"
        return self._fact(Kind.RELEASE, said, "rotas", pattern, "release")

    def travel(self, one: str, other: str) -> Fact:
        """How far two sites are apart, where the break of a day is too short for it."""
        minutes = self._cohort.travel_minutes(one, other)
        said = f"{listed(sorted((one, other)))} are {counted(minutes, 'minute')} apart, longer than the break"
        sites = self._cohort.sites
        here, there = (one, other) if one in sites and other in sites[one].travel else (other, one)
        return self._fact(Kind.TRAVEL, said, "sites", here, "travel", there)

    @property
    def hours(self) -> Fact:
        """What shifts and sessions off duty may last together."""
        said = "shifts and sessions off duty are at most 72 h in 168 h, and 48 h a week on average"
        return self._fact(Kind.WORKING_TIME, said, "scheduling", "off_duty")

    def _of_workshop(self, kind: Kind, said: str, number: int, field: str) -> Fact:
        return self._fact(kind, f"{self._cohort.workshops[number].name} {said}", "workshops", number, field)

    def _fact(self, kind: Kind, sentence: str, *loc: str | int) -> Fact:
        return Fact(kind, sentence, written(self._cohort, *loc))
