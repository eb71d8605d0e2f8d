"""Reads an example's README as its reader does: edits the files it says, types what it says."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from pairmatch.cli import main

LEFT_OUT = "..."
"""A line of shown output that stands for any lines, or none."""

_FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what follows that on the fence, and its lines."""

    language: str
    about: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """A command of a `console` block, and the lines shown to come back."""

    command: str
    shown: tuple[str, ...]


def blocks(readme: str) -> list[Block]:
    """The fenced blocks of a README that name a language, in order."""
    return [
        Block(language, about, tuple(body.splitlines())) for language, about, body in _FENCE.findall(readme)
    ]


def typed(block: Block) -> Iterator[Typed]:
    """The commands of a `console` block."""
    starts = [at for at, line in enumerate(block.lines) if line.startswith("$ ")]
    if starts[:1] != [0]:
        raise ValueError(f"a console block starts with a command, not with {block.lines[:1]}")
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        yield Typed(block.lines[start][2:], block.lines[start + 1 : end])


def edit(folder: Path, block: Block) -> None:
    """Do what a `diff` block shows to the file that its fence names."""
    path = folder / block.about
    text = path.read_text("utf-8")
    old, new = _side(block.lines, "-"), _side(block.lines, "+")
    if text.count(old) != 1:
        raise ValueError(f"{block.about} holds these lines {text.count(old)} times, not once:\n{old}")
    path.write_text(text.replace(old, new), "utf-8")


def _side(lines: Sequence[str], sign: str) -> str:
    return "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", sign))


class Terminal:
    """A terminal in a folder: what a command prints, on stdout or stderr, in the order it appears."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._code = 0

    def __call__(self, command: str) -> list[str]:
        """The lines that a command prints, without spaces at their ends, or blank lines at its end."""
        if command == "echo $?":
            return [str(self._code)]
        program, *arguments = shlex.split(command)
        if program == "pairmatch":
            printed = self._pairmatch(arguments)
        elif program in ("python", "sh"):
            printed = self._apart(sys.executable if program == "python" else program, arguments)
        else:
            raise ValueError(f"not a command that examples may use: {command}")
        return [line.rstrip() for line in printed.rstrip().splitlines()]

    def _pairmatch(self, arguments: Sequence[str]) -> str:
        """Run here, which is quick and keeps stdout and stderr in order."""
        both = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with redirect_stdout(both), redirect_stderr(both):
            self._code = main(list(arguments))
        both.seek(0)
        return both.read()

    def _apart(self, program: str, arguments: Sequence[str]) -> str:
        done = subprocess.run(
            [program, *arguments],
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        self._code = done.returncode
        return done.stdout


def agrees(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the lines are the same, a lone `...` standing for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == LEFT_OUT else f"{re.escape(line)}\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None
