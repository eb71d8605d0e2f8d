"""The sessions of a rota as iCalendar files, and what was sent of them before (RFC 5545, RFC 5546).

event.py         one version of one session
invitations.py   which events there are, by what was exported before: UID, SEQUENCE, status
same_session.py  which session of the old rota a session of the new one is
ledger.py        the document that remembers
wording.py       what an event is called, and what its text says
addresses.py     e-mail addresses that can stand in a calendar
calendar.py      the text of a file, by the icalendar library
folder.py        the files of everyone, and those of one round of invitations
"""

from __future__ import annotations

from pairmatch.report.ics.event import Change, Event
from pairmatch.report.ics.invitations import Invitations, invitations

__all__ = ["Change", "Event", "Invitations", "invitations"]
