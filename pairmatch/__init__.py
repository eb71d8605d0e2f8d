"""pairmatch: doctors and managers paired, and their programme scheduled.

Everything is loaded when it is first asked for, so that `import pairmatch` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching import match
    from pairmatch.rota import schedule

    __version__: str

__all__ = ["Cohort", "__version__", "match", "schedule"]

_HOME = {"Cohort": "pairmatch.cohort.schema", "match": "pairmatch.matching", "schedule": "pairmatch.rota"}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("pairmatch.version").version()
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
