"""Options of a function that not every version of it has."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any


def accepted(function: Callable[..., Any], **options: Any) -> dict[str, Any]:
    """Those of the options that the function has a parameter for."""
    return {name: value for name, value in options.items() if name in signature(function).parameters}
