"""The codes of what keeps a cohort's own locks from being paired: PM8."""

from __future__ import annotations

LOCK_CLASH = "PM801"
LOCKS_OVER_PLACES = "PM802"
CODES = {
    LOCK_CLASH: "a pair that `together` or `--lock` asks for, and something forbids",
    LOCKS_OVER_PLACES: "more partners by `together` and `--lock` than a person takes",
}
