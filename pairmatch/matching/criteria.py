"""The criteria of the format page, each an exact fraction for every doctor and manager.

Every function returns `Parts` of shape (doctors, managers); a pair for which one of the two
gives no data has the denominator 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

from pairmatch.calendar import Availability
from pairmatch.calendar.needs import needed_half_days
from pairmatch.calendar.posts import home_directorate, home_site
from pairmatch.cohort.people import Manager, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.fractions import Ints, Parts, mean_of_known


@dataclass(frozen=True)
class Sides:
    """The two sides of a pairing, and when each person can attend."""

    cohort: Cohort
    availability: Availability

    @property
    def doctors(self) -> Sequence[Person]:
        """The rows of every array."""
        return self.cohort.doctors

    @property
    def managers(self) -> Sequence[Person]:
        """The columns of every array."""
        return self.cohort.managers

    @property
    def shape(self) -> tuple[int, int]:
        """(doctors, managers)."""
        return (len(self.doctors), len(self.managers))

    def common_half_days(self) -> Ints:
        """On how many half-days both can attend, shape (doctors, managers)."""
        attend = self.availability.attend.astype(np.int64)
        return attend[: len(self.doctors)] @ attend[len(self.doctors) :].T


def criterion(name: str, sides: Sides) -> Parts:
    """The criterion of that name; any name that the format does not list is an attribute's."""
    known = _CRITERIA.get(name)
    return known(sides) if known else attribute(name, sides)


def interests(sides: Sides) -> Parts:
    """Dice's coefficient of the two lists: 2·shared / (doctor's + manager's)."""
    return overlap([p.interests for p in sides.doctors], [p.interests for p in sides.managers])


def seniority(sides: Sides) -> Parts:
    """1 − levels apart / (levels − 1)."""
    top = len(sides.cohort.matching.seniority) - 1
    rows, columns = levels(sides.cohort, sides.doctors), levels(sides.cohort, sides.managers)
    known = (rows[:, None] >= 0) & (columns[None, :] >= 0)
    apart = np.abs(rows[:, None] - columns[None, :])
    if top < 1:
        return Parts(known.astype(np.int64), known.astype(np.int64))
    return Parts(np.where(known, top - apart, 0), np.where(known, top, 0))


def exchange(sides: Sides) -> Parts:
    """The mean of what each side wants and the other offers; a side without wants is left out."""
    doctors, managers = sides.doctors, sides.managers
    there = share_wanted([p.wants for p in doctors], [p.offers for p in managers])
    back = share_wanted([p.wants for p in managers], [p.offers for p in doctors])
    return mean_of_known(there, Parts(back.numerator.T, back.denominator.T))


def availability(sides: Sides) -> Parts:
    """Half-days on which both can attend, against twice what a pair needs, at most 1."""
    enough = 2 * needed_half_days(sides.cohort, sides.cohort.programme.weeks)
    denominator = np.full(sides.shape, max(enough, 1), dtype=np.int64)
    if enough == 0:
        return Parts(denominator, denominator)
    return Parts(np.minimum(sides.common_half_days(), enough), denominator)


def preferences(sides: Sides) -> Parts:
    """The mean, over the sides that list preferences, of 1 − (rank − 1) / length."""
    there = _liking(sides.doctors, sides.managers)
    back = _liking(sides.managers, sides.doctors)
    return mean_of_known(there, Parts(back.numerator.T, back.denominator.T))


def site(sides: Sides) -> Parts:
    """Whether the two have the same site, or different ones, as wanted."""
    values = [home_site(p) for p in sides.doctors], [home_site(p) for p in sides.managers]
    return _as_wanted("site", sides, equality(*values))


def directorate(sides: Sides) -> Parts:
    """Whether the two have the same directorate, or different ones, as wanted."""
    values = [home_directorate(p) for p in sides.doctors], [home_directorate(p) for p in sides.managers]
    return _as_wanted("directorate", sides, equality(*values))


def attribute(name: str, sides: Sides) -> Parts:
    """Lists compare as interests do, numbers by their difference, anything else by equality."""
    rows = [p.attributes.get(name) for p in sides.doctors]
    columns = [p.attributes.get(name) for p in sides.managers]
    return _as_wanted(name, sides, compare(rows, columns))


def compare(rows: Sequence[Any], columns: Sequence[Any]) -> Parts:
    """How alike the values are, each pair by the kind of its two values."""
    numbers = [value for value in (*rows, *columns) if _is_number(value)]
    if any(isinstance(value, tuple) for value in (*rows, *columns)) or numbers:
        return _pair_by_pair(rows, columns, numbers)
    return equality(rows, columns)


def _pair_by_pair(rows: Sequence[Any], columns: Sequence[Any], numbers: Sequence[float]) -> Parts:
    scale, largest = _whole(numbers)
    cells = [[_likeness(one, other, scale, largest) for other in columns] for one in rows]
    array = np.array(cells, dtype=np.int64).reshape(len(rows), len(columns), 2)
    return Parts(array[:, :, 0], array[:, :, 1])


