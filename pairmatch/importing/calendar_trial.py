"""Checking what an import would write before anything is written, and then writing all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.beside import lies_outside, named_in
from pairmatch.cohort.read import Reading
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Diagnostic, Span
from pairmatch.errors import CohortError, UnreadableFile
from pairmatch.report.files import write_whole
from pairmatch.report.written import MEMORY, written


def tried(path: Path, text: str, files: Mapping[Path, bytes]) -> Reading:
    """What `check` would say of a cohort file that has another text, and other files beside it.

    Nothing is written beside it: the files that it names are looked at as copies in a folder of their own.

    Parameters
    ----------
    path
        The cohort file; diagnostics name it.
    text
        What it would hold.
    files
        New files, in its folder or below.
    """
    content = text.encode()
    with TemporaryDirectory(prefix="pairmatch-") as name:
        folder = Path(name).resolve()
        _copy_named(content, path.parent, folder)
        for one, bytes_of in files.items():
            target = folder / one.relative_to(path.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bytes_of)
        reading = check_bytes(content, str(path), folder / path.name)
        found = tuple(_at_home(one, folder, path.parent) for one in reading.diagnostics)
    return Reading(reading.source, reading.cohort, found)


def _copy_named(content: bytes, home: Path, folder: Path) -> None:
    """Copy the files that the cohort file names; one that is not there, or may not be, is left out."""
    try:
        data = parse(content, "").data
    except CohortError:
        return
    for name in set(named_in(data)):
        source = home / name.replace("\\", "/")
        if not lies_outside(name, home) and source.is_file():
            target = folder / name.replace("\\", "/")
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(source, target)


def _at_home(one: Diagnostic, folder: Path, home: Path) -> Diagnostic:
    """The diagnostic with the places of copies named as those of the files themselves."""
    notes = tuple(replace(note, span=_span_at_home(note.span, folder, home)) for note in one.notes)
    message = one.message.replace(str(folder), str(home))
    return replace(one, message=message, span=_span_at_home(one.span, folder, home), notes=notes)


def _span_at_home(span: Span | None, folder: Path, home: Path) -> Span | None:
    if span is None or not Path(span.file).is_relative_to(folder):
        return span
    return replace(span, file=str(home / Path(span.file).relative_to(folder)))


def write_all(path: Path, before: bytes, text: str, files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write the calendar files and the cohort file; where one cannot be, all stay as they were.

    Raises
    ------
    UnreadableFile
        When a file is not pairmatch's, cannot be written, or the cohort file was changed meanwhile.
    """
    if path.read_bytes() != before:
        raise UnreadableFile(f"{path} was changed while this ran; nothing was written")
    with _or_as_before([*files, *{one.parent / MEMORY for one in files}]):
        if files:
            written(files, force=force)
        if text.encode() != before:
            write_whole(path, text)


@contextmanager
def _or_as_before(paths: list[Path]) -> Iterator[None]:
    """Put the files back as they were where anything goes wrong."""
    old = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in old.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, content)
        raise
