"""Why someone has no partner: nobody is allowed, or those who are have too few places."""

from __future__ import annotations

from collections.abc import Sequence

from pairmatch.matching.answers import TooFew
from pairmatch.matching.candidates import Candidates
from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import DOCTORS, MANAGERS, Alternating, HallSet, place_of, sides_of, told

NAMED_AT_MOST = 6
LINES_AT_MOST = 2


def too_few(candidates: Candidates, pairs: Sequence[Cell], person: str) -> TooFew | None:
    """The people who compete with someone unmatched for too few places, and where these are.

    Parameters
    ----------
    candidates
        Who may be paired with whom.
    pairs
        A finished pairing: (doctor, manager) positions.
    person
        The id of someone without a partner in it.

    Returns
    -------
    TooFew or None
        None where nobody at all is allowed, or where the person could have had a place and has
        none because something came before it (`stable`, `placement: free`, `--changes`).
    """
    side, at = place_of(candidates, person)
    found = Alternating(candidates, pairs, side).hall_set(at)
    return told(candidates, found) if found and found.others else None


class Waiting:
    """The people a finished pairing leaves out, and the reason of each.

    Parameters
    ----------
    candidates
        Who may be paired with whom.
    pairs
        The pairing: (doctor, manager) positions.
    is_stable
        Whether it was chosen among stable pairings; None: what the cohort file says.
    people_first
        Whether it places the most people before anything else; None: what the cohort file says.
    """

    def __init__(
        self,
        candidates: Candidates,
        pairs: Sequence[Cell],
        is_stable: bool | None = None,
        people_first: bool | None = None,
    ) -> None:
        matching = candidates.cohort.matching
        self._candidates = candidates
        self._is_stable = matching.stable if is_stable is None else is_stable
        self._people_first = matching.placement == "first" if people_first is None else people_first
        self._ways = [Alternating(candidates, pairs, side) for side in (DOCTORS, MANAGERS)]

    def reasons(self) -> dict[str, str]:
        """The reason of everyone who waits, by id, in file order, doctors first."""
        return {
            people[at].id: self._reason(side, at)
            for side, people in enumerate(sides_of(self._candidates))
            for at in self._ways[side].waiting
        }

    def _reason(self, side: int, at: int) -> str:
        person = sides_of(self._candidates)[side][at]
        if person.pairs == 0:
            return "takes no partner (`pairs: 0`)"
        if self._candidates.cohort.programme.needs_approval and person.approved is None:
            return "no approval is on file, and the programme needs one (`needs_approval: true`)"
        hall = self._ways[side].hall_set(at)
        if hall is None:
            return self._what_comes_first()
        return self._too_few_places(hall) if hall.others else self._nobody_allowed(side, at)

    def _what_comes_first(self) -> str:
        """Why someone waits for whom a place could be found."""
        if self._is_stable:
            return "nobody they may go to prefers them to the partners they have (`stable: true`)"
        if not self._people_first:
            return "choices come before the number of people placed (`placement: free`)"
        return "a place for them would give up more old pairs than `--changes` allows"

    def _nobody_allowed(self, side: int, at: int) -> str:
        others = sides_of(self._candidates)[1 - side]
        if not others:
            return "there is nobody on the other side"
        first = self._candidates.first_ban
        groups: dict[str, list[int]] = {}
        for ban in (first[at] if side == DOCTORS else first[:, at]).tolist():
            groups.setdefault(self._candidates.bans[ban].group, []).append(ban)
        ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
        parts = [f"{len(found)} by {group}{self._lines(found)}" for group, found in ordered]
        return f"no {_word(1 - side)} is allowed: of {len(others)}, {joined(parts)}"

    def _lines(self, places: Sequence[int]) -> str:
        """Where these bans stand, unless that is in too many lines, or it is the calendar's doing."""
        found = [self._candidates.bans[at] for at in places]
        lines = sorted({ban.span.line for ban in found if ban.span and ban.kind not in ("calendar", "score")})
        if not lines or len(lines) > LINES_AT_MOST:
            return ""
        return f" on {_word_for('line', len(lines))} {joined([str(line) for line in lines])}"

    def _too_few_places(self, hall: HallSet) -> str:
        few = told(self._candidates, hall)
        if hall.places == 0:
            return f"may only go to {named(few.others)}, locked to others by {self._locks(hall)}"
        taken = any(pair[1 - hall.side] in hall.others for pair in self._candidates.locked)
        besides = f" besides those that {self._locks(hall)} locks" if taken else ""
        return (
            f"{len(few.people)} {_word(hall.side, len(few.people))} ({named(few.people)}) may only go to "
            f"{len(few.others)} {_word(1 - hall.side, len(few.others))} ({named(few.others)}) "
            f"with {_count(hall.places, 'place')}{besides}"
        )

    def _locks(self, hall: HallSet) -> str:
        """What locks places of the set's others to people outside it."""
        locks = [lock for cell, lock in self._candidates.locked.items() if cell[1 - hall.side] in hall.others]
        sorts = dict.fromkeys("`--lock`" if lock.is_option else "`together`" for lock in locks)
        return " and ".join(sorts)


def _word(side: int, count: int = 1) -> str:
    return _word_for(("doctor", "manager")[side], count)


def _word_for(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _count(count: int, noun: str) -> str:
    return f"{count} {_word_for(noun, count)}"


def named(names: Sequence[str]) -> str:
    """Names in a sentence, no more than `NAMED_AT_MOST`."""
    if len(names) <= NAMED_AT_MOST:
        return joined(names)
    return f"{', '.join(names[: NAMED_AT_MOST - 1])} and {len(names) - NAMED_AT_MOST + 1} others"


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence, with `and` before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
