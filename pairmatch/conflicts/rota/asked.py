"""What is asked for, as records that know their fact: workshops of groups, shadowing, meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairmatch.calendar.needs import meeting_blocks
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.where import written
from pairmatch.conflicts.rota.words import counted, listed, weeks_words
from pairmatch.rota.demand import Group


@dataclass(frozen=True)
class AskedWorkshop:
    """A group has to attend a workshop, given by its number."""

    fact: Fact
    people: Group
    workshop: int


@dataclass(frozen=True)
class AskedShadowing:
    """A guest has to spend `count` half-days at a host's work."""

    fact: Fact
    people: tuple[str, str]
    """(guest, host)"""
    pair: int
    count: int


@dataclass(frozen=True)
class AskedMeeting:
    """A pair has to meet in a block of weeks."""

    fact: Fact
    people: tuple[str, str]
    pair: int
    weeks: WeekRange


Asked = AskedWorkshop | AskedShadowing | AskedMeeting


def asked_for(
    cohort: Cohort, weeks: int, pairs: Sequence[tuple[str, str]], groups: Sequence[Group]
) -> Iterator[Asked]:
    """Everything that has to be held, workshops first.

    Parameters
    ----------
    cohort
        A checked cohort.
    weeks
        How long the programme runs.
    pairs
        (doctor, manager) of each pair.
    groups
        Who attends workshops with whom.
    """
    for group in groups:
        for number, workshop in enumerate(cohort.workshops):
            verb = "attends" if len(group) == 1 else "attend"
            sentence = f"{listed(group)} {verb} {workshop.name}"
            yield AskedWorkshop(
                _fact(cohort, Kind.WORKSHOP, sentence, group, "workshops", number), group, number
            )
    each_way = cohort.shadowing.each_way if cohort.shadowing else 0
    for at, (doctor, manager) in enumerate(pairs):
        for guest, host in ((manager, doctor), (doctor, manager)) if each_way else ():
            sentence = f"{guest} shadows {host} for {counted(each_way, 'half-day')}"
            fact = _fact(cohort, Kind.SHADOWING, sentence, (guest, host), "shadowing", "each_way")
            yield AskedShadowing(fact, (guest, host), at, each_way)
        for block in meeting_blocks(cohort, weeks):
            sentence = f"{doctor} and {manager} meet in {weeks_words(block)}"
            fact = _fact(cohort, Kind.MEETING, sentence, (doctor, manager), "meetings", "every_weeks")
            yield AskedMeeting(fact, (doctor, manager), at, block)


def _fact(cohort: Cohort, kind: Kind, sentence: str, people: tuple[str, ...], *loc: str | int) -> Fact:
    return Fact(kind, sentence, written(cohort, *loc), people)
