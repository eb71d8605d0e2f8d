"""Why not everything can be held, and what would make room for it: facts, cores and cheapest changes.

The model and the search are loaded when they are first asked for, because they bring OR-Tools with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pairmatch.conflicts.rota.find import rota_conflicts
    from pairmatch.conflicts.rota.model import FactModel

__all__ = ["FactModel", "rota_conflicts"]


def __getattr__(name: str) -> Any:
    if name == "rota_conflicts":
        from pairmatch.conflicts.rota.find import rota_conflicts

        return rota_conflicts
    if name == "FactModel":
        from pairmatch.conflicts.rota.model import FactModel

        return FactModel
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
