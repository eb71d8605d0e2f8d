"""The options that a pairing was made with: readable, and kept."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.diagnostics import Diagnostic
from pairmatch.verify.partners import PairingUnderCheck


def options_readable(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Each option that decides which pairings compete has a value that says so."""
    for name in check.asked.unreadable:
        yield check.places.fault("PM420", f"`{name}` cannot be read", ("made", "options", name))


def changes_at_most(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Of the old pairs that could still be, no more are given up than was allowed."""
    most = check.asked.changes
    if most is None:
        return
    gone = [pair for pair in sorted(check.asked.old) if pair not in check.present and check.could_be(*pair)]
    if len(gone) > most:
        message = f"{len(gone)} old pairs are given up, and at most {most} could be: {' and '.join(gone[0])}"
        yield check.places.fault("PM419", message, ("pairs",))
