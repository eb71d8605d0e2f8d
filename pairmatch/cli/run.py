"""The outermost layer: whatever happens below becomes one message and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from pairmatch.errors import CohortError, PairmatchError

INTERRUPTED = 130
DEFECT = 70


def run(arguments: Sequence[str] | None) -> int:
    """Run a command, and turn every error into a message on stderr and a code."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    try:
        code = _run(arguments)
    except PairmatchError as error:
        _say(error)
        code = error.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = 0
    except Exception as error:
        _say_defect(error)
        code = DEFECT
    for stream in (sys.stdout, sys.stderr):
        _flush(stream)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    from pairmatch.cli.app import app

    try:
        app(args=None if arguments is None else list(arguments), prog_name="pairmatch")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _open_closed_streams() -> None:
    """Give a program that was started with stdout or stderr closed something to write to."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def _never_fail_to_encode(stream: TextIO) -> None:
    """Let a character that the terminal's encoding lacks come out as a question mark."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        with suppress(OSError, ValueError):
            reconfigure(errors="replace")


def _say(error: PairmatchError) -> None:
    from pairmatch.cli.screen import screen_for

    screen = screen_for()
    if isinstance(error, CohortError):
        screen.diagnose(error.diagnostics)
    else:
        screen.error(str(error))


def _say_defect(error: Exception) -> None:
    from pairmatch.report.visible import visible

    print(f"error: a defect of pairmatch: {type(error).__name__}: {visible(str(error))}", file=sys.stderr)
    if os.environ.get("PAIRMATCH_DEBUG") == "1":
        traceback.print_exception(error)
    else:
        print("Please report it; PAIRMATCH_DEBUG=1 shows where it happened.", file=sys.stderr)


def _flush(stream: TextIO) -> None:
    try:
        stream.flush()
    except (BrokenPipeError, ValueError):
        send_to_nowhere(stream)


def send_to_nowhere(stream: TextIO) -> None:
    """Let go of a pipe that nobody reads any more, without a complaint at the end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
