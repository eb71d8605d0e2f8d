"""The outermost layer: whatever happens below becomes one message and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, TextIO

from pairmatch.errors import CohortError, PairmatchError

INTERRUPTED = 130
DEFECT = 70
_TAKES_NOTHING = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG)


class UnwritableOutput(PairmatchError):
    """Stdout takes nothing, as on a full disk."""

    exit_code = 2


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
    except OSError as error:
        code = _say_os_error(error)
    except Exception as error:
        _say_defect(error)
        code = DEFECT
    return _flushed(code)


def _run(arguments: Sequence[str] | None) -> int:
    from pairmatch.cli.app import app

    try:
        app(args=None if arguments is None else list(arguments), prog_name="pairmatch")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _open_closed_streams() -> None:
    """Give a program that was started without stdout or stderr a stream: one fails, the other takes all."""
    if sys.stdout is None:
        descriptor = os.open(os.devnull, os.O_RDONLY)  # a write to it fails as one to a full disk does
        sys.stdout = open(descriptor, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


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


def _say_os_error(error: OSError) -> int:
    """What to say of an error of the system: of stdout where help could not be printed, else a defect."""
    if error.filename is not None or error.errno not in _TAKES_NOTHING:
        _say_defect(error)
        return DEFECT
    failure = unwritable(sys.stdout, error)
    _say(failure)
    return failure.exit_code


def _flushed(code: int) -> int:
    """The exit code once everything is out: another where stdout did not take it."""
    failure = _failure_of_stdout()
    if failure is not None:
        _say(failure)
        code = failure.exit_code
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        send_to_nowhere(sys.stderr)
    return code


def _failure_of_stdout() -> UnwritableOutput | None:
    try:
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        send_to_nowhere(sys.stdout)
    except OSError as error:
        return unwritable(sys.stdout, error)
    return None


def unwritable(stream: IO[str], error: OSError) -> UnwritableOutput:
    """Let go of a stream that takes nothing, and what to say of it."""
    send_to_nowhere(stream)
    why = "it is closed" if error.errno == errno.EBADF else error.strerror or str(error)
    return UnwritableOutput(f"stdout cannot be written: {why}")


def send_to_nowhere(stream: IO[str]) -> None:
    """Let go of a pipe that nobody reads any more, without a complaint at the end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
