"""Reading a pairs or rota document of whichever kind it is, and finding the cohort file it names."""

from __future__ import annotations

from pathlib import Path

from pairmatch.cli.cohort_file import refuse_irregular
from pairmatch.cohort.document import read_document
from pairmatch.cohort.read import bytes_of
from pairmatch.cohort.source import Source, parse
from pairmatch.diagnostics import Diagnostic, Severity, Span
from pairmatch.errors import CohortError
from pairmatch.matching.pairing import Pairing
from pairmatch.report.document import sealed
from pairmatch.rota.rota import Rota


def read_any(file: Path) -> tuple[Pairing | Rota, Source]:
    """The document, told by its keys to be a pairing or a rota, and where each of its values stands.

    Raises
    ------
    UnreadableFile
        When the file cannot be opened.
    CohortError
        When it is neither, or has faults.
    """
    refuse_irregular(file)
    data = parse(bytes_of(file), str(file)).data
    if isinstance(data, dict) and "sessions" in data:
        return read_document(file, Rota)
    if isinstance(data, dict) and "pairs" in data and "programme" not in data:
        return read_document(file, Pairing)
    span = Span(str(file), 1, 1, 1, 2)
    message = "neither a pairing nor a rota: it has no `pairs` and no `sessions`"
    advice = f"`pairmatch check {file}` checks a cohort file"
    raise CohortError([Diagnostic("PM009", Severity.ERROR, message, span, advice)])


def is_edited(file: Path) -> bool:
    """Whether someone changed a document after pairmatch wrote it; one without a seal is taken as it is."""
    return sealed(file.read_bytes().decode("utf-8", "surrogateescape")) is False


def cohort_beside(file: Path, document: Pairing | Rota) -> Path | None:
    """The cohort file that the document names; only ever one in the document's own folder."""
    name = document.cohort.file
    beside = file.parent / Path(name).name
    return beside if name and Path(name).name == name and beside.is_file() else None
