"""What has to be held, the scheduling model, and its result → `Rota`.

An older rota that is made again: `keep` (`past`, `pins`, `moved`), in the model `disturbance` and
`old_plan`. What differs between two rotas: `changes`, by `attendance`, `matched` and `runs_changed`.

`schedule` is loaded when it is first asked for, because it brings OR-Tools with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairmatch.rota.keep import Keep
from pairmatch.rota.rota import Rota

if TYPE_CHECKING:
    from pairmatch.rota.solve import schedule

__all__ = ["Keep", "Rota", "schedule"]


def __getattr__(name: str) -> Any:
    if name == "schedule":
        from pairmatch.rota.solve import schedule

        return schedule
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
