"""Text that a person typed, made safe to show on a terminal.

A name can hold an escape sequence that clears the screen, a right-to-left mark that turns the
rest of the line round, or a line break that tears a table. Each such character is written as
its escape, so that it is seen and does nothing.
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # needed to spell names in Persian and Indic scripts, and harmless
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_SHOWN_AS_ESCAPE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with every control, formatting and unassigned character written as its escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _SHOWN_AS_ESCAPE:
        return char
    return _SHORT.get(char) or escape(char)


def escape(char: str) -> str:
    """A character as `\\x1b`, `\\u202e` or `\\U000e0001`: the shortest that holds it."""
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
