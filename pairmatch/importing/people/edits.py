"""What changes of people → edits of the cohort file, as small as can be: comments beside entries stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pairmatch.cohort.edit import Edit, EditRefused, Loc, edited
from pairmatch.cohort.scalars import as_written
from pairmatch.cohort.source import Source
from pairmatch.importing.people.fields import ATTRIBUTE
from pairmatch.importing.people.known import Entry
from pairmatch.importing.people.merge import Change, comparable


def edits_of(entry: Entry, changes: Sequence[Change], source: Source) -> list[Edit]:
    """The edits by which a person of the file gets what changes."""
    return list(_edits(entry, changes, source))


def _edits(entry: Entry, changes: Sequence[Change], source: Source) -> Iterator[Edit]:
    at: Loc = (entry.side, entry.at)
    added: dict[str, Any] = {}
    for change in changes:
        if change.field.startswith(ATTRIBUTE):
            key = change.field.removeprefix(ATTRIBUTE)
            if isinstance(entry.data.get("attributes"), dict):
                yield Edit((*at, "attributes", key), change.after)
            else:
                added[key] = change.after
            continue
        yield from _of_field((*at, change.field), change, source)
    if added:
        yield Edit((*at, "attributes"), added)


def _of_field(loc: Loc, change: Change, source: Source) -> Iterator[Edit]:
    before, after = change.before, change.after
    span = source.span(loc)
    if span.line == span.end_line or not before:
        yield Edit(loc, _in_old_order(change) if isinstance(before, list) else after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _entry_by_entry(loc, change)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from (Edit((*loc, key), None) for key in before if key not in after)
        yield from (Edit((*loc, key), value) for key, value in after.items() if before.get(key) != value)
    else:
        yield Edit(loc, after)


def _in_old_order(change: Change) -> list[Any]:
    """A list without an order of its own keeps that of the file; what is new comes last."""
    if change.field in ("prefers", "projects") or not isinstance(change.after, list):
        return list(change.after)
    left = {_key(change.field, one): one for one in change.after}
    kept = [old for old in change.before if left.pop(_key(change.field, old), None) is not None]
    return [*kept, *left.values()]


def _entry_by_entry(loc: Loc, change: Change) -> Iterator[Edit]:
    """Edits of a list that stands on several lines: only the entries that differ."""
    before, after = list(change.before), _in_old_order(change)
    old, new = ([_key(change.field, one) for one in some] for some in (before, after))
    if change.field in ("prefers", "projects"):
        kept = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
        stay = list(range(min(len(old), len(new)) if kept is None else kept))
    else:
        stay = [at for at, one in enumerate(old) if one in new]
    gone = [at for at in range(len(old)) if at not in stay]
    if not stay:
        yield Edit(loc, after)
        return
    yield from (Edit((*loc, at), None) for at in reversed(gone))
    yield from (Edit((*loc, at), after[at]) for at in range(len(stay), len(after)))


def _key(field: str, value: Any) -> str:
    return str(comparable(field, [as_written(value)]))


def added_to(source: Source, side: str, people: Sequence[Mapping[str, Any]]) -> list[Edit]:
    """The edits by which new people come after the last one of a side."""
    there = source.data.get(side) if isinstance(source.data, dict) else None
    if not people:
        return []
    if not isinstance(there, list) or not there:
        return [Edit((side,), [dict(person) for person in people], in_lines=True)]
    return [Edit((side, len(there) + at), dict(person)) for at, person in enumerate(people)]


def settled(text: str, groups: Mapping[int, Sequence[Edit]]) -> tuple[str, Mapping[int, str]]:
    """The text with all groups of edits that can be written, and why the others cannot.

    Parameters
    ----------
    text
        The text of the cohort file.
    groups
        Edits that belong together, by number; none touches what another one changes.
    """
    try:
        return edited(text, [edit for group in groups.values() for edit in group]), {}
    except EditRefused as error:
        if len(groups) == 1:
            return text, {next(iter(groups)): str(error)}
    numbers = list(groups)
    middle = len(numbers) // 2
    refused: dict[int, str] = {}
    for half in (numbers[:middle], numbers[middle:]):
        text, why = settled(text, {number: groups[number] for number in half})
        refused |= why
    return text, refused
