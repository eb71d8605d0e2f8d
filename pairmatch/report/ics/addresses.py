"""E-mail addresses that can stand in a calendar; any other text is none.

An address goes into a calendar without quotes and escapes, so only what cannot end a line or a field is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from pairmatch.cohort.people import Facilitator, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.report.ics.ledger import Organiser

_LONGEST = 254
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_IS_ADDRESS = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+").fullmatch
_NAME_AND_ADDRESS = re.compile(r'"?([^"<>]*?)"?\s*<([^<>]*)>').fullmatch
_PLAIN_IN_A_LINK = "!$'*+-._~="


def address(text: str | None) -> str | None:
    """The address that a text is, without spaces around; None where it is none."""
    mail = (text or "").strip()
    return mail if len(mail) <= _LONGEST and _IS_ADDRESS(mail) else None


def addresses(cohort: Cohort) -> Mapping[str, str]:
    """The address of each person and facilitator who has one, by id."""
    found = {one.id: address(one.email) for one in _everyone(cohort)}
    return {person: mail for person, mail in found.items() if mail}


def unusable(cohort: Cohort) -> tuple[str, ...]:
    """Ids of those whose `email` is no address."""
    return tuple(one.id for one in _everyone(cohort) if (one.email or "").strip() and not address(one.email))


def organiser_from(text: str) -> Organiser | None:
    """Who is meant by `Name <mail>` or by an address alone; None where there is no address in it."""
    named = _NAME_AND_ADDRESS(text.strip())
    mail = address(named[2] if named else text)
    if mail is None:
        return None
    return Organiser(name=" ".join(named[1].split()) if named and named[1].strip() else mail, mail=mail)


def link(mail: str) -> str:
    """An address as a calendar writes it."""
    local, _, host = mail.rpartition("@")
    return f"mailto:{quote(local, safe=_PLAIN_IN_A_LINK)}@{host}"


def _everyone(cohort: Cohort) -> Iterator[Person | Facilitator]:
    yield from cohort.people
    yield from cohort.facilitators
