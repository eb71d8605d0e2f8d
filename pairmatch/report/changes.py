"""What became of a session, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pairmatch.report.glyphs import Glyphs
from pairmatch.report.names import Names
from pairmatch.report.visible import visible
from pairmatch.report.words import short_date
from pairmatch.rota.attendance import At
from pairmatch.rota.changes import Change, RotaChanges
from pairmatch.rota.rota import AnyMissed, MissedMeeting, MissedShadowing, MissedWorkshop
from pairmatch.rota.runs_changed import RunChange


class ChangeWords:
    """The words for the changes between two rotas."""

    def __init__(self, names: Names, glyphs: Glyphs, changes: RotaChanges) -> None:
        self._names = names
        self._glyphs = glyphs
        self._with_year = len({day.year for day in _dates(changes)}) > 1

    def what(self, change: Change | RunChange) -> str:
        """What it is, whoever it is for: a workshop's title, `shadowing` or `meeting`."""
        if change.workshop is None:
            return "" if isinstance(change, RunChange) else change.kind
        return self._names.workshop(change.workshop)

    def who(self, change: Change) -> str:
        """Whom it is for: a guest and a host, a pair, or all who attend."""
        if change.kind == "shadowing":
            return f" {self._glyphs.arrow} ".join(map(self._names.person, change.people))
        if change.kind == "meeting":
            return f" {self._glyphs.plus} ".join(map(self._names.person, change.people))
        return self._names.people(change.people)

    def was(self, change: Change | RunChange) -> str:
        """When it was, and where if that differs; `new` for what was not."""
        if change.before is None:
            return "new"
        return self._place(change.before, change.after or change.before)

    def now(self, change: Change | RunChange) -> str:
        """When it is, and where if that differs or it is new; `gone` for what is not."""
        return "gone" if change.after is None else self._place(change.after, change.before)

    def for_person(self, change: Change, person: str) -> str:
        """The whole change as its reader is told it, as `meet Helen Ward: Tue 8 Sep am → Thu 10 Sep am`."""
        return f"{self._deed(change, person)}: {self.was(change)} {self._glyphs.arrow} {self.now(change)}"

    def missed_by(self, missed: AnyMissed, person: str) -> str:
        """What one person misses, as `meet Helen Ward, weeks 3..4`."""
        if isinstance(missed, MissedWorkshop):
            return self._names.workshop(missed.workshop)
        if isinstance(missed, MissedShadowing):
            return self._shadow(missed.guest, missed.host, person)
        return f"{self._meet(missed.people, person)}{_weeks(missed)}"

    def missed(self, missed: AnyMissed) -> str:
        """What is missed and by whom, as `meeting: Dr Lee + Ward`."""
        if isinstance(missed, MissedWorkshop):
            return f"{self._names.workshop(missed.workshop)}: {self._names.people(missed.people)}"
        if isinstance(missed, MissedShadowing):
            both = f" {self._glyphs.arrow} ".join(map(self._names.person, missed.everyone))
            return f"shadowing: {both}"
        people = f" {self._glyphs.plus} ".join(map(self._names.person, missed.people))
        return f"meeting: {people}{_weeks(missed)}"

    def _deed(self, change: Change, person: str) -> str:
        if change.kind == "shadowing":
            guest, host = change.people
            return self._shadow(guest, host, person)
        if change.kind == "meeting":
            return self._meet(change.people, person)
        title = self.what(change)
        return f"hold {title}" if change.kind == "holding" else title

    def _shadow(self, guest: str, host: str, person: str) -> str:
        if person == guest:
            return f"shadow {self._names.person(host)}"
        return f"be shadowed by {self._names.person(guest)}"

    def _meet(self, people: Iterable[str], person: str) -> str:
        return f"meet {self._names.people(other for other in people if other != person)}"

    def _place(self, at: At, other: At | None) -> str:
        day = f"{short_date(at.date)} {at.date.year}" if self._with_year else short_date(at.date)
        return ", ".join((f"{day} {visible(at.half)}", *self._where(at, other)))

    def _where(self, at: At, other: At | None) -> Iterator[str]:
        """What is to be said of the place: all of it where there is no other, else what differs."""
        if at.facilitators is not None and (other is None or at.room != other.room):
            yield self._names.room(at.room)
        if at.facilitators is not None and (other is None or at.facilitators != other.facilitators):
            if at.facilitators:
                yield f"held by {self._names.people(at.facilitators)}"
            elif other is not None:
                yield "held by nobody"
        if other is not None and at.site != other.site:
            yield visible(at.site) if at.site else "no site"
        elif other is None and at.site:
            yield visible(at.site)


def _dates(changes: RotaChanges) -> Iterator[date]:
    moved: list[Change | RunChange] = [*changes.sessions, *changes.holdings, *changes.runs]
    for change in moved:
        yield from (at.date for at in (change.before, change.after) if at is not None)


def _weeks(missed: MissedMeeting) -> str:
    return f", weeks {missed.weeks}" if missed.weeks else ""
