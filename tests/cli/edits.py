"""Changes that a hand makes to a document."""

from __future__ import annotations

import re
from pathlib import Path


def swap_partners(path: Path) -> None:
    """The first two pairs of a pairs document change managers; nothing else is touched."""
    text = path.read_text("utf-8")
    first, second = re.findall(r"manager: (\w+)", text)[:2]
    swapped = {first: second, second: first}
    path.write_text(
        re.sub(rf"(?<=manager: )({first}|{second})\b", lambda found: swapped[found[1]], text, count=2),
        "utf-8",
    )
