"""What the rules share: how a fault is put, and the places that several of them walk over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pairmatch.cohort.people import Base, Facilitator, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange
from pairmatch.diagnostics import Diagnostic, Fix, Note, Severity, Span, did_you_mean, same_but_for_case

Loc = tuple[str | int, ...]

_MOST_SUGGESTIONS = 100  # comparing words is slow, and nobody reads a hundred of them


def error(code: str, message: str, span: Span | None, help: str | None = None, *notes: Note) -> Diagnostic:
    """A fault that stops every command."""
    return Diagnostic(code, Severity.ERROR, message, span, help, notes)


def warning(code: str, message: str, span: Span | None, help: str | None = None, *notes: Note) -> Diagnostic:
    """Something that is probably not meant, but stops nothing."""
    return Diagnostic(code, Severity.WARNING, message, span, help, notes)


class Known:
    """The names that a kind of reference can have."""

    def __init__(self, code: str, kind: str, names: Iterable[str]) -> None:
        self.names = dict.fromkeys(names)
        self._code = code
        self._kind = kind
        self._suggested = 0

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def unknown(self, name: str, span: Span | None) -> Diagnostic:
        """The fault of a name that is not among them."""
        if not self.names:
            return error(self._code, f"no {self._kind} `{name}`: the file has none", span)
        fault = error(self._code, f"no {self._kind} `{name}`", span, self._near(name))
        meant = same_but_for_case(name, self.names) if span else None
        return replace(fault, fix=Fix(span, name, meant)) if span and meant else fault

    def faults(self, cohort: Cohort, loc: Loc, names: Iterable[str]) -> Iterator[Diagnostic]:
        """The faults of a list of names that stands at `loc`."""
        for place, name in enumerate(names):
            if name not in self:
                yield self.unknown(name, cohort.span(*loc, place))

    def _near(self, name: str) -> str | None:
        self._suggested += 1
        if self._suggested <= _MOST_SUGGESTIONS:
            near = did_you_mean(name, self.names)
            if near:
                return near
        shown = list(self.names)[:8]
        more = ", ..." if len(self.names) > len(shown) else ""
        return f"known here: {', '.join(shown)}{more}"


def people(cohort: Cohort) -> Iterator[tuple[Loc, Person]]:
    """Doctors, then managers, each with its place in the file."""
    for side, members in (("doctors", cohort.doctors), ("managers", cohort.managers)):
        for place, person in enumerate(members):
            yield (side, place), person


def everyone(cohort: Cohort) -> Iterator[tuple[Loc, Person | Facilitator]]:
    """Doctors, managers and facilitators, each with its place in the file."""
    yield from people(cohort)
    for place, facilitator in enumerate(cohort.facilitators):
        yield ("facilitators", place), facilitator


def bases(cohort: Cohort) -> Iterator[tuple[Loc, Base]]:
    """Everything that can say when a person is at work: people and their posts."""
    for loc, person in people(cohort):
        yield loc, person
        for place, post in enumerate(person.posts):
            yield (*loc, "posts", place), post


def can_be_paired(cohort: Cohort, person: Person) -> bool:
    """Whether the person takes partners at all, rules and refusals apart."""
    return person.pairs > 0 and (bool(person.approved) or not cohort.programme.needs_approval)


def written_at(cohort: Cohort, loc: Loc) -> Any:
    """The plain data at `loc` as it stands in the file, or None."""
    source = cohort.source
    here = source.data if source else None
    for step in loc:
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here


def half_key_span(cohort: Cohort, loc: Loc, key: object) -> Span | None:
    """Where the key for a half-day stands in the mapping at `loc`, however it was spaced."""
    written: Mapping[str, Any] | None = written_at(cohort, loc)
    words = str(key).split()
    found = next((text for text in written or () if text.split() == words), str(key))
    return cohort.key_span(*loc, found)


def weeks_named(window: WeekRange) -> str:
    """A window of weeks in words: `week 3`, `weeks 3..5`."""
    return f"week {window}" if window.first == window.last else f"weeks {window}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count and its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"
