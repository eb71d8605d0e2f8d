"""What a pairing may have to keep beside places and locks, and how a search for one can end early."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Conditions:
    """What a pairing must keep beside the places and the locks."""

    stable: bool = False
    fewest_kept: int = 0
    """Old pairs that must stay, at least."""


class Impossible(Exception):
    """No pairing meets the conditions."""


class OutOfTime(Exception):
    """The time ended before a level was proven."""
