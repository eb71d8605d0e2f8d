"""A line on stderr that lives while a solve runs, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from time import monotonic

from rich.console import Console, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from pairmatch.progress import OnProgress, Progress
from pairmatch.report.glyphs import Glyphs, glyphs_for
from pairmatch.report.visible import visible
from pairmatch.report.words import percent

_A_SECOND = 8


@contextmanager
def live_progress(console: Console, label: str, *, quiet: bool = False) -> Iterator[OnProgress | None]:
    """Show what a solve reports for as long as the block runs.

    Gives the callback to hand to the solve; None, and nothing is ever printed, when `console` is
    not a terminal or `quiet` is set.
    """
    if quiet or not console.is_terminal or console.is_dumb_terminal:
        yield None
        return
    shown = _Latest(label, glyphs_for(console.encoding))
    with Live(get_renderable=shown.render, console=console, transient=True, refresh_per_second=_A_SECOND):
        yield shown.take


class _Latest:
    """The last stage that was reported, with the best known of it; written by any thread."""

    def __init__(self, label: str, glyphs: Glyphs) -> None:
        self._label = label
        self._glyphs = glyphs
        self._started = monotonic()
        self._progress: Progress | None = None
        self._stages: dict[str, Progress] = {}
        self._lock = Lock()
        fancy = len(glyphs.bar) > 2
        self._spinner = Spinner("dots" if fancy else "line", style="cyan")

    def take(self, progress: Progress) -> None:
        with self._lock:
            before = self._stages.get(progress.stage)
            now = best_of(before, progress) if before else progress
            self._stages[progress.stage] = self._progress = now

    def render(self) -> RenderableType:
        text = described(self._label, self._progress, monotonic() - self._started, self._glyphs)
        self._spinner.update(text=Text(text, no_wrap=True, overflow="crop"))
        return self._spinner


def best_of(before: Progress, now: Progress) -> Progress:
    """What two reports of one stage say together: a search that starts afresh forgets nothing.

    Less is better, unless a bound above an answer shows that more is.
    """
    more_is_better = any(
        one.best is not None and one.bound is not None and one.bound > one.best for one in (before, now)
    )
    better, tighter = (max, min) if more_is_better else (min, max)
    return replace(
        now,
        best=better((one.best for one in (before, now) if one.best is not None), default=None),
        bound=tighter((one.bound for one in (before, now) if one.bound is not None), default=None),
    )


def described(label: str, progress: Progress | None, seconds: float, glyphs: Glyphs) -> str:
    """One line: what is being decided, the best, the bound, the gap, the seconds."""
    parts = [visible(label if progress is None else f"{label}: {progress.stage}")]
    if progress is not None:
        if progress.best is not None:
            parts.append(f"best {progress.best:,}")
        if progress.bound is not None:
            parts.append(f"bound {progress.bound:,}")
        if progress.gap is not None:
            parts.append(f"gap {percent(progress.gap)}")
    parts.append(f"{seconds:.0f} s")
    return f" {glyphs.dot} ".join(parts)