def _likeness(one: Any, other: Any, scale: int, largest: int) -> tuple[int, int]:
    if one is None or other is None:
        return (0, 0)
    if isinstance(one, tuple) or isinstance(other, tuple):
        first, second = _as_set(one), _as_set(other)
        return (2 * len(first & second), len(first) + len(second))
    if _is_number(one) and _is_number(other):
        apart = abs(_scaled(one, scale) - _scaled(other, scale))
        return (largest - apart, largest) if largest else (1, 1)
    return (int(type(one) is type(other) and one == other), 1)


def _as_set(value: Any) -> set[str]:
    return {str(part) for part in value} if isinstance(value, tuple) else {str(value)}


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


_PLACES = 10**6  # attribute numbers count to six decimal places


def _whole(numbers: Sequence[float]) -> tuple[int, int]:
    """A scale that makes the numbers whole, and the largest difference on it."""
    scale = 1 if all(float(n).is_integer() for n in numbers) else _PLACES
    scaled = [_scaled(n, scale) for n in numbers] or [0]
    return scale, max(scaled) - min(scaled)


def _scaled(number: float, scale: int) -> int:
    return round(number * scale)


def equality(rows: Sequence[Any], columns: Sequence[Any]) -> Parts:
    """1 where the two values are equal, 0 where not; not known where either is None."""
    codes: dict[Any, int] = {}
    first = np.array([_code(codes, value) for value in rows], dtype=np.int64)
    second = np.array([_code(codes, value) for value in columns], dtype=np.int64)
    known = (first[:, None] >= 0) & (second[None, :] >= 0)
    same = first[:, None] == second[None, :]
    return Parts((same & known).astype(np.int64), known.astype(np.int64))


def _code(codes: dict[Any, int], value: Any) -> int:
    return -1 if value is None else codes.setdefault((type(value), value), len(codes))


def overlap(rows: Sequence[Iterable[str]], columns: Sequence[Iterable[str]]) -> Parts:
    """2·shared / (one's + other's) of two lists; not known where either is empty."""
    first, second = incidence(rows, columns)
    shared = first @ second.T
    sizes = (first.sum(axis=1)[:, None], second.sum(axis=1)[None, :])
    known = (sizes[0] > 0) & (sizes[1] > 0)
    return Parts(2 * shared, np.where(known, sizes[0] + sizes[1], 0))


def share_wanted(rows: Sequence[Iterable[str]], columns: Sequence[Iterable[str]]) -> Parts:
    """How much of each row's list each column's list has; not known where the row's is empty."""
    first, second = incidence(rows, columns)
    wanted = np.broadcast_to(first.sum(axis=1)[:, None], (len(rows), len(columns)))
    return Parts(first @ second.T, wanted)


def incidence(rows: Sequence[Iterable[str]], columns: Sequence[Iterable[str]]) -> tuple[Ints, Ints]:
    """Which words each list has: two 0/1 arrays over one vocabulary."""
    words: dict[str, int] = {}
    for words_of_one in (*rows, *columns):
        for word in words_of_one:
            words.setdefault(word, len(words))

    def table(lists: Sequence[Iterable[str]]) -> Ints:
        array = np.zeros((len(lists), len(words)), dtype=np.int64)
        for row, own in enumerate(lists):
            array[row, [words[word] for word in own]] = 1
        return array

    return table(rows), table(columns)


def ranks(people: Sequence[Person], others: Sequence[Person]) -> Ints:
    """The rank of each other in each person's list, from 1, shape (people, others); 0 for the unlisted."""
    columns = {other.id: column for column, other in enumerate(others)}
    found = np.zeros((len(people), len(others)), dtype=np.int64)
    for row, person in enumerate(people):
        for rank, other in enumerate(person.prefers, 1):
            if other in columns:
                found[row, columns[other]] = rank
    return found


def _liking(people: Sequence[Person], others: Sequence[Person]) -> Parts:
    """(length − rank + 1) / length of each other in each person's list; 0 for the unlisted."""
    rank = ranks(people, others)
    length = np.array([len(person.prefers) for person in people], dtype=np.int64)[:, None]
    return Parts(np.where(rank > 0, length - rank + 1, 0), np.broadcast_to(length, rank.shape))


def levels(cohort: Cohort, people: Sequence[Person]) -> Ints:
    """The level of each person on the seniority ladder, counted from 0; −1 where it is not known."""
    ladder = cohort.matching.seniority
    level = {name: at for at, names in reversed(list(enumerate(ladder))) for name in names}
    return np.array([level.get(_rank_name(person) or "", -1) for person in people], dtype=np.int64)


def _rank_name(person: Person) -> str | None:
    band = person.band if isinstance(person, Manager) else None
    return band or person.grade


def _as_wanted(name: str, sides: Sides, parts: Parts) -> Parts:
    wanted = sides.cohort.matching.criteria.get(name)
    return parts.complement() if wanted and wanted.want == "different" else parts


_CRITERIA: dict[str, Callable[[Sides], Parts]] = {
    "interests": interests,
    "seniority": seniority,
    "exchange": exchange,
    "availability": availability,
    "preferences": preferences,
    "site": site,
    "directorate": directorate,
}
