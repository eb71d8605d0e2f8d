"""Who of a sheet is in the cohort file already: by e-mail address, else as imported before, else by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pairmatch.importing.people.findings import Finding, left_out, remark
from pairmatch.importing.people.known import FACILITATORS, Entry, Known
from pairmatch.importing.people.memory import Memory, digest
from pairmatch.importing.people.new_ids import parts_of
from pairmatch.importing.people.who import Who, are_strangers
from pairmatch.importing.side import Side

_IS_ID = re.compile(r"[a-z0-9][a-z0-9-]*").fullmatch


@dataclass(frozen=True)
class Matched:
    """What was found for the person of a row."""

    who: Who
    entry: Entry | None = None
    """As the file has them; None: they are new."""
    removed: str = ""
    """The id under which they were imported, where somebody took them out of the file since."""
    remembered: str = ""
    """The id under which they were imported last; empty where they were not."""
    finding: Finding | None = None
    """Why they are left out, or what should be looked at."""

    @property
    def is_left_out(self) -> bool:
        """Whether nothing of the row is used."""
        return bool(self.finding and self.finding.is_left_out)


def keys_of(who: Who) -> frozenset[str]:
    """By which a person of a sheet is known again."""
    names = [f"name {who.parts.key}"] if who.name else []
    emails = [f"email {who.email_key}"] if who.email else []
    return frozenset(map(digest, (*names, *emails)))


class Matcher:
    """Finds the people of one sheet in the cohort file."""

    def __init__(self, known: Known, side: Side, memory: Memory) -> None:
        self._side = side
        self._entries = known.entries[side]
        self._others = [*known.entries[side.other], *known.entries[FACILITATORS]]
        self._by_id = {entry.id: entry for entry in self._entries if entry.id}
        self._by_name: Mapping[str, list[Entry]] = _by_name(self._entries)
        self._ids = known.ids
        self._memory = memory
        self._used: dict[int, Who] = {}

    def find(self, who: Who) -> Matched:
        """The person's place in the file; each is given to one row only."""
        clash = self._elsewhere(who)
        if clash:
            return Matched(who, finding=clash)
        stranger = self._stranger(who)
        if stranger:
            return Matched(who, finding=stranger)
        remembered = self._remembered(who)
        entry = self._by_id.get(who.id) or self._by_address(who) or self._by_id.get(remembered)
        if entry is None:
            named = self._by_name.get(who.parts.key, []) if who.name else []
            doubt = self._doubt(who, named)
            if doubt:
                return Matched(who, finding=doubt)
            entry = named[0] if named else None
        if entry is None:
            return Matched(who, removed=remembered, finding=self._wrong_id(who) or self._namesake(who))
        other = self._used.setdefault(entry.at, who)
        if other is not who:
            message = f"{who.title} is `{entry.id}` in the file, and so is row {other.row.number}"
            return Matched(who, finding=left_out(who.cell, message, "delete one of the two rows"))
        return Matched(who, entry, remembered=remembered)

    def _by_address(self, who: Who) -> Entry | None:
        return next((one for one in self._entries if who.email and one.email == who.email_key), None)

    def _remembered(self, who: Who) -> str:
        """The id as which this person was imported; empty where that is not known."""
        email, name = digest(f"email {who.email_key}"), digest(f"name {who.parts.key}")
        for key, has_it in ((email, bool(who.email)), (name, bool(who.name) and not who.email)):
            found = [person for person, one in self._memory.items() if has_it and key in one.keys]
            if len(found) == 1:
                return found[0]
        return ""

    def _elsewhere(self, who: Who) -> Finding | None:
        """Somebody of the other side, or who holds workshops, with the same address."""
        for entry in self._others:
            if who.email and entry.email == who.email_key:
                message = f"{who.title}: the e-mail address is that of `{entry.id}`, one of the {entry.side}"
                advice = "nobody can be both: correct the address, or delete the row"
                return left_out(who.cell, message, advice)
        return None

    def _stranger(self, who: Who) -> Finding | None:
        """Somebody of the same side who has the address, and no word of the name."""
        entry = None if who.id else self._by_address(who)
        if entry is None or not are_strangers(who.name, entry.name) or self._is_as_imported(who):
            return None
        message = f"{who.title}: the e-mail address is that of `{entry.id}`, {entry.name}, in the file"
        advice = "if it is the same person, change the name in the file; if not, correct the address"
        return left_out(who.cell, message, advice)

    def _is_as_imported(self, who: Who) -> bool:
        """Whether somebody was imported with this name and this address, and the file changed since."""
        return any(keys_of(who) <= one.keys for one in self._memory.values())

    def _doubt(self, who: Who, named: list[Entry]) -> Finding | None:
        """Why nobody can tell whether it is one of those with the same name."""
        if len(named) > 1:
            ids = ", ".join(f"`{entry.id}`" for entry in named)
            return left_out(who.cell, f"{who.title} may be any of {ids}", "give the e-mail address")
        if named and who.email and named[0].email:
            message = f"{who.title} is `{named[0].id}` in the file, with another e-mail address"
            advice = (
                "if it is the same person, correct the address in one of the two; "
                "if not, add the person to the file by hand"
            )
            return left_out(who.cell, message, advice)
        return None

    def _wrong_id(self, who: Who) -> Finding | None:
        """Why the id of the sheet cannot be that of a new person."""
        if not who.id or (_IS_ID(who.id) and who.id not in self._ids):
            return None
        why = "is somebody else's" if who.id in self._ids else "is no id: small letters, digits and hyphens"
        return left_out(who.cell, f"{who.title}: `{who.id}` {why}", "correct it, or leave it empty")

    def _namesake(self, who: Who) -> Finding | None:
        """Somebody of the other side with the same name, where there is no address to tell them apart."""
        for entry in self._others if who.name and not who.email else ():
            if parts_of(entry.name).key == who.parts.key:
                return remark(who.cell, f"{who.title} is one of the {entry.side}, too: `{entry.id}`")
        return None


def _by_name(entries: list[Entry]) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.name:
            found[parts_of(entry.name).key].append(entry)
    return found


def not_in_sheet(known: Known, side: Side, matched: list[Matched]) -> Iterator[Entry]:
    """Those of the file whom no row of the sheet speaks of."""
    seen = {one.entry.at for one in matched if one.entry is not None}
    yield from (entry for entry in known.entries[side] if entry.at not in seen)
