"""Running a solve: its progress shown, and Ctrl-C made to end it with what was found so far.

The solve runs in a thread of its own, because Python hears a signal in the main thread only,
and not while that one is inside a solver.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from types import FrameType
from typing import Generic, TypeVar

from pairmatch.cli.run import INTERRUPTED
from pairmatch.cli.screen import Screen
from pairmatch.errors import NoAnswerInTime, PairmatchError
from pairmatch.progress import OnProgress, Stop
from pairmatch.report.terminal.progress import live_progress

Result = TypeVar("Result")
Engine = Callable[[OnProgress | None, Stop], Result]

_SHOW_CURSOR = b"\x1b[?25h"
_MOMENT = 0.1


class OnStop(StrEnum):
    """What Ctrl-C leaves of what is being worked out."""

    KEPT = "the best found so far will be kept"
    TOLD = "there may be no answer, or not a complete one"


class Interrupted(PairmatchError):
    """Ctrl-C came before there was anything to keep."""

    exit_code = INTERRUPTED


@dataclass(frozen=True)
class Solved(Generic[Result]):
    """What a solve gave, and whether it was cut short by Ctrl-C."""

    result: Result
    interrupted: bool


def solve(
    screen: Screen, label: str, engine: Engine[Result], time_limit: float, on_stop: OnStop
) -> Solved[Result]:
    """Run an engine to its end, or to the first Ctrl-C; a second one quits the program at once.

    Raises
    ------
    NoAnswerInTime
        When the time limit passed before it had found anything.
    Interrupted
        When it was stopped before it had found anything.
    """
    stop = Stop()
    try:
        with (
            live_progress(screen.err, label, quiet=screen.quiet) as on_progress,
            _interruptible(stop, screen, on_stop),
        ):
            result = _in_a_thread(lambda: engine(on_progress, stop))
    except NoAnswerInTime:
        if stop.requested:
            raise Interrupted("interrupted before there was any answer") from None
        within = f"within the {time_limit:g} s of --time-limit"
        raise NoAnswerInTime(f"no {label} was found {within}; allow more") from None
    return Solved(result, stop.requested)


@contextmanager
def _interruptible(stop: Stop, screen: Screen, on_stop: OnStop) -> Iterator[None]:
    """Within the block, Ctrl-C asks for a stop, and a second one ends the program."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_signal(signum: int, frame: FrameType | None) -> None:
        if stop.requested:
            _quit(screen)
        stop.request()
        screen.note(f"stopping: {on_stop}; Ctrl-C again quits at once")

    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _quit(screen: Screen) -> None:
    """End without waiting for the solver's threads, which cannot be stopped from outside."""
    if screen.err.is_terminal:
        os.write(2, _SHOW_CURSOR)
    os._exit(INTERRUPTED)


def _in_a_thread(work: Callable[[], Result]) -> Result:
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, name="solve", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_MOMENT)
    if errors:
        raise errors[0]
    return results[0]
