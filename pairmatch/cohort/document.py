"""What the documents that pairmatch writes have in common: their head, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pairmatch.cohort import faults
from pairmatch.cohort.model import Model
from pairmatch.cohort.read import bytes_of
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Source, parse
from pairmatch.diagnostics import Diagnostic, Severity, Span
from pairmatch.errors import CohortError

Document = TypeVar("Document", bound=Model)


class Made(Model):
    """Enough to make the document again: no clock, no path of a machine."""

    pairmatch: str
    """The version that made it."""
    options: Mapping[str, Any] = {}
    """The options it was made with, where they differ from the defaults."""


class CohortStamp(Model):
    """The cohort file that a document was made from."""

    file: str
    """Its name, without a folder."""
    sha256: str
    """Of its bytes, and of the scores and calendar files that it names."""

    @classmethod
    def of(cls, cohort: Cohort) -> CohortStamp:
        """The stamp of a cohort."""
        return cls(file=cohort.file_name, sha256=cohort.sha256)


def read_document(path: Path, model: type[Document]) -> tuple[Document, Source]:
    """Read one of our documents, and where each of its values stands.

    Raises
    ------
    UnreadableFile
        When the file cannot be opened.
    CohortError
        When it is not such a document; the error carries every fault with its place.
    """
    source = parse(bytes_of(path), str(path))
    if not isinstance(source.data, dict):
        span = Span(str(path), 1, 1, 1, 2)
        message = "this is not a document that pairmatch writes"
        raise CohortError([Diagnostic("PM009", Severity.ERROR, message, span)])
    try:
        return model.model_validate(source.data), source
    except ValidationError as error:
        raise CohortError(faults.diagnose(error, source, model)) from None
