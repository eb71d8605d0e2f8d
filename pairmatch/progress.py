"""How a long computation tells of itself, and how it is asked to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True)
class Progress:
    """What is known of a solve at one moment."""

    stage: str
    """What is being decided, as `fewest missed sessions`."""
    best: int | None
    """The objective of the best answer so far; None before the first."""
    bound: int | None
    """No answer is better than this; None before there is a bound."""
    seconds: float
    """Since the computation began."""

    @property
    def gap(self) -> float | None:
        """How far the best may be from the optimum, as a share of the best; None before both are known."""
        if self.best is None or self.bound is None:
            return None
        return abs(self.best - self.bound) / max(1, abs(self.best))


OnProgress = Callable[[Progress], None]
"""Called from time to time, from any thread; it must be quick."""


class Stop:
    """A request to stop soon and keep the best answer found so far."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def request(self) -> None:
        """Ask for the stop; safe from any thread and from a signal handler."""
        self._event.set()

    @property
    def requested(self) -> bool:
        """Whether the stop was asked for."""
        return self._event.is_set()


class Watch:
    """The time that is left, whom to tell of progress, and whether a stop was asked for."""

    def __init__(self, time_limit: float, on_progress: OnProgress | None, stop: Stop | None) -> None:
        self._start = monotonic()
        self._time_limit = time_limit
        self._on_progress = on_progress
        self._stop = stop

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return monotonic() - self._start

    @property
    def left(self) -> float:
        """Seconds that may still be used; 0 once a stop was asked for."""
        return 0.0 if self.stopped else max(0.0, self._time_limit - self.seconds)

    def within(self, seconds: float) -> Watch:
        """The same watch for something that may take only so many seconds of what is left."""
        part = copy(self)
        part._time_limit = min(self._time_limit, self.seconds + seconds)
        return part

    @property
    def stopped(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop is not None and self._stop.requested

    def tell(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """Pass on what is known."""
        if self._on_progress:
            self._on_progress(Progress(stage, best, bound, self.seconds))
