"""Other programs that the tables compare with: what the `bench` extra installs, looked up when asked for."""

from __future__ import annotations

import warnings
from importlib import import_module
from importlib.metadata import version
from typing import Any


def peer(name: str) -> Any:
    """A module of another program; what it warns of while it loads is its own affair.

    Raises
    ------
    ModuleNotFoundError
        When it is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)


def versions(*distributions: str) -> str:
    """A line for below a table: the programs measured, with their versions."""
    return ", ".join(f"{name} {version(name)}" for name in distributions)
