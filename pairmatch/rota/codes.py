"""The codes of what keeps a rota from being made again as asked: PM6."""

from __future__ import annotations

ALONE, TOGETHER = "PM601", "PM602"
CODES = {
    ALONE: "a pinned session that cannot stay",
    TOGETHER: "pinned sessions that cannot all stay",
}
