"""The few signs that the terminal reports draw with, and plain ones for terminals without them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Glyphs:
    """One sign for each purpose."""

    bar: tuple[str, ...]
    """A cell of a bar from empty to full, in equal steps."""
    cut: str
    """Stands where text was cut off."""
    dot: str
    """Between the parts of a line, and for an empty cell of the grid."""
    arrow: str
    """From a guest to a host."""
    dash: str
    """Between the first and the last of a range."""
    plus: str
    """Between the two of a pair."""
    minus: str
    """Before a number below zero."""


FANCY = Glyphs((" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"), "…", "·", "→", "–", "+", "−")
PLAIN = Glyphs((" ", "#"), "~", ".", "->", "-", "+", "-")


def glyphs_for(encoding: str) -> Glyphs:
    """The signs that text in this encoding can hold."""
    return FANCY if encoding.lower().replace("-", "").startswith("utf") else PLAIN


def bar(glyphs: Glyphs, share: float, cells: int) -> str:
    """A bar of `cells` cells, filled up to `share`, which is between 0 and 1."""
    steps = len(glyphs.bar) - 1
    filled = round(min(1.0, max(0.0, share)) * cells * steps)
    whole, rest = divmod(filled, steps)
    text = glyphs.bar[-1] * whole + (glyphs.bar[rest] if rest else "")
    return text.ljust(cells)
