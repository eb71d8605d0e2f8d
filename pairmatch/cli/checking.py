"""What `check` finds in each file, by several processes where there is much to read."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pairmatch.errors import UnreadableFile

if TYPE_CHECKING:
    from pairmatch.cohort.read import Reading
    from pairmatch.cohort.source import Source
    from pairmatch.diagnostics import Diagnostic

STDIN = Path("-")
_MUCH = 1_000_000
"""So many bytes take longer to check than a second process takes to start."""
_AT_ONCE = 8
"""Files that are handed to a process together."""


@dataclass(frozen=True)
class Checked:
    """What was found in one file."""

    name: str
    diagnostics: tuple[Diagnostic, ...] = ()
    unreadable: str = ""
    """Why it could not be opened; empty where it could."""
    source: Source | None = None
    """The text, where it cannot be read a second time."""
    beside: tuple[Path, ...] = ()
    """The calendars and scores that it names."""


@dataclass(frozen=True)
class HowToCheck:
    """What is asked of every file."""

    stdin_filename: Path | None = None
    feasible: float | None = None
    """Seconds in which a file is paired and scheduled, too; None: it is only read."""

    def name_of(self, file: Path) -> str:
        """What messages call a file."""
        return str(self.stdin_filename or "<stdin>") if file == STDIN else str(file)


def check_all(files: Sequence[Path], how: HowToCheck) -> Iterator[Checked]:
    """What is found in each file, in their order."""
    cores = _cores()
    apart = how.feasible is None and STDIN not in files and cores > 1 and _size_of(files) > _MUCH
    return _check_apart(files, how, cores) if apart else (check_file(how, file) for file in files)


def check_file(how: HowToCheck, file: Path) -> Checked:
    """What is found in one file."""
    from pairmatch.calendar.check import check_bytes
    from pairmatch.cohort.beside import named_in

    name = how.name_of(file)
    try:
        content = content_of(file)
    except UnreadableFile as error:
        return Checked(name, unreadable=str(error))
    reading = check_bytes(content, name, how.stdin_filename if file == STDIN else file)
    found = (*reading.diagnostics, *_not_served(reading, how.feasible))
    if file == STDIN:
        return Checked(name, found, source=reading.source)
    named = named_in(reading.source.data) if reading.source else ()
    return Checked(name, found, beside=tuple(file.parent / one for one in named))


def _check_apart(files: Sequence[Path], how: HowToCheck, cores: int) -> Iterator[Checked]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    start = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(start)
    workers = min(cores, len(files))
    with ProcessPoolExecutor(workers, context, initializer=_leave_interrupts_alone) as pool:
        try:
            yield from pool.map(partial(check_file, how), files, chunksize=_AT_ONCE)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts_alone() -> None:
    """Ctrl-C is for the command, which then ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    """How many cores this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size_of(files: Sequence[Path]) -> int:
    sizes = 0
    for file in files:
        with suppress(OSError):
            sizes += file.stat().st_size
    return sizes


def content_of(file: Path) -> bytes:
    """The bytes of a file; `UnreadableFile` where it cannot be opened."""
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cohort.read import bytes_of
    from pairmatch.cohort.source import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1) if file == STDIN else bytes_of(cohort_path(file))


def _not_served(reading: Reading, seconds: float | None) -> tuple[Diagnostic, ...]:
    """What a file without errors asks for and cannot have."""
    if seconds is None or reading.cohort is None:
        return ()
    from pairmatch.cohort.ignores import kept
    from pairmatch.conflicts.feasible import not_served

    return kept(reading.source, not_served(reading.cohort, time_limit=seconds))
