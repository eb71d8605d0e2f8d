"""Files that a cohort file names: they lie in its folder or below, so that the folder can be moved."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Any


def lies_outside(name: str, folder: Path | None) -> bool:
    """Whether the path `name`, written in a cohort file, leads out of that file's folder.

    Parameters
    ----------
    name
        The path as written; one with a root or a drive always leads out.
    folder
        The folder of the cohort file; None: go by the steps of the path alone.
    """
    steps = PureWindowsPath(name)  # takes both kinds of slash, so that a file means the same everywhere
    if steps.anchor:
        return True
    if folder is None:
        return posixpath.normpath(steps.as_posix()).split("/")[0] == ".."
    try:
        home = folder.resolve()
        return not all((home / path).resolve().is_relative_to(home) for path in (name, steps.as_posix()))
    except (OSError, ValueError, RuntimeError):  # a null character, or links that go round in a circle
        return True


def named_in(data: Any) -> Iterator[str]:
    """The files that the plain data of a cohort file names: calendars, and a file of scores."""
    if isinstance(data, list):
        for one in data:
            yield from named_in(one)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in ("calendar", "scores") and isinstance(value, str):
                yield value
            else:
                yield from named_in(value)
