"""Criteria → scores, rules → allowed pairs, and the assignment engine → `Pairing`.

`match` is loaded when it is first asked for, because it brings OR-Tools with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairmatch.matching.pairing import Pair, Pairing, PairingProof, Unmatched

if TYPE_CHECKING:
    from pairmatch.matching.solve import match

__all__ = ["Pair", "Pairing", "PairingProof", "Unmatched", "match"]


def __getattr__(name: str) -> Any:
    if name == "match":
        from pairmatch.matching.solve import match

        return match
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
