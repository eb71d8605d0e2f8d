"""Every decision of the rota's model, named. The only place that makes variables.

A decision exists only where `demand` found the people free, so an absent key is a half-day that
is out of the question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from pairmatch.rota.demand import Demands

Literal = cp_model.IntVar


@dataclass(frozen=True)
class Entry:
    """One session that may be held, seen from one person who would be in it."""

    literal: Literal
    half_days: tuple[int, ...]
    site: str | None
    released: bool
    """Whether the person leaves duty for it: everything but hosting."""


class Variables:
    """The decisions of a rota.

    Attributes
    ----------
    opened
        By run: whether it is held.
    leads
        By (run, facilitator): whether that one of several leads it.
    attends
        By (workshop demand, run): whether the group attends that run.
    shadows
        By (shadowing demand, half-day): whether it is held then.
    meets
        By (meeting demand, half-day): whether it is held then.
    all_attend
        Whether no workshop is missed, so that what holds around a missed one need not be said.
    missed_workshop, missed_shadowing, missed_meeting
        By demand: whether (how often) it is missed.
    """

    def __init__(self, model: cp_model.CpModel, data: Demands, *, all_attend: bool = False) -> None:
        self.data = data
        self.all_attend = all_attend
        wanted = {run for demand in data.workshops for run in demand.runs}
        self.opened = {run: model.new_bool_var(f"open[{run}]") for run in sorted(wanted)}
        self.leads = {
            (run, one): model.new_bool_var(f"lead[{run},{one}]")
            for run in self.opened
            for one in data.runs[run].leaders
        }
        self.attends = {
            (at, run): model.new_bool_var(f"attend[{at},{run}]")
            for at, demand in enumerate(data.workshops)
            for run in demand.runs
        }
        self.shadows = {
            (at, t): model.new_bool_var(f"shadow[{at},{t}]")
            for at, demand in enumerate(data.shadowings)
            for t in demand.half_days
        }
        self.meets = {
            (at, t): model.new_bool_var(f"meet[{at},{t}]")
            for at, demand in enumerate(data.meetings)
            for t in demand.half_days
        }
        self.missed_workshop = {
            at: model.new_int_var(0, int(not all_attend), f"miss_workshop[{at}]")
            for at in range(len(data.workshops))
        }
        self.missed_shadowing = {
            at: model.new_int_var(0, demand.count, f"miss_shadowing[{at}]")
            for at, demand in enumerate(data.shadowings)
        }
        self.missed_meeting = {
            at: model.new_bool_var(f"miss_meeting[{at}]") for at in range(len(data.meetings))
        }
        self.entries = self._entries()

    def _entries(self) -> dict[str, list[Entry]]:
        """For each person who takes part, every session that may be held with them."""
        found: dict[str, list[Entry]] = {person: [] for person in self.data.people}
        for person, entry in self._all_entries():
            found[person].append(entry)
        return found

    def _all_entries(self) -> Iterator[tuple[str, Entry]]:
        data = self.data
        for (at, number), literal in self.attends.items():
            run = data.runs[number]
            for person in data.workshops[at].group:
                yield person, Entry(literal, run.stretch, run.site, released=True)
        for (at, t), literal in self.shadows.items():
            demand = data.shadowings[at]
            site = data.when.site(demand.host, t)
            yield demand.guest, Entry(literal, (t,), site, released=True)
            yield demand.host, Entry(literal, (t,), site, released=False)
        for (at, t), literal in self.meets.items():
            for person in data.meetings[at].people:
                yield person, Entry(literal, (t,), None, released=True)

    def ends_from(self, model: cp_model.CpModel, at: int) -> dict[int, Literal]:
        """By half-day, in order: whether a workshop demand attends a run that ends then or later."""
        by_end: dict[int, list[Literal]] = defaultdict(list)
        for run in self.data.workshops[at].runs:
            by_end[self.data.runs[run].stretch[-1]].append(self.attends[at, run])
        found: dict[int, Literal] = {}
        later: list[Literal] = []
        for end in sorted(by_end, reverse=True):
            found[end] = model.new_bool_var(f"ends_from[{at},{end}]")
            model.add_exactly_one(*by_end[end], *later, found[end].negated())
            later = [found[end]]
        return dict(sorted(found.items()))

    def attending(self, run: int) -> list[tuple[int, Literal]]:
        """(size of the group, whether it attends) for every group that could be in the run."""
        return [(len(self.data.workshops[at].group), literal) for at, literal in self._by_run[run]]

    @cached_property
    def _by_run(self) -> dict[int, list[tuple[int, Literal]]]:
        by_run: dict[int, list[tuple[int, Literal]]] = defaultdict(list)
        for (at, run), literal in self.attends.items():
            by_run[run].append((at, literal))
        return by_run
