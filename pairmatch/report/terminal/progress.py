"""A line on stderr that lives while a solve runs, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
    """The last thing that was reported; written by any thread, read by the display's."""

    def __init__(self, label: str, glyphs: Glyphs) -> None:
        self._label = label
        self._glyphs = glyphs
        self._started = monotonic()
        self._progress: Progress | None = None
        fancy = len(glyphs.bar) > 2
        self._spinner = Spinner("dots" if fancy else "line", style="cyan")

    def take(self, progress: Progress) -> None:
        self._progress = progress

    def render(self) -> RenderableType:
        text = described(self._label, self._progress, monotonic() - self._started, self._glyphs)
        self._spinner.update(text=Text(text, no_wrap=True, overflow="crop"))
        return self._spinner


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
