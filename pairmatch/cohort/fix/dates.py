"""Lists of dates in the order of the calendar. What is in such a list means the same in any order."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pairmatch.cohort.fix.words import positions, quote_of
from pairmatch.cohort.source import Loc, Source, line_starts, parse, split_lines
from pairmatch.cohort.values import Period
from pairmatch.diagnostics import Span
from pairmatch.errors import CohortError

_LISTS = {
    "doctors": "leave",
    "managers": "leave",
    "facilitators": "leave",
    "rooms": "closed",
    "workshops": "dates",
}
"""The sections whose entries have a list of dates, and its field."""
_HALVES = ("am", "pm")
Entry = tuple[str, Span]


def with_sorted_dates(text: str) -> str:
    """The text with the dates of every list in order, each with the comments beside and above it.

    A list stays as it is where an entry is no date or is an alias, and where a comment above its first
    entry may be about that entry or about all of them.
    """
    source = parse(text.encode(), "")
    wanted, after = copy.deepcopy(source.data), text
    for loc in _unsorted(source):  # a list in another order is as long as before
        entries = [(str(value), span) for value, span in source.entries(loc)]
        order = _order(source, [value for value, _ in entries])
        changed = _reordered(after, entries, order)
        if changed is not None:
            after = changed
            _at(wanted, loc)[:] = [_at(wanted, loc)[place] for place in order]
    return after if after != text and _says(after, wanted) else text


def _says(text: str, data: Any) -> bool:
    try:
        return bool(parse(text.encode(), "").data == data)
    except CohortError:
        return False


def _unsorted(source: Source) -> Iterator[Loc]:
    """Where a list of dates stands that is not in order."""
    for loc in _dates(source.data):
        values = [value for value, _ in source.entries(loc)]
        if all(isinstance(value, str) for value in values):
            order = _order(source, values)
            if order != list(range(len(values))):
                yield loc


def _dates(data: Any) -> Iterator[Loc]:
    """Where lists of dates may stand, in the order of the file."""
    found: list[tuple[str | int, ...]] = [("programme", "closed")]
    for section in data if isinstance(data, dict) else ():
        entries = data[section] if section in _LISTS and isinstance(data[section], list) else ()
        found += [(section, place, _LISTS[section]) for place in range(len(entries))]
    for loc in found:
        if isinstance(_at(data, loc), list):
            yield loc


def _at(data: Any, loc: Loc) -> Any:
    for step in loc:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            return None
    return data


def _order(source: Source, values: Sequence[str]) -> list[int]:
    """The places of the values in the order of the calendar; as they are where one is no date."""
    programme = source.data.get("programme")
    halves = programme.get("halves") if isinstance(programme, Mapping) else None
    names = list(halves) if isinstance(halves, Mapping) else _HALVES
    try:
        periods = [Period.parse(value) for value in values]
        keys = [(one.first, one.last, names.index(one.half) + 1 if one.half else 0) for one in periods]
    except ValueError:
        return list(range(len(values)))
    return sorted(range(len(values)), key=keys.__getitem__)


def _reordered(text: str, entries: Sequence[Entry], order: Sequence[int]) -> str | None:
    """The text with the entries of one list in another order; None where it is not clear how."""
    starts = line_starts(text)
    places = [positions(starts, span) for _, span in entries]
    written = [text[start:end] for start, end in places]
    is_plain = all(quote_of(raw, value) is not None for raw, (value, _) in zip(written, entries, strict=True))
    if not is_plain or places != sorted(places):
        return None
    if text[starts[entries[0][1].line - 1] : places[0][0]].strip() == "-":
        return _with_lines_moved(text, starts, [span.line for _, span in entries], order)
    if "#" in text[places[0][0] : places[-1][1]]:
        return None
    for place, came_from in reversed(list(enumerate(order))):
        start, end = places[place]
        text = text[:start] + written[came_from] + text[end:]
    return text


def _with_lines_moved(
    text: str, starts: Sequence[int], numbers: Sequence[int], order: Sequence[int]
) -> str | None:
    """An entry a line, each moved with the comments above it."""
    lines = split_lines(text)
    ends = [*starts[1:], len(text)]
    breaks = [text[start + len(line) : end] for start, line, end in zip(starts, lines, ends, strict=True)]
    alone = all(lines[number - 1].lstrip().startswith("- ") for number in numbers)
    if not alone or len(set(numbers)) < len(numbers) or lines[numbers[0] - 2].lstrip().startswith("#"):
        return None
    above = [numbers[0] - 1, *numbers]
    chunks = [lines[above[at] : numbers[at]] for at in range(len(numbers))]
    moved = [line for at in order for line in chunks[at]]
    lines[numbers[0] - 1 : numbers[-1]] = moved
    return "".join(line + end for line, end in zip(lines, breaks, strict=True))
