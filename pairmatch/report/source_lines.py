"""The lines that diagnostics quote: from a text already read, else from the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pairmatch.cohort.source import MAX_BYTES, Source

_LINE_BREAK = re.compile("\r\n|[\r\n]")  # as an editor counts lines, whatever else Unicode calls a break


class SourceLines:
    """Lines by file name and number. A file that cannot be read has none."""

    def __init__(self, sources: Iterable[Source | None] = ()) -> None:
        self._files: dict[str, list[str]] = {source.name: source.lines for source in sources if source}

    def line(self, file: str, number: int) -> str | None:
        """The text of line `number`, counted from 1, or None where there is no such line."""
        lines = self._files.get(file)
        if lines is None:
            lines = self._files[file] = _read(file)
        return lines[number - 1] if 0 < number <= len(lines) else None


def _read(file: str) -> list[str]:
    try:
        with Path(file).open("rb") as stream:
            content = stream.read(MAX_BYTES)
    except (OSError, ValueError):
        return []
    return _LINE_BREAK.split(content.decode("utf-8-sig", "replace"))
