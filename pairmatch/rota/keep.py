"""A rota that is made again: what of it is over, and what of it should stay."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Source
from pairmatch.errors import WrongUsage
from pairmatch.rota.past import Past
from pairmatch.rota.rota import AnySession, Rota

_FINGERPRINT_DIGITS = 16


@dataclass(frozen=True)
class Keep:
    """An older rota, and the day from which it may change."""

    rota: Rota
    """Whatever cohort file it was made from."""
    from_date: date | None = None
    """The first day to come; None: the day from which the older rota itself could change, else the
    programme's first."""
    source: Source | None = None
    """The text of its document, so that a pin that cannot stay is told with its line."""

    def starts(self, cohort: Cohort) -> date:
        """The first day to come.

        Raises
        ------
        WrongUsage
            When the programme is over by then, or the older rota counts later days as past already.
        """
        programme, frozen = cohort.programme, self.rota.frozen_before
        first = self.from_date or max(programme.start, frozen or programme.start)
        if frozen is not None and first < frozen:
            raise WrongUsage(
                f"from {first}: the rota that is kept counts what is before {frozen} as past; "
                "name that day or a later one"
            )
        over = programme.start + timedelta(weeks=programme.weeks)
        if first >= over:
            raise WrongUsage(f"from {first}: the programme of {programme.weeks} weeks is over by then")
        return first

    def past(self, cohort: Cohort) -> Past:
        """What is over."""
        first = self.starts(cohort)
        over = tuple(session for session in self.rota.sessions if session.date < first)
        return Past(cohort, first if over or first > cohort.programme.start else None, over)

    def old(self, cohort: Cohort) -> Old:
        """What is to come."""
        first = self.starts(cohort)
        to_come = tuple(
            (number, session) for number, session in enumerate(self.rota.sessions) if session.date >= first
        )
        notice = timedelta(weeks=cohort.scheduling.notice_weeks)
        return Old(to_come, first + notice, self.source)

    @property
    def fingerprint(self) -> str:
        """Tells older rotas apart by their pairs and sessions: the first 16 digits of a SHA-256."""
        told = self.rota.model_dump_json(include={"pairs", "sessions", "frozen_before"})
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT_DIGITS]


@dataclass(frozen=True)
class Old:
    """The sessions of an older rota that are to come."""

    sessions: tuple[tuple[int, AnySession], ...]
    """Each with its place in the document."""
    notice_until: date
    """Those before this date are within the notice."""
    source: Source | None = None
    """The text of the document, where there is one."""

    @property
    def pinned(self) -> tuple[tuple[int, AnySession], ...]:
        """Those that stay as they are."""
        return tuple((number, session) for number, session in self.sessions if session.pin)
