"""Public holidays by country and part of a country, from the `holidays` package."""

from __future__ import annotations

import re
from datetime import date


def public_holidays(country: str | None, first: date, last: date) -> dict[date, str]:
    """The public holidays from `first` to `last`, by date.

    Parameters
    ----------
    country
        A country, or a country and a part of it, as `GB-ENG` (ISO 3166); None: no holidays.

    Raises
    ------
    ValueError
        When the country or its part is not known.
    """
    if country is None:
        return {}
    if not re.fullmatch(
        "[A-Z]{2}(-[A-Z0-9]{1,3})?", country
    ):  # the package would take names of its own for one
        raise ValueError(f"no public holidays are known for `{country}`")
    import holidays

    code, _, part = country.partition("-")
    years = range(first.year, last.year + 1)
    try:
        found = holidays.country_holidays(code, subdiv=part or None, years=years)
    except (NotImplementedError, AttributeError, KeyError):
        raise ValueError(f"no public holidays are known for `{country}`") from None
    return {day: name for day, name in found.items() if first <= day <= last}
