"""Scores of pairs and fits of projects, by fractions, from the plain data of a cohort file."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeGuard

from tests.oracle.calendar import Calendar, Data, each_way, meeting_blocks

LADDER = [
    ["F1", "F2", "5", "6"],
    ["CT1", "CT2", "CT3", "ST1", "ST2", "ST3", "7"],
    ["ST4", "ST5", "ST6", "8a"],
    ["ST7", "ST8", "SAS", "8b"],
    ["consultant", "8c", "8d", "9"],
]


def half_even(value: Fraction) -> int:
    """The nearest integer, the even one of two equally near."""
    below: int = value.numerator // value.denominator
    rest = value - below
    if rest != Fraction(1, 2):
        return below + (rest > Fraction(1, 2))
    return below + below % 2


def score(calendar: Calendar, doctor: Data, manager: Data) -> int:
    """The pair's score, 0 to 1000."""
    wanted = _criteria(calendar.data)
    known = [
        (wanted[name]["weight"], value)
        for name, value in criteria(calendar, doctor, manager).items()
        if value is not None and wanted[name]["weight"] > 0
    ]
    if not known:
        return 0
    weight: int = sum(w for w, _ in known)
    return half_even(Fraction(sum(w * v for w, v in known), weight))


def criteria(calendar: Calendar, doctor: Data, manager: Data) -> dict[str, int | None]:
    """Each criterion's integer, in file order; None where it is not known."""
    values: dict[str, int | None] = {}
    for name, criterion in _criteria(calendar.data).items():
        value = _value(calendar, name, criterion.get("want", "same"), doctor, manager)
        values[name] = None if value is None else half_even(1000 * value)
    return values


def level(data: Data, person: Data) -> int | None:
    """The person's level on the seniority ladder, by band first, else by grade."""
    grade = person.get("band", person.get("grade"))
    ladder = data.get("matching", {}).get("seniority", LADDER)
    return next((i for i, grades in enumerate(ladder) if str(grade) in grades), None)


def home(person: Data, field: str) -> str | None:
    """The person's own site or directorate, else that of the first post that gives one."""
    given = [place[field] for place in [person, *person.get("posts", ())] if place.get(field)]
    return given[0] if given else None


def is_number(value: Any) -> TypeGuard[float]:
    """Whether an attribute is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def exact(value: float) -> Fraction:
    """The number as it was written."""
    return Fraction(str(value))


def needed(data: Data) -> int:
    """How many half-days a pair needs."""
    workshops: int = sum(w.get("length", 1) for w in data.get("workshops", ()) if w.get("required", True))
    return workshops + 2 * each_way(data) + len(meeting_blocks(data))


def fit(project: Data, doctor: Data, manager: Data) -> int:
    """How well a project fits a pair, 0 to 1000."""
    known: list[Fraction] = []
    themes, interests = set(project.get("themes", ())), _entries(doctor, manager, "interests")
    if themes and interests:
        known.append(_overlap(themes, interests))
    wishes = [_rank(p["projects"], project["id"]) for p in (doctor, manager) if p.get("projects")]
    if wishes:
        known.append(_mean(wishes))
    for field in ("site", "directorate"):
        theirs = [place for place in (home(doctor, field), home(manager, field)) if place]
        if project.get(field) and theirs:
            known.append(Fraction(project[field] in theirs))
    return half_even(1000 * _mean(known)) if known else 0


def _criteria(data: Data) -> dict[str, Data]:
    written = data.get("matching", {}).get("criteria", {})
    return {name: c if isinstance(c, dict) else {"weight": c} for name, c in written.items()}


def _value(calendar: Calendar, name: str, want: str, doctor: Data, manager: Data) -> Fraction | None:
    data = calendar.data
    if name == "interests":
        ours, theirs = set(doctor.get("interests", ())), set(manager.get("interests", ()))
        return _overlap(ours, theirs) if ours and theirs else None
    if name == "seniority":
        return _seniority(data, doctor, manager)
    if name == "exchange":
        return _exchange(doctor, manager)
    if name == "availability":
        need = needed(data)
        common = calendar.common(doctor["id"], manager["id"])
        return min(Fraction(1), Fraction(common, 2 * need)) if need else Fraction(1)
    if name == "preferences":
        sides = [(doctor, manager), (manager, doctor)]
        ranks = [_rank(one["prefers"], other["id"]) for one, other in sides if one.get("prefers")]
        return _mean(ranks) if ranks else None
    if name in ("site", "directorate"):
        alike = _alike(home(doctor, name), home(manager, name))
    else:
        alike = _attribute(data, name, doctor, manager)
    if alike is None:
        return None
    return 1 - alike if want == "different" else alike


def _seniority(data: Data, doctor: Data, manager: Data) -> Fraction | None:
    one, other = level(data, doctor), level(data, manager)
    if one is None or other is None:
        return None
    levels = len(data.get("matching", {}).get("seniority", LADDER))
    return 1 - Fraction(abs(one - other), levels - 1) if levels > 1 else Fraction(1)


def _exchange(doctor: Data, manager: Data) -> Fraction | None:
    sides = []
    for one, other in ((doctor, manager), (manager, doctor)):
        wants = set(one.get("wants", ()))
        if wants:
            sides.append(Fraction(len(wants & set(other.get("offers", ()))), len(wants)))
    return _mean(sides) if sides else None


def _attribute(data: Data, key: str, doctor: Data, manager: Data) -> Fraction | None:
    one, other = (p.get("attributes", {}).get(key) for p in (doctor, manager))
    if one is None or other is None:
        return None
    if is_number(one) and is_number(other):
        everyone = [*data["doctors"], *data["managers"]]
        values = [p["attributes"][key] for p in everyone if is_number(p.get("attributes", {}).get(key))]
        widest = exact(max(values)) - exact(min(values))
        return 1 - abs(exact(one) - exact(other)) / widest if widest else Fraction(1)
    if isinstance(one, list) or isinstance(other, list):
        return _overlap(as_set(one), as_set(other))
    return _alike(one, other)


def as_set(value: Any) -> set[str]:
    """A list attribute as a set; a single value is a set of one."""
    return set(value) if isinstance(value, list) else {value}


def _entries(doctor: Data, manager: Data, field: str) -> set[str]:
    return set(doctor.get(field, ())) | set(manager.get(field, ()))


def _overlap(one: set[str], other: set[str]) -> Fraction:
    return Fraction(2 * len(one & other), len(one) + len(other))


def _alike(one: Any, other: Any) -> Fraction | None:
    return None if one is None or other is None else Fraction(one == other)


def _rank(ranked: list[str], name: str) -> Fraction:
    return 1 - Fraction(ranked.index(name), len(ranked)) if name in ranked else Fraction(0)


def _mean(values: Iterable[Fraction]) -> Fraction:
    values = list(values)
    return sum(values, Fraction(0)) / len(values)
