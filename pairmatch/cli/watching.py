"""`check --watch`: the same look again whenever a file has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pairmatch.cli.screen import Screen
from pairmatch.errors import WrongUsage
from pairmatch.report.words import counted

_SECONDS = 0.3
"""Between two looks at the clock of the files; an editor that writes in two steps takes less."""
_COARSE = 50_000_000
"""Nanoseconds by which the clock of a file system may lag behind; a look begins later after a change."""

Stamps = Mapping[Path, tuple[int, int] | None]
"""When a file was written and its size; None where it is not there."""


@dataclass(frozen=True)
class Looked:
    """What one look came to."""

    code: int
    files: Sequence[Path]
    beside: Sequence[Path]
    """Calendars and scores that the files name."""


def follow(screen: Screen, look: Callable[[], Looked]) -> None:
    """Look, and again whenever a file was written, put in or taken out, until Ctrl-C."""
    with suppress(KeyboardInterrupt):
        while True:
            if screen.out.is_terminal:
                screen.out.clear()
            since = time.time_ns() - _COARSE
            files = _looked(screen, look)
            screen.note(f"watching {counted(len(files), 'file')}; Ctrl-C ends")
            _wait_for_change([*files, *dict.fromkeys(file.parent for file in files)], since)


def _looked(screen: Screen, look: Callable[[], Looked]) -> Sequence[Path]:
    """Look once, and return the files of which a change matters."""
    try:
        looked = look()
    except WrongUsage as error:  # the last file of a folder is gone, and may come back
        screen.error(str(error))
        return [Path("cohorts")]
    return list(dict.fromkeys([*looked.files, *looked.beside]))


def _wait_for_change(watched: Sequence[Path], since: int) -> None:
    """Return once something has changed and has been still for a while.

    What was written while it was looked at counts as changed, too; a clock that runs ahead does not.
    """
    before = now = _stamps(watched)
    written = any(stamp and since < stamp[0] <= time.time_ns() for stamp in before.values())
    while not written and (now := _stamps(watched)) == before:
        time.sleep(_SECONDS)
    while True:
        time.sleep(_SECONDS)
        later = _stamps(watched)
        if later == now:
            return
        now = later


def _stamps(watched: Iterable[Path]) -> Stamps:
    return {path: _stamp(path) for path in watched}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):  # a name with a null character
        return None
    return status.st_mtime_ns, status.st_size
