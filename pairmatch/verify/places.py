"""Makes the diagnostics of a re-check: the place in the document, and that of the broken rule."""

from __future__ import annotations

from dataclasses import dataclass

from pairmatch.cohort.document import CohortStamp
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Loc, Source
from pairmatch.diagnostics import Diagnostic, Note, Severity


@dataclass(frozen=True)
class Places:
    """Where the values of a document and of its cohort stand."""

    cohort: Cohort
    source: Source | None
    """The text of the document, where it was read from a file."""

    def fault(self, code: str, message: str, at: Loc, *notes: Note) -> Diagnostic:
        """An error at a place of the document."""
        span = self.source.span(at) if self.source else None
        return Diagnostic(code, Severity.ERROR, message, span, None, notes)

    def warning(self, code: str, message: str, *at: str | int) -> Diagnostic:
        """A warning at the key of a value of the document."""
        span = self.source.key_span(at) if self.source else None
        return Diagnostic(code, Severity.WARNING, message, span)

    def note(self, message: str, *loc: str | int) -> Note:
        """A second place: that of a value of the cohort file."""
        return Note(message, self.cohort.span(*loc))

    def person_note(self, message: str, person: str, *below: str | int) -> Note:
        """A second place: that of a person, or of a field of the person's."""
        return Note(message, self.cohort.person_span(person, *below))

    def stale(self, code: str, stamp: CohortStamp) -> tuple[Diagnostic, ...]:
        """A document is made from the cohort file as it is now, byte for byte."""
        if stamp.sha256 == self.cohort.sha256:
            return ()
        span = self.source.span(("cohort", "file")) if self.source else None
        message = f"this was made from another version of {stamp.file}"
        advice = "make it again, so that it speaks of the file as it is now"
        return (Diagnostic(code, Severity.WARNING, message, span, advice),)


def position(ids: list[str], wanted: str) -> int:
    """Where an id stands in a list of the cohort file; 0 where it does not."""
    return ids.index(wanted) if wanted in ids else 0
