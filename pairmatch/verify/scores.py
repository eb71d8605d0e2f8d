"""Every criterion and score once more, in exact fractions, from the format page's table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from pairmatch.calendar.availability import Availability
from pairmatch.cohort.people import Manager, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.verify.windows import meeting_blocks

Value = int | None
"""0 to 1000; None: not known."""


def criteria_of(
    cohort: Cohort, availability: Availability, doctor: Person, manager: Person
) -> dict[str, Value]:
    """Every criterion of `matching.criteria` in file order, each an integer 0 to 1000 or not known."""
    values: dict[str, Value] = {}
    for name, criterion in cohort.matching.criteria.items():
        share: Fraction | None
        if name == "availability":
            share = availability_share(cohort, availability, doctor, manager)
        elif name in PLAIN:
            share = PLAIN[name](cohort, doctor, manager)
        else:
            share = likeness(cohort, name, doctor, manager)
            if share is not None and criterion.want == "different":
                share = 1 - share
        values[name] = None if share is None else round(1000 * share)
    return values


def given_score(cohort: Cohort, doctor: Person, manager: Person) -> int | None:
    """What the file of scores says of the two; None where there is no such file."""
    if cohort.scores is None:
        return None
    row = [one.id for one in cohort.doctors].index(doctor.id)
    column = [one.id for one in cohort.managers].index(manager.id)
    return cohort.scores.rows[row][column]


def score_of(cohort: Cohort, availability: Availability, doctor: Person, manager: Person) -> int:
    """What the file of scores says, else the mean of the known criteria by weight, rounded half to even."""
    given = given_score(cohort, doctor, manager)
    if given is not None:
        return max(given, 0)
    values = criteria_of(cohort, availability, doctor, manager)
    total = weights = 0
    for name, criterion in cohort.matching.criteria.items():
        value = values[name]
        if value is not None:
            total += criterion.weight * value
            weights += criterion.weight
    return round(Fraction(total, weights)) if weights else 0


def interests(cohort: Cohort, doctor: Person, manager: Person) -> Fraction | None:
    """2·shared / (doctor's + manager's)."""
    return overlap(doctor.interests, manager.interests)


def overlap(one: Sequence[str], other: Sequence[str]) -> Fraction | None:
    """2·shared / (one's + the other's); not known where either has none."""
    if not one or not other:
        return None
    return Fraction(2 * len(set(one) & set(other)), len(set(one)) + len(set(other)))


def level(cohort: Cohort, person: Person) -> int | None:
    """The person's level on the seniority ladder: by band, else by grade."""
    band = person.band if isinstance(person, Manager) else None
    label = person.grade if band is None else band
    for number, labels in enumerate(cohort.matching.seniority):
        if label is not None and label in labels:
            return number
    return None


def seniority(cohort: Cohort, doctor: Person, manager: Person) -> Fraction | None:
    """1 − levels apart / (levels − 1)."""
    one, other = level(cohort, doctor), level(cohort, manager)
    if one is None or other is None:
        return None
    steps = len(cohort.matching.seniority) - 1
    return 1 - Fraction(abs(one - other), steps) if steps > 0 else Fraction(1)


def exchange(cohort: Cohort, doctor: Person, manager: Person) -> Fraction | None:
    """The mean over those who want something of what the other offers of it."""
    sides = [
        Fraction(len(set(one.wants) & set(other.offers)), len(set(one.wants)))
        for one, other in ((doctor, manager), (manager, doctor))
        if one.wants
    ]
    return mean(sides)


def preferences(cohort: Cohort, doctor: Person, manager: Person) -> Fraction | None:
    """The mean over those who list preferences of 1 − (rank − 1) / length; unlisted gives 0."""
    sides = [rank_share(one.prefers, other.id) for one, other in ((doctor, manager), (manager, doctor))]
    return mean([side for side in sides if side is not None])


def rank_share(wishes: Sequence[str], wanted: str) -> Fraction | None:
    """1 − (rank − 1) / length of a list of wishes; 0 unlisted, not known where the list is empty."""
    if not wishes:
        return None
    if wanted not in wishes:
        return Fraction(0)
    return 1 - Fraction(wishes.index(wanted), len(wishes))


def mean(parts: list[Fraction]) -> Fraction | None:
    """The mean of what is known; not known where nothing is."""
    return sum(parts, Fraction(0)) / len(parts) if parts else None


def common_half_days(availability: Availability, doctor: Person, manager: Person) -> int:
    """On how many half-days of the programme both can attend."""
    count = 0
    for slot in availability.time.slots:
        both = availability.can_attend(doctor.id, slot.index) and availability.can_attend(
            manager.id, slot.index
        )
        count += both and slot.index not in availability.time.closed
    return count


def availability_share(
    cohort: Cohort, availability: Availability, doctor: Person, manager: Person
) -> Fraction:
    """min(1, common attend half-days / (2 × half-days that the pair needs))."""
    needed: int = sum(workshop.length for workshop in cohort.workshops if workshop.required)
    needed += 2 * cohort.shadowing.each_way if cohort.shadowing else 0
    needed += len(meeting_blocks(cohort, cohort.programme.weeks))
    if needed == 0:
        return Fraction(1)
    return min(Fraction(1), Fraction(common_half_days(availability, doctor, manager), 2 * needed))


def home(person: Person, what: str) -> str | None:
    """The person's own site or directorate, else that of the first post that gives one."""
    own: str | None = getattr(person, what)
    for post in person.posts:
        own = own or getattr(post, what)
    return own


Datum = bool | int | float | str | tuple[str, ...] | None


def datum(cohort: Cohort, name: str, person: Person) -> Datum:
    """What a rule or criterion of that name looks at in a person; None: no data."""
    if name in ("site", "directorate"):
        return home(person, name)
    if name == "specialty":
        return person.specialty
    if name in ("interests", "wants", "offers"):
        entries: tuple[str, ...] = getattr(person, name)
        return entries or None
    if name == "seniority":
        return level(cohort, person)
    return person.attributes.get(name)


def number(value: Datum) -> Fraction | None:
    """A number as it was written, exactly; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return Fraction(str(value))


def entries_of(value: Datum) -> set[str]:
    """A list as a set of words; one word is a set of one."""
    return set(value) if isinstance(value, tuple) else {str(value)}


def likeness(cohort: Cohort, name: str, doctor: Person, manager: Person) -> Fraction | None:
    """Lists as `interests` does, numbers as 1 − difference / largest difference, else 1 if equal."""
    one, other = datum(cohort, name, doctor), datum(cohort, name, manager)
    if one is None or other is None:
        return None
    first, second = number(one), number(other)
    if first is not None and second is not None:
        known = [
            x for x in (number(datum(cohort, name, person)) for person in cohort.people) if x is not None
        ]
        widest = max(known) - min(known)
        return 1 - abs(first - second) / widest if widest else Fraction(1)
    if isinstance(one, tuple) or isinstance(other, tuple):
        return overlap(sorted(entries_of(one)), sorted(entries_of(other))) or Fraction(0)
    return Fraction(equal(one, other))


def equal(one: Datum, other: Datum) -> bool:
    """Whether two values are the same; lists in any order, and true is not the number 1."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return entries_of(one) == entries_of(other)
    return isinstance(one, bool) == isinstance(other, bool) and one == other


PLAIN: dict[str, Callable[[Cohort, Person, Person], Fraction | None]] = {
    "interests": interests,
    "seniority": seniority,
    "exchange": exchange,
    "preferences": preferences,
}
