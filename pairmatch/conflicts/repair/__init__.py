"""The cheapest changes of the cohort file after which everything can be held, each applied and proven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pairmatch.conflicts.repair.find import repairs

__all__ = ["repairs"]


def __getattr__(name: str) -> Any:
    if name == "repairs":
        from pairmatch.conflicts.repair.find import repairs

        return repairs
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
