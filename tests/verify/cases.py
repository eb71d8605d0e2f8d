"""Small hand-written cohorts with a hand-written pairing and rota, and ways to break them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, TypeVar

from pairmatch.cohort.document import CohortStamp
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Diagnostic
from pairmatch.matching.pairing import NOT_KNOWN, Pairing, fingerprint
from pairmatch.rota.rota import Rota
from pairmatch.verify import levels, verify_pairing, verify_rota
from pairmatch.verify.facts import Facts
from pairmatch.verify.projects import fit_of
from pairmatch.verify.scores import Scores

Plain = dict[str, Any]

PAIRING_COHORT = """
version: 1
programme: {start: 2026-09-07, weeks: 2, needs_approval: true}
sites: {north: {}, south: {}}
doctors:
  - {id: ash, grade: ST4, site: north, directorate: med, approved: "yes", interests: [sepsis, flow],
     wants: [finance], offers: [teaching], prefers: [kay, lee], projects: [pj-a],
     attributes: {style: planner, years: 4, langs: [en, cy]}}
  - {id: birch, grade: F1, site: south, directorate: surg, approved: "yes", interests: [flow],
     attributes: {style: doer, years: 8}}
  - {id: cedar, grade: ST3, site: north, approved: "yes", attributes: {colour: red}}
managers:
  - {id: kay, band: 8a, site: north, directorate: ops, approved: "yes", interests: [sepsis, safety, flow],
     wants: [teaching, rostering], offers: [finance], prefers: [birch, ash],
     attributes: {style: planner, years: 10, langs: [en]}}
  - {id: lee, band: 7, site: south, directorate: surg, approved: "yes", interests: [safety],
     works: {mon: am pm}}
matching:
  criteria: {interests: 5, seniority: 4, exchange: 3, availability: 3, preferences: 3,
             directorate: {weight: 1, want: different}, site: 2, style: 1, years: 1, langs: 1, colour: 0}
projects:
  - {id: pj-a, themes: [sepsis], site: north, directorate: med}
  - {id: pj-b, site: south}
workshops: [{id: intro, weeks: 1}]
shadowing: {each_way: 1}
meetings: {every_weeks: 2}
"""

PAIRING = """
made: {pairmatch: 0.1.0}
cohort: {file: cohort, sha256: ""}
proof: {status: optimal, objective: fair, placed: 2, people: 4, worst: 433, total: 1273, bound: 1273,
        choices: [1, 1], fingerprint: 029f86bfcf06e218}
pairs:
  - doctor: ash
    manager: kay
    score: 840
    project: pj-a
    fit: 875
    criteria: {interests: 800, seniority: 1000, exchange: 750, availability: 1000, preferences: 750,
               directorate: 1000, site: 1000, style: 1000, years: 0, langs: 667, colour: not known}
  - doctor: birch
    manager: lee
    score: 433
    project: pj-b
    fit: 1000
    criteria: {interests: 0, seniority: 750, exchange: not known, availability: 500,
               preferences: not known, directorate: 0, site: 1000, style: not known, years: not known,
               langs: not known, colour: not known}
unmatched: [{person: cedar, why: every manager is taken}]
"""

ROTA_COHORT = """
version: 1
programme: {start: 2026-09-07, weeks: 4, closed: [2026-09-16]}
sites: {north: {travel: {south: 45}}, south: {}}
rotas:
  ward:
    anchor: 2026-09-07
    shifts: {D: {time: "08:00-18:00"}, L: {time: "08:00-20:00", attend: false}}
    cycle: |
      D D D D D . .
      D D D D L . .
    release: 1
doctors:
  - {id: ash, site: north, directorate: med, rota: {pattern: ward, row: 1}}
  - {id: birch, site: north, directorate: med, rota: {pattern: ward, row: 1}}
managers:
  - {id: kay, site: north, directorate: ops, avoid_halves: [mon pm]}
  - {id: lee, site: south, directorate: ops, works: {mon: am pm, tue: am pm, wed: am pm, thu: am pm}}
rooms:
  - {id: hall, site: north, capacity: 4, open: {tue: am pm, wed: am pm, thu: am pm}}
  - {id: den, site: north, capacity: 2}
  - {id: annex, site: south}
