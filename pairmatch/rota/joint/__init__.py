"""The pairing decided together with what its rota misses → `HeldPairing`.

`solve` is the loop: the engine of `matching` proposes pairs, `fewest_missed` tells what their rota misses,
`cuts` why, and that is what the engine knows the next time. `relaxed` has the demands of a part of a
pairing, `misses` the order of misses as one number, `held` the answer.

It lives in `rota` because it needs both engines, and `rota` may know `matching` while `matching` may not
know `rota`. `match_with_rota` is loaded when it is first asked for, because it brings OR-Tools with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairmatch.rota.joint.held import HeldPairing, Reason

if TYPE_CHECKING:
    from pairmatch.rota.joint.solve import match_with_rota

__all__ = ["HeldPairing", "Reason", "match_with_rota"]


def __getattr__(name: str) -> Any:
    if name == "match_with_rota":
        from pairmatch.rota.joint.solve import match_with_rota

        return match_with_rota
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
