"""What a process of its own is started with."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
_UNSET = ("PAIRMATCH_COHORT", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")


def environment_with(**more: str) -> dict[str, str]:
    """An environment in which this tree is imported, and nothing else of ours is set.

    Modules are kept compiled, as they are wherever pairmatch is installed.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **more}
