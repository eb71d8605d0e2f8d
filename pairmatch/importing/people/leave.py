"""Dates away as people write them (`12/10/2026 - 16/10/2026; 2.11.26`) → `leave`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pairmatch.importing.dates import YEARS, DateReader, NotADate

_BETWEEN = re.compile(
    r"\s+(?:-|–|—|to|until|till|through)\s+|\s*(?:–|—|\.\.)\s*|(?<=\d)-(?=\d)|(?<=[a-z])-(?=\d)"
)
_FROM = re.compile(r"^(?:from|between|leave|al|annual leave|away|holiday)\b[:\s]*", re.IGNORECASE)
_SINGLE = re.compile(r"\s+(?:and|&)\s+|,(?!\s*\d{4}\b)", re.IGNORECASE)


def leave_of(answers: Iterable[str | date], reader: DateReader) -> list[str]:
    """The periods that answers name, as the cohort file writes them, in order and each once.

    Parameters
    ----------
    answers
        Dates, and texts that name one date, one range of dates, or several of them.
    reader
        Reads the single dates.

    Raises
    ------
    NotADate
        Where one of them cannot be read.
    """
    found: set[tuple[date, date]] = set()
    for answer in answers:
        if isinstance(answer, date):
            if answer.year not in YEARS:
                raise NotADate(f"{answer} lies outside the years 2000 to 2100")
            found.add((answer, answer))
            continue
        whole = _period(_FROM.sub("", answer), reader)
        if whole:
            found.add(whole)
            continue
        for part in filter(None, map(str.strip, _SINGLE.split(_FROM.sub("", answer)))):
            period = _period(part, reader)
            if period is None:
                raise NotADate(f"`{part}` is no date: write it as 12/10/2026, or 12/10/2026 - 16/10/2026")
            found.add(period)
    return [str(first) if first == last else f"{first}..{last}" for first, last in sorted(found)]


def _period(text: str, reader: DateReader) -> tuple[date, date] | None:
    """From when to when; None for what is neither a date nor a range of two."""
    for first, last in _halved(text):
        try:
            end = reader.read(last)
            if end is None:
                continue
            month = (end.month, end.year)
            start = replace(reader, year=end.year).read(first, month)
        except NotADate:
            continue
        if start is None:
            continue
        if start > end and not re.search(r"\d{4}|[./-]\d\d\s*$", first):  # as `28 Dec - 3 Jan 2027`
            start = start.replace(year=start.year - 1)
        if start > end:
            raise NotADate(f"`{text}` ends before it starts")
        return start, end
    day = reader.read(text)
    return (day, day) if day else None


def _halved(text: str) -> Iterator[tuple[str, str]]:
    """The text cut in two at each place where a range may be joined."""
    for found in _BETWEEN.finditer(text.lower()):
        yield text[: found.start()].strip(), text[found.end() :].strip()
