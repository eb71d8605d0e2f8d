"""Why something is left out, and what to change in the file: conflicts with their repairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.conflicts.report import Change, Conflict, ConflictReport, Repair, told_in_short
from pairmatch.report.html.material import Material
from pairmatch.report.html.quoted import Quote, quote_of
from pairmatch.report.names import Names
from pairmatch.report.source_lines import SourceLines
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, first_few

_MOST_NAMED = 12
_AIMS = {"pairing": "So that everybody has a partner", "rota": "So that everything can be held"}


@dataclass(frozen=True)
class Told:
    """A fact, and where it stands."""

    sentence: str
    quote: Quote | None


@dataclass(frozen=True)
class Cause:
    """One conflict."""

    headline: str
    who: str
    facts: tuple[Told, ...]
    note: str


@dataclass(frozen=True)
class Edit:
    """One change of a repair."""

    sentence: str
    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """One repair."""

    number: int
    """What `pairmatch repair --apply` calls it."""
    title: str
    proof: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Causes:
    """The part of the page that tells what to change."""

    causes: tuple[Cause, ...]
    offers: tuple[tuple[str, tuple[Offer, ...]], ...]
    """What they are for, and the repairs."""
    note: str


def causes_of(material: Material, report: ConflictReport, names: Names) -> Causes:
    """Conflicts and repairs in words."""
    lines = SourceLines([material.cohort.source])
    return Causes(
        tuple(_cause(one, lines, names) for one in report.conflicts),
        tuple(_offers(report)),
        "" if report.complete else "In the time given not every cause was found.",
    )


def _cause(conflict: Conflict, lines: SourceLines, names: Names) -> Cause:
    who = list(dict.fromkeys(person for hit in conflict.hits for person in hit.people))
    notes = [f"Beside these, {visible(conflict.background)}."] if conflict.background else []
    if not conflict.is_minimal:
        notes.append("In the time given it was not shown that each of these is needed.")
    return Cause(
        visible(conflict.headline),
        first_few([names.person(one) for one in who], _MOST_NAMED),
        tuple(Told(visible(text), quote_of(span, lines)) for text, span in told_in_short(conflict.facts)),
        " ".join(notes),
    )


def _offers(report: ConflictReport) -> Iterator[tuple[str, tuple[Offer, ...]]]:
    numbered = list(enumerate(report.repairs, start=1))
    for mends, aim in _AIMS.items():
        offers = tuple(_offer(number, one) for number, one in numbered if one.mends == mends)
        if offers:
            enough = "any one of these is enough" if len(offers) > 1 else "this is enough"
            yield f"{aim}, {enough}", offers


def _offer(number: int, repair: Repair) -> Offer:
    first, *others = repair.changes
    more = f", and {counted(len(others), 'more change')}" if others else ""
    return Offer(
        number, _as_title(first.sentence) + more, _proof(repair), tuple(_edit(one) for one in repair.changes)
    )


def _as_title(sentence: str) -> str:
    return visible(sentence[:1].upper() + sentence[1:])


def _proof(repair: Repair) -> str:
    if not repair.proven:
        return f"effort {repair.cost}, not proven in the time given"
    least = "" if repair.status == "optimal" else ", there may be a lesser effort"
    return f"effort {repair.cost}, tried out{least}"


def _edit(change: Change) -> Edit:
    quote = quote_of(change.span, SourceLines())
    return Edit(
        _as_title(change.sentence),
        quote.place if quote else "",
        tuple(visible(line.strip()) for line in change.before),
        tuple(visible(line.strip()) for line in change.after),
    )
