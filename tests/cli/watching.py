"""A command that runs with `--watch` until it is ended, and what it prints."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

from tests.environment import environment_with

WAITS = "; Ctrl-C ends\n"
"""With what the line ends that says that a command waits for a change."""


def _hear_ctrl_c() -> None:
    """Undo what a shell does to the commands that it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watching:
    """`pairmatch COMMAND --watch`, in a process of its own."""

    def __init__(self, folder: Path, command: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pairmatch", command, "--watch", *arguments],
            cwd=folder,
            env=environment_with(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=None if sys.platform == "win32" else _hear_ctrl_c,
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def look(self, until: str = "") -> str:
        """What it prints up to some words, and on to the line that says it waits."""
        told = ""
        while until not in told or not told.endswith(WAITS):
            told += self._lines.get(timeout=60)
        return told

    def end(self) -> None:
        """Leave nothing running and nothing open."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
