"""The best rota of a minute cohort by writing out every document and keeping those that break nothing.

No bound, no order of search, no half-finished state: it shares only the reading of documents with
nothing else here, and is there to be compared with the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from tests.oracle.calendar import Calendar, Data, each_way, meeting_blocks
from tests.oracle.document import Document
from tests.oracle.replan_data import is_past
from tests.oracle.replan_document import ReplanDocument
from tests.oracle.rota import Levels

Choice = tuple[Data, ...]
"""The sessions that one part of the document has."""


def best_by_writing_out(data: Data, pairs: Sequence[tuple[str, str]]) -> Levels:
    """The least levels of all documents that break no constraint."""
    parts = list(_parts(data, pairs))
    documents = (Document(data, pairs, [s for part in way for s in part]) for way in product(*parts))
    return min(document.levels() for document in documents if not document.broken())


def best_again_by_writing_out(
    data: Data, pairs: Sequence[tuple[str, str]], old: Sequence[Data], from_date: str, most: int
) -> Levels | None:
    """The least levels of all documents with the past as it was; None where there are more than `most`.

    The levels are `()` where no document keeps every pin.
    """
    past = [session for session in old if is_past(session, from_date)]
    parts = [
        [way for way in part if not any(is_past(session, from_date) for session in way)]
        for part in _parts(data, pairs, frozenset(["together"]))
    ]
    if prod(map(len, parts)) > most:
        return None
    documents = (
        ReplanDocument(data, pairs, old, from_date, [*past, *(s for part in way for s in part)])
        for way in product(*parts)
    )
    return min((document.levels() for document in documents if not document.broken()), default=())


def ways_to_write(data: Data, pairs: Sequence[tuple[str, str]]) -> int:
    """How many documents there are."""
    return prod(map(len, _parts(data, pairs)))


def _parts(
    data: Data, pairs: Sequence[tuple[str, str]], excused: frozenset[str] = frozenset()
) -> Iterator[list[Choice]]:
    """For each workshop all sets of runs, for each shadowing half-day and meeting all places and none.

    Those are left out that break something by themselves, but for what is excused.
    """

    def legal(choices: list[Choice]) -> list[Choice]:
        return [choice for choice in choices if Document(data, pairs, choice).broken() <= excused]

    calendar = Calendar(data)
    at = [{"date": h.day.isoformat(), "half": h.half} for h in calendar.half_days]
    people = list(dict.fromkeys(person for pair in pairs for person in pair))
    for workshop in data.get("workshops", ()):
        yield legal(_all_runs(workshop, people, at))
    for doctor, manager in pairs:
        for guest, host in ((doctor, manager), (manager, doctor)):
            for _ in range(each_way(data)):
                held = {"kind": "shadowing", "guest": guest, "host": host}
                sites = [{"site": calendar.site(host, t)} for t in calendar.times]
                shadowing: list[Choice] = [(held | s | t,) for s, t in zip(sites, at, strict=True)]
                yield legal([(), *shadowing])
        for first, last in meeting_blocks(data):
            block = [at[t] for t in calendar.in_weeks(f"{first}..{last}")]
            meetings: list[Choice] = [({"kind": "meeting", "people": [doctor, manager]} | t,) for t in block]
            yield legal([(), *meetings])


def _all_runs(workshop: Data, people: list[str], at: list[Data]) -> list[Choice]:
    """Everyone in no run or in one of the runs, and each run anywhere."""
    facilitators = [[one, *workshop.get("all_of", ())] for one in workshop.get("facilitators", ())]
    rooms = workshop.get("rooms") or [None]
    length = workshop.get("length", 1)
    kinds = [
        {"kind": "workshop", "workshop": workshop["id"], "room": room, "facilitators": chosen} | start
        for start in at[: len(at) - length + 1]
        for room in rooms
        for chosen in facilitators or [list(workshop.get("all_of", ()))]
    ]
    found: list[Choice] = []
    for numbers in product(range(workshop.get("runs", 1) + 1), repeat=len(people)):
        used = sorted(set(numbers) - {0})
        members = [[p for p, number in zip(people, numbers, strict=True) if number == run] for run in used]
        for places in product(kinds, repeat=len(used)):
            found.append(tuple(kind | {"people": who} for kind, who in zip(places, members, strict=True)))
    return found
