"""Text that any file can hold: what XML and CSV cannot is written as its escape.

Tables that people read show every odd character as its escape already (`visible`); those that are read back
keep all that can be kept.
"""

from __future__ import annotations

import unicodedata

from pairmatch.report.visible import escape

_KEPT = "\t\n"
_NO_CHARACTERS = frozenset({0xFFFE, 0xFFFF})


def plain(text: str) -> str:
    """The text with control characters, halves of surrogate pairs and non-characters written as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _is_plain(char) else escape(char) for char in text)


def _is_plain(char: str) -> bool:
    if char in _KEPT:
        return True
    return unicodedata.category(char) not in ("Cc", "Cs") and ord(char) not in _NO_CHARACTERS
