"""No public holidays are known for the programme's country.

`country` closes the public holidays of a country, or of one part of it, by its ISO 3166 code:
`GB-ENG`, `GB-WLS`, `GB-SCT`, `GB-NIR`. Leave it out for none.

Wrong::

    programme: {start: 2026-09-07, country: England}

Right::

    programme: {start: 2026-09-07, country: GB-ENG}
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pairmatch.calendar.public_holidays import public_holidays
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import error
from pairmatch.diagnostics import Diagnostic

CODE = "PM351"
SUMMARY = "no public holidays are known for the country"

_CODES = {code.lower(): code for code in ("GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR")}
_NAMES = {
    "england": "GB-ENG",
    "wales": "GB-WLS",
    "scotland": "GB-SCT",
    "northern ireland": "GB-NIR",
    **dict.fromkeys(("uk", "united kingdom", "great britain", "britain"), "GB-ENG"),
}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a fault for a country without public holidays."""
    programme = facts.cohort.programme
    try:
        public_holidays(programme.country, programme.start, programme.start)
    except ValueError as problem:
        yield error(
            CODE, str(problem), facts.cohort.span("programme", "country"), _near(programme.country or "")
        )


def _near(country: str) -> str:
    word = " ".join(country.lower().split())
    known = _CODES | _NAMES
    near = [word] if word in known else get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{known[near[0]]}`?" if near else "write a code such as `GB-ENG`"
