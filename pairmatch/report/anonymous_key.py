"""Who is who in a cohort about nobody: as a table for the coordinator alone, and as counts."""

from __future__ import annotations

import csv
import io
from collections import Counter

from pairmatch.cohort.anonymise import Labels
from pairmatch.report.words import counted

_NOUNS = {
    "doctor": ("doctor", None),
    "manager": ("manager", None),
    "facilitator": ("facilitator", None),
    "nobody": ("reference to nobody", "references to nobody"),
    "name": ("name or title", "names and titles"),
    "e-mail": ("e-mail address", "e-mail addresses"),
    "specialty": ("specialty", "specialties"),
    "half": ("half of the day", "halves of the day"),
    "country": ("country", "countries"),
    "rota": ("duty pattern", None),
    "unknown": ("unknown field", None),
    "file of scores": ("file of scores", "files of scores"),
}
_VALUE = "value of "
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def key_table(labels: Labels) -> str:
    """What everything was called and is called now, as CSV that a spreadsheet shows and never runs."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("what", "was", "is now"))
    for one in labels.key():
        table.writerow(map(_harmless, (one.kind, one.old, one.new)))
    return written.getvalue()


def told(labels: Labels, comments: int) -> str:
    """How many things of each kind were replaced, in a sentence."""
    counts = Counter("attribute value" if one.kind.startswith(_VALUE) else one.kind for one in labels.key())
    parts = [counted(number, *_NOUNS.get(kind, (kind, None))) for kind, number in counts.items()]
    replaced = f"replaced: {', '.join(parts)}" if parts else "there was nothing to replace"
    return f"{replaced}; {counted(comments, 'comment')} left out" if comments else replaced


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
