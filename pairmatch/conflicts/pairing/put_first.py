"""Why people wait for whom there would be a place: something else is put before the number of people."""

from __future__ import annotations

from collections.abc import Sequence

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.pairing.ground import Asked
from pairmatch.conflicts.pairing.settings import Setting, settings_of
from pairmatch.conflicts.pairing.words import count_of
from pairmatch.conflicts.report import Conflict, told_first
from pairmatch.matching.candidates import Candidates
from pairmatch.matching.task import Task, task_among
from pairmatch.matching.unmatched import named
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import Watch


def put_first(task: Task, waiting: Sequence[Asked], placed: Sequence[Asked], watch: Watch) -> Conflict:
    """Why people wait for whom there would be a place.

    Parameters
    ----------
    task
        What was paired, and what for.
    waiting
        These people: beside everyone placed, they could have a partner.
    placed
        Everyone who has one.
    watch
        How much time is left.
    """
    cohort = task.cohort
    most = len(waiting) + len(placed)
    needed = list(settings_of(cohort, task.wishes))
    for setting in tuple(needed):
        others = [one for one in needed if one is not setting]
        if others and _people_with(task.candidates, task.wishes, [setting], watch) < most:
            needed = others
    everyone = [one.fact for one in (*placed, *waiting)]
    names = [fact.people[0] for fact in everyone]
    text = f"{count_of(len(names), 'person', 'people')} ({named(names)}) are each to have a partner"
    spans = tuple(span for fact in everyone for span in fact.spans)
    hits = tuple(one.fact for one in waiting)
    who = named([fact.people[0] for fact in hits])
    return Conflict(
        facts=told_first([Fact(Kind.PLACE, text, spans, tuple(names)), *(one.fact for one in needed)]),
        hits=hits,
        headline=f"{who} {'has' if len(hits) == 1 else 'have'} no partner, though there would be one",
        is_smallest=True,
        background="all rules, refusals and lists of the file",
        unfolded=tuple(everyone),
    )


def _people_with(candidates: Candidates, wishes: Wishes, lifted: Sequence[Setting], watch: Watch) -> int:
    """How many people have a partner in the best pairing without some of the settings."""
    for setting in lifted:
        wishes = setting.lifted(wishes)
    task = task_among(candidates, wishes, watch)
    return task.measures(task.optimum.pairs).people
