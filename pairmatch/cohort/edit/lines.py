"""What an edit makes of the lines of a file."""

from __future__ import annotations

import difflib

from pairmatch.cohort.source import split_lines


def lines_changed(before: str, after: str) -> tuple[list[str], list[str], int]:
    """The lines that differ between two texts, from the first to the last.

    Parameters
    ----------
    before, after
        The texts.

    Returns
    -------
    tuple
        The lines as they were, the lines as they are, and the number of the first, counted from 1. The
        lines as they were are none where some are only put in, before the line of that number.
    """
    old, new = split_lines(before), split_lines(after)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    same = 0
    while same < min(len(old), len(new)) - first and old[-1 - same] == new[-1 - same]:
        same += 1
    return old[first : len(old) - same], new[first : len(new) - same], first + 1


def unified(before: str, after: str, name: str) -> str:
    """The difference of two texts of the file `name`, as `diff -u` and git write it."""
    lines = difflib.unified_diff(split_lines(before), split_lines(after), name, name, lineterm="")
    return "".join(f"{line}\n" for line in lines)
