"""How a long computation tells of itself, and how it is asked to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


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
