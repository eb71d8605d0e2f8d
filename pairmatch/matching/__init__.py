"""Criteria → scores, rules → allowed pairs, and the assignment engine → `Pairing`.

Who may be paired, and how good each pair is: `criteria`, `scores`, `allowed`, `schedulable`, `candidates`.
The best pairing: `wishes` and `task` make the cohort ready for `engine`, `solve` makes the document.
What is asked about it: `why` (by `exchanges`), `unmatched`, `give_way` and `lock_reasons` (by `hall`),
`compare`, `trade`, `sensitivity`; `answers` has what they return, `pairing` the document,
`pairing_changes` what differs between two, and `moves` for whom.

`match` is loaded when it is first asked for, because it brings OR-Tools with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairmatch.matching.pairing import Pair, Pairing, PairingProof, Prices, Unmatched
from pairmatch.matching.wishes import Wishes

if TYPE_CHECKING:
    from pairmatch.matching.solve import match

__all__ = ["Pair", "Pairing", "PairingProof", "Prices", "Unmatched", "Wishes", "match"]


def __getattr__(name: str) -> Any:
    if name == "match":
        from pairmatch.matching.solve import match

        return match
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
