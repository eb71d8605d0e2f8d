"""The codes of what keeps a cohort from being served: PM7."""

from __future__ import annotations

WAITS, MISSED, NOT_KNOWN = "PM701", "PM702", "PM703"
CODES = {
    WAITS: "someone gets no partner",
    MISSED: "facts that cannot all hold, so that something is missed",
    NOT_KNOWN: "whether everything can be held was not found out in the time given",
}
