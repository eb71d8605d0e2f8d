"""Where a session could be, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pairmatch.cohort.schema import Cohort
from pairmatch.report.glyphs import Glyphs
from pairmatch.report.names import Names
from pairmatch.report.visible import visible
from pairmatch.report.words import halves_from, short_date
from pairmatch.rota.attendance import At
from pairmatch.rota.cost import Term
from pairmatch.rota.options import Blocked, CostChange, Free, Options

_MORE: dict[Term, tuple[str, str]] = {
    "avoid_halves": ("{who} avoids it", "{who} avoid it"),
    "travel": ("{who} has to travel", "{who} have to travel"),
    "same_week": (
        "{who} has another session in that week",
        "{who} have another session in that week",
    ),
}
_FEWER: dict[Term, tuple[str, str]] = {
    "avoid_halves": ("{who} avoids the present half-day", "{who} avoid the present half-day"),
    "travel": ("{who} travels now", "{who} travel now"),
    "same_week": (
        "{who} has another session in the present week",
        "{who} have another session in the present week",
    ),
}


class OptionWords:
    """The words for the places of a cohort's sessions."""

    def __init__(self, cohort: Cohort, names: Names, glyphs: Glyphs) -> None:
        self._cohort = cohort
        self._names = names
        self._glyphs = glyphs

    def what(self, asked: Options) -> str:
        """What it is and whose, as `How the NHS works: Dr Okafor + Helen Ward`."""
        if asked.workshop is not None:
            return f"{self._names.workshop(asked.workshop)}: {self._joined(asked.people, self._glyphs.plus)}"
        if asked.kind == "shadowing":
            return f"shadowing: {self._joined(asked.people, self._glyphs.arrow)}"
        weeks = f", weeks {asked.weeks}" if asked.weeks else ""
        return f"meeting: {self._joined(asked.people, self._glyphs.plus)}{weeks}"

    def for_person(self, asked: Options, person: str) -> str:
        """What it is to one of those whose it is, as `meet Helen Ward, weeks 1..2`."""
        if asked.workshop is not None:
            return self._names.workshop(asked.workshop)
        other = self._names.people(one for one in asked.people if one != person)
        if asked.kind == "shadowing":
            return f"shadow {other}" if asked.people[0] == person else f"be shadowed by {other}"
        return f"meet {other}, weeks {asked.weeks}"

    def when(self, asked: Options, at: At | Blocked) -> str:
        """As `Tue 8 Sep am`, or `am+pm` where it is two halves long."""
        length = self._cohort.workshop(asked.workshop).length if asked.workshop else 1
        return f"{short_date(at.date)} {visible(halves_from(self._cohort.programme, at.half, length))}"

    def where(self, asked: Options, at: At) -> str:
        """The room and who holds it, or the site; empty for a meeting."""
        if asked.kind == "workshop":
            held = f"; held by {self._names.people(at.facilitators)}" if at.facilitators else ""
            return f"{self._names.room(at.room)}{held}"
        return visible(at.site) if at.site and self._names.has_sites else ""

    def now(self, asked: Options, at: At) -> str:
        """The whole place, as `Tue 8 Sep am, Education 1; held by Owen Price`."""
        return ", ".join(filter(None, (self.when(asked, at), self.where(asked, at))))

    def place(self, asked: Options, free: Free) -> str:
        """Where a free place is, and with how many others."""
        where = self.where(asked, free.at)
        if asked.kind != "workshop":
            return where
        return f"{where}; {f'with {free.joins} others' if free.joins else 'a run of its own'}"

    def cost(self, amount: int) -> str:
        """As `+3`, `−2` or `0`."""
        return f"{'+' if amount > 0 else self._glyphs.minus if amount < 0 else ''}{abs(amount):,}"

    def because(self, free: Free) -> str:
        """What makes the change of the cost; the amounts are told where there are several."""
        groups: dict[tuple[Term, bool], list[CostChange]] = defaultdict(list)
        for change in free.because:
            groups[change.term, change.count > 0].append(change)
        told = [(sum(one.cost for one in group), self._reason(group)) for group in groups.values()]
        if len(told) == 1:
            return told[0][1]
        return "; ".join(f"{self.cost(amount)} {reason}" for amount, reason in told)

    def _reason(self, group: Sequence[CostChange]) -> str:
        change = group[0]
        if change.term == "runs":
            return "one more run" if change.count > 0 else "one run fewer"
        if change.term == "balance":
            verb = "rises" if change.count > 0 else "falls"
            return f"the most avoided or away for one person {verb} to {change.after}"
        people = [one.person for one in group if one.person is not None]
        singular, plural = (_MORE if change.count > 0 else _FEWER)[change.term]
        who = " and ".join(filter(None, (self._names.people(people[:-1]), self._names.person(people[-1]))))
        return (singular if len(people) == 1 else plural).format(who=who)

    def _joined(self, people: Sequence[str], sign: str) -> str:
        return f" {sign} ".join(map(self._names.person, people))