facilitators:
  - {id: fox, works: {tue: am pm, wed: am pm}}
  - {id: gil, works: {thu: am pm}}
workshops:
  - {id: intro, weeks: 1..2, runs: 2, capacity: 4, rooms: [hall, den], facilitators: [fox, gil]}
  - {id: flow, weeks: 2..4, length: 2, runs: 2, gap_weeks: 1, min_size: 2, rooms: [annex], all_of: [gil]}
  - {id: wrap, weeks: 3..4, runs: 2, required: false, dates: ["2026-10-01 am", "2026-10-01 pm"]}
shadowing: {each_way: 1, area_visitors: 1}
meetings: {every_weeks: 2}
scheduling: {max_per_week: 3}
"""

ROTA = """
made: {pairmatch: 0.1.0}
cohort: {file: cohort, sha256: ""}
pairs: [[ash, kay], [birch, lee]]
weeks: 4
proof: {status: optimal, missed: 0, cost: 48, bound: 48}
sessions:
  - {kind: meeting, people: [birch, lee], date: 2026-09-07, half: pm}
  - {kind: workshop, workshop: intro, date: 2026-09-08, half: am, room: hall, facilitators: [fox],
     people: [ash, kay]}
  - {kind: shadowing, guest: kay, host: ash, date: 2026-09-09, half: am, site: north}
  - {kind: shadowing, guest: lee, host: birch, date: 2026-09-09, half: pm, site: north}
  - {kind: workshop, workshop: intro, date: 2026-09-10, half: am, room: hall, facilitators: [gil],
     people: [birch, lee]}
  - {kind: meeting, people: [ash, kay], date: 2026-09-14, half: pm}
  - {kind: shadowing, guest: birch, host: lee, date: 2026-09-15, half: am, site: south}
  - {kind: workshop, workshop: flow, date: 2026-09-17, half: am, room: annex, facilitators: [gil],
     people: [ash, kay]}
  - {kind: meeting, people: [birch, lee], date: 2026-09-21, half: pm}
  - {kind: shadowing, guest: ash, host: kay, date: 2026-09-22, half: am, site: north}
  - {kind: workshop, workshop: flow, date: 2026-09-24, half: am, room: annex, facilitators: [gil],
     people: [birch, lee]}
  - {kind: meeting, people: [ash, kay], date: 2026-09-28, half: pm}
  - {kind: workshop, workshop: wrap, date: 2026-10-01, half: am, people: [ash, kay]}
  - {kind: workshop, workshop: wrap, date: 2026-10-01, half: pm, people: [birch, lee]}
