"""Lines indented by tabs, which YAML does not allow."""

from __future__ import annotations

import re
from typing import Any

from pairmatch.cohort.source import parse
from pairmatch.errors import CohortError

_INDENTATION = re.compile(r"^[ \t]*(?:-[ \t]+)*", re.MULTILINE)
_WIDTHS = (2, 4, 8)


def without_tabs(text: str) -> str:
    """The text indented by spaces; as it was where that is no YAML, or where it matters how wide a tab is."""
    if "\t" not in text:
        return text
    tried = [_spaced(text, width) for width in _WIDTHS]
    readable = [(spaced, data) for spaced in tried if (data := _data(spaced)) is not None]
    is_clear = readable and all(data == readable[0][1] for _, data in readable)
    return readable[0][0] if is_clear else text


def _spaced(text: str, width: int) -> str:
    return _INDENTATION.sub(lambda found: found[0].expandtabs(width), text)


def _data(text: str) -> Any:
    """What the text says; None where it is no YAML."""
    try:
        return parse(text.encode(), "").data
    except CohortError:
        return None
