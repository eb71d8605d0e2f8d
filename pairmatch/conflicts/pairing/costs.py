"""What each change of a pairing costs a coordinator: the one table by which repairs are ranked.

The order is that of `matching.ways_out`: from what costs nobody anything to what nobody should be asked
lightly. The unit is that of the rota's repairs.
"""

from __future__ import annotations

OPTION = 5
"""An option of one run is left out: `--lock`, `--ban`, `--changes`."""
PARTNER = 15
"""Someone takes one partner more."""
ANOTHER_PARTNER = 20
"""And each one after that."""
LOOSENED = 20
A_STEP = 2
"""Beside `LOOSENED`, for each step that a number in a rule gives way, up to the price of dropping it."""
APPROVAL = 25
PLACEMENT = 30
UNLOCKED = 35
LISTED = 40
"""Someone puts one more person on their list."""
RULE_DROPPED = 45
STABLE_DROPPED = 50
SCHEDULABLE_DROPPED = 60
"""Sessions of the pairs that this allows will be missed."""
REFUSAL = 70
"""Someone who said no is asked again, about one other person or (`pairs: 0`) about everybody."""
NEWCOMER = 80
"""One more person is found."""
WAITS = 210
"""Someone is left out of this round: a requirement dropped, for one person."""
