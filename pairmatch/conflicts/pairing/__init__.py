"""Why people have no partner, or why there is no pairing at all; and what would make room for them.

Loaded when they are first asked for, because they bring OR-Tools with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pairmatch.conflicts.pairing.find import pairing_conflicts
    from pairmatch.conflicts.pairing.repairs import pairing_repairs

__all__ = ["pairing_conflicts", "pairing_repairs"]


def __getattr__(name: str) -> Any:
    if name == "pairing_conflicts":
        from pairmatch.conflicts.pairing.find import pairing_conflicts

        return pairing_conflicts
    if name == "pairing_repairs":
        from pairmatch.conflicts.pairing.repairs import pairing_repairs

        return pairing_repairs
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