missed: []
"""


def plain(text: str) -> Plain:
    """A document as data that a test may change."""
    data: Plain = copy.deepcopy(parse(text.encode(), "text").data)
    return data


class Case:
    """A cohort and a document, as data that a test may change before it is checked."""

    def __init__(self, cohort: str, document: str) -> None:
        self.cohort, self.doc = plain(cohort), plain(document)
        self.seal = True
        """Whether the proof is counted again after the change, so that only the change shows."""

    def person(self, wanted: str) -> Plain:
        """A doctor or manager of the cohort."""
        found: Plain = next(p for p in self.cohort["doctors"] + self.cohort["managers"] if p["id"] == wanted)
        return found

    def rule(self, **rule: Any) -> None:
        """One more hard rule."""
        self.cohort["matching"].setdefault("rules", []).append(rule)

    def stamped(self) -> Cohort:
        """The cohort, whose stamp the document then carries."""
        cohort = Cohort.model_validate(self.cohort)
        self.doc["cohort"]["sha256"] = self.doc["cohort"]["sha256"] or CohortStamp.of(cohort).sha256
        return cohort


class PairingCase(Case):
    """The small pairing, two pairs and a doctor who waits."""

    def __init__(self) -> None:
        super().__init__(PAIRING_COHORT, PAIRING)

    def score(self, pair: Plain) -> Plain:
        """Give a pair its right criteria, score and fit."""
        cohort = Cohort.model_validate(self.cohort)
        scores, ids = Scores(Facts(cohort)), (pair["doctor"], pair["manager"])
        values = scores.criteria(*ids)
        pair["criteria"] = {name: NOT_KNOWN if value is None else value for name, value in values.items()}
        pair["score"] = scores.score(*ids)
        project = next((one for one in cohort.projects or () if one.id == pair.get("project")), None)
        if project:
            pair |= {"fit": None, "criteria": pair["criteria"]}
            made = Pairing.model_validate({**self.doc, "pairs": [pair], "unmatched": []}).pairs[0]
            pair["fit"] = fit_of(cohort, project, made)
        return pair

    def add(self, doctor: str, manager: str) -> None:
        """One more pair, rightly scored, without a project."""
        self.doc["pairs"].append(self.score({"doctor": doctor, "manager": manager}))

    def codes(self) -> set[str]:
        """The codes of the errors that are found."""
        return {fault.code for fault in self.found() if fault.is_error}

    def found(self) -> tuple[Diagnostic, ...]:
        """Everything that is found."""
        cohort = self.stamped()
        if self.seal:
            self.count()
        return verify_pairing(cohort, Pairing.model_validate(self.doc))

    def count(self) -> None:
        """Make the proof speak of the pairs of the document, whatever they are."""
        pairs = self.doc["pairs"]
        scores, ids = [pair["score"] for pair in pairs], [(pair["doctor"], pair["manager"]) for pair in pairs]
        self.doc["proof"] |= {
            "placed": len(scores),
            "people": len({person for pair in ids for person in pair}),
            "worst": min(scores, default=0),
            "total": sum(scores),
            "bound": sum(scores),
            "choices": self.choices(ids),
            "fingerprint": fingerprint(ids),
        }

    def choices(self, ids: list[tuple[str, str]]) -> list[int] | None:
        """How many people have their first choice, their second, …; None where nobody lists any."""
        lists = {
            one["id"]: one.get("prefers", []) for one in self.cohort["doctors"] + self.cohort["managers"]
        }
        longest = max((len(prefers) for prefers in lists.values()), default=0)
        both_ways = [*ids, *((manager, doctor) for doctor, manager in ids)]
        had = [lists[one].index(other) for one, other in both_ways if one in lists and other in lists[one]]
        return [had.count(place) for place in range(longest)] or None


class RotaCase(Case):
    """The small rota: two pairs, four weeks, nothing missed."""

    def __init__(self) -> None:
        super().__init__(ROTA_COHORT, ROTA)

    @property
    def sessions(self) -> list[Plain]:
        """The sessions of the document, in time order."""
        found: list[Plain] = self.doc["sessions"]
        return found

    def at(self, when: str, first: str | None = None) -> Plain:
        """The session on a half-day; of those, the one that names a person."""
        day, half = when.split()
        named = [s for s in self.sessions if (str(s["date"]), s["half"]) == (day, half)]
        return next(s for s in named if first is None or first in str(s))

    def move(self, when: str, to: str) -> Plain:
        """Move the session on one half-day to another."""
        session = self.at(when)
        session["date"], session["half"] = to.split()
        return session

    def drop(self, when: str) -> None:
        """Hold a session no more."""
        self.sessions.remove(self.at(when))

    def hold(self, when: str, **session: Any) -> None:
        """Hold one more session."""
        day, half = when.split()
        self.sessions.append({"date": day, "half": half, **session})

    def miss(self, **missed: Any) -> None:
        """List something as missed."""
        self.doc["missed"].append({"why": "no half-day is left", **missed})

    def workshop(self, wanted: str) -> Plain:
        """A workshop of the cohort."""
        found: Plain = next(w for w in self.cohort["workshops"] if w["id"] == wanted)
        return found

    def codes(self) -> set[str]:
        """The codes of what is found wrong."""
        cohort = self.stamped()
        rota = Rota.model_validate(self.doc)
        if self.seal:
            try:
                cost = levels(cohort, rota)[4]
            except (KeyError, AssertionError):
                cost = 0
            self.doc["proof"] |= {"missed": len(rota.missed), "cost": cost, "bound": cost}
        return {fault.code for fault in verify_rota(cohort, Rota.model_validate(self.doc))}

    def levels(self) -> tuple[int, int, int, int, int]:
        """The five levels of the document."""
        return levels(self.stamped(), Rota.model_validate(self.doc))


Changed = TypeVar("Changed")


def then(*changes: Callable[[Changed], object]) -> Callable[[Changed], None]:
    """Several changes, one after the other."""

    def change(case: Changed) -> None:
        for one in changes:
            one(case)

    return change
