"""The bytes of a cohort file → the same with everything mended of which there is no doubt."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pairmatch.cohort.fix.dates import with_sorted_dates
from pairmatch.cohort.fix.tabs import without_tabs
from pairmatch.cohort.fix.words import with_words
from pairmatch.cohort.read import Reading, read_bytes
from pairmatch.cohort.scalars import as_written
from pairmatch.diagnostics import Fix, plain

_ROUNDS = 10
"""A fault hides others, so that mending goes on until nothing is left to mend; no file needs so many."""


def fixed(content: bytes, name: str, path: Path | None = None) -> bytes:
    """Mend capitals and underscores in ids, names and fields, tabs, and the order of dates.

    Parameters
    ----------
    content
        The bytes of a cohort file, with or without a byte-order mark, with any line ends.
    name
        What messages call the file.
    path
        Where it lies, for the files beside it.

    Returns
    -------
    bytes
        The bytes with every comment and all that is not mended as it was; the same bytes where there is
        nothing to mend, and where the file is no UTF-8 text.
    """
    for _ in range(_ROUNDS):
        after = _once(content, read_bytes(content, name, path))
        if after == content:
            break
        content = after
    return content


def _once(content: bytes, reading: Reading) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content
    bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    if reading.source is None:
        return bom + without_tabs(text).encode()
    fixes = list(_unambiguous(reading))
    after = with_words(text, fixes) if fixes else with_sorted_dates(text)
    return bom + after.encode()


def _unambiguous(reading: Reading) -> Iterator[Fix]:
    """The fixes but those after which two things that have different ids would have the same."""
    spellings: dict[str, set[str]] = {}
    for written in _ids(reading.source.data if reading.source else None):
        spellings.setdefault(plain(written), set()).add(written)
    for one in reading.diagnostics:
        if one.fix and len(spellings.get(plain(one.fix.new), ())) <= 1:
            yield one.fix


def _ids(data: Any) -> Iterator[str]:
    """The value of every `id`."""
    if isinstance(data, list):
        for one in data:
            yield from _ids(one)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "id":
                yield str(as_written(value))
            yield from _ids(value)
