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

from pairmatch.calendar.public_holidays import public_holidays
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import error
from pairmatch.diagnostics import Diagnostic, did_you_mean

CODE = "PM351"
SUMMARY = "no public holidays are known for the country"

_BRITISH = {"gb-eng": "GB-ENG", "gb-wls": "GB-WLS", "gb-sct": "GB-SCT", "gb-nir": "GB-NIR"}
_NAMES = {
    "england": "GB-ENG",
    "wales": "GB-WLS",
    "scotland": "GB-SCT",
    "northern ireland": "GB-NIR",
    "uk": "GB",
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
    word = country.strip().lower()
    if word in _NAMES:
        return f"did you mean `{_NAMES[word]}`?"
    near = did_you_mean(word, _BRITISH)
    return near.upper().replace("DID YOU MEAN", "did you mean") if near else "write a code such as `GB-ENG`"
