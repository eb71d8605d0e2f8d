"""The progress line: alive on a terminal, and not there at all anywhere else."""

from __future__ import annotations

import io

from rich.console import Console

from pairmatch.progress import Progress
from pairmatch.report.glyphs import FANCY, PLAIN
from pairmatch.report.terminal.progress import best_of, described, live_progress


def test_nothing_when_stderr_is_not_a_terminal() -> None:
    """When piped, there is no callback and not a byte."""
    stream = io.StringIO()
    with live_progress(Console(file=stream, force_terminal=False), "rota") as on_progress:
        assert on_progress is None
    assert stream.getvalue() == ""


def test_nothing_when_quiet() -> None:
    """With --quiet a terminal gets nothing either."""
    stream = io.StringIO()
    with live_progress(Console(file=stream, force_terminal=True), "rota", quiet=True) as on_progress:
        assert on_progress is None
    assert stream.getvalue() == ""


def test_a_terminal_sees_stage_best_bound_and_gap() -> None:
    """What was reported last is on the screen, and the line is taken away at the end."""
    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=True, width=100, legacy_windows=False, _environ={"TERM": "xterm"}
    )
    with live_progress(console, "rota") as on_progress:
        assert on_progress is not None
        on_progress(Progress("least cost", 41, 39, 3.2))
    assert "rota: least cost" in stream.getvalue()
    assert "best 41" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")


def test_what_is_not_known_is_left_out() -> None:
    """Before there is a best or a bound, the line does without."""
    assert described("rota", None, 2, FANCY) == "rota · 2 s"
    assert described("rota", Progress("s", None, 7, 0), 2, PLAIN) == "rota: s . bound 7 . 2 s"
    assert (
        described("rota", Progress("s", 41, 39, 0), 2, FANCY)
        == "rota: s · best 41 · bound 39 · gap 4.9% · 2 s"
    )


def test_a_bound_never_gets_worse_within_a_stage() -> None:
    """A search that starts afresh in the same stage takes back neither its bound nor its best."""
    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=True, width=100, legacy_windows=False, _environ={"TERM": "xterm"}
    )
    with live_progress(console, "rota") as on_progress:
        assert on_progress is not None
        on_progress(Progress("least cost", 41, 39, 1))
        on_progress(Progress("fewest missed", 3, 1, 2))
        on_progress(Progress("least cost", 45, 30, 3))
    assert "rota: least cost · best 41 · bound 39" in stream.getvalue()
    assert "bound 30" not in stream.getvalue()


def test_the_better_is_the_greater_where_the_bound_is_above() -> None:
    """Where more is better, the greatest answer and the lowest bound are kept; what is unknown stays."""
    assert best_of(Progress("s", 5, 9, 1), Progress("s", 4, 12, 2)) == Progress("s", 5, 9, 2)
    assert best_of(Progress("s", None, 3, 1), Progress("s", 8, None, 2)) == Progress("s", 8, 3, 2)
    assert best_of(Progress("s", None, None, 1), Progress("s", None, None, 2)) == Progress("s", None, None, 2)
