"""Layouts whose headings are people: a code for each day (`grid`), or for each week (`weeks`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pairmatch.importing.names import Ignored, Known, People, Unknown
from pairmatch.importing.rota.entries import Content, Entry
from pairmatch.importing.rota.table import Heading, Table


def read_grid(table: Table, people: People) -> Content:
    """A person's code on each date."""
    return _read(table, people, is_week=False)


def read_weeks(table: Table, people: People) -> Content:
    """A person's code, or run of codes, for each week that begins on a date."""
    return _read(table, people, is_week=True)


def _read(table: Table, people: People, *, is_week: bool) -> Content:
    names = {heading: name for heading, name in names_of(table.headings, people) if name}
    entries = tuple(
        Entry(names[box.heading], box.day, box.cell.text, box.cell.place, is_week=is_week)
        for box in table.boxes
        if box.heading in names
    )
    known = {heading: found for heading, name in names.items() if (found := _known(name, people))}
    notes = (*table.notes, *_without_a_word(table, known, people), *_written_twice(table, known))
    return Content(entries, table.unusable, notes)


def _known(name: str, people: People) -> str | None:
    """The id of the one whom a name means, where that is certain."""
    found = people.find(name)
    return found.person if isinstance(found, Known) else None


def _without_a_word(table: Table, known: Mapping[Heading, str], people: People) -> Iterator[str]:
    """People of the cohort of whom the sheet says nothing, which changes nothing and may be a mistake."""
    told = set(known.values())
    for heading in table.idle:
        person = next((found for text in heading.texts if text and (found := _known(text, people))), None)
        if person and person not in told:
            told.add(person)
            yield f"{heading.place}: nothing is written for {person}, and nothing is changed there"


def _written_twice(table: Table, known: Mapping[Heading, str]) -> Iterator[str]:
    """People who have two rows or columns of the same dates, of which both are taken."""
    on: dict[tuple[str, date], set[Heading]] = defaultdict(set)
    for box in table.boxes:
        if box.heading in known:
            on[known[box.heading], box.day].add(box.heading)
    twice = {(person, tuple(sorted(one.place for one in there))) for (person, _), there in on.items()}
    for person, places in sorted(twice):
        if len(places) > 1:
            yield f"{' and '.join(places)}: both are {person} on the same date, and both are taken"


def names_of(headings: Sequence[Heading], people: People) -> Iterator[tuple[Heading, str]]:
    """Each heading and the name in it: the line of the headings in which the most names are known.

    The name may be parted over two lines, as surname and first name; a grade beside it is no part of it.
    """
    lines = max((len(heading.texts) for heading in headings), default=0)
    choices: list[tuple[int, ...]] = [(at,) for at in range(lines)]
    choices += [(at, at + 1) for at in range(lines - 1)]
    if lines > 2:
        choices.append(tuple(range(lines)))
    scored = [(sum(_score(_name(one, choice), people) for one in headings), choice) for choice in choices]
    best = max(scored, key=lambda one: (one[0], -len(one[1]), -one[1][0]), default=(0, (0,)))[1]
    return ((heading, _name(heading, best)) for heading in headings)


def _name(heading: Heading, lines: Sequence[int]) -> str:
    return " ".join(filter(None, (heading.texts[at] for at in lines if at < len(heading.texts))))


def _score(name: str, people: People) -> int:
    """How surely a text is a name: written out, in part, misspelt, or not at all."""
    found = people.find(name)
    if isinstance(found, Known):
        return 4 if found.is_full else 3
    if isinstance(found, Ignored):
        return 4
    return 1 if isinstance(found, Unknown) and found.nearest else 0
