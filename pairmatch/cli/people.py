"""Which people the words of a command mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pairmatch.cohort.people import Facilitator, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import did_you_mean
from pairmatch.errors import WrongUsage
from pairmatch.matching.answers import Ids


def people_named(cohort: Cohort, words: Iterable[str]) -> tuple[str, ...]:
    """The ids of the people, facilitators among them, whom the words name by id or by full name, each once.

    Raises
    ------
    WrongUsage
        When a word names nobody, or a name several people have.
    """
    everyone: list[Person | Facilitator] = [*cohort.people, *cohort.facilitators]
    return tuple(dict.fromkeys(_named(everyone, word, f"--person {word}") for word in words))


def paired_person(cohort: Cohort, word: str, told: str | None = None) -> str:
    """The id of the doctor or manager whom a word names by id or by full name.

    Parameters
    ----------
    cohort
        Whose people are meant.
    word
        As it was typed.
    told
        What the messages begin with; the word itself where it is not given.

    Raises
    ------
    WrongUsage
        When the word names nobody, several people, or someone who is never paired.
    """
    told = told or word
    people = list(cohort.people)
    if word in {one.id for one in cohort.facilitators} - {one.id for one in people}:
        raise WrongUsage(f"{told}: {word} is a facilitator; only doctors and managers are paired")
    return _named(people, word, told)


def pair_named(cohort: Cohort, option: str, word: str) -> Ids:
    """The (doctor, manager) ids that `--lock` or `--ban` names, as `okafor:ward`, in either order.

    Raises
    ------
    WrongUsage
        When the word is not a doctor and a manager with a colon between.
    """
    told = f"{option} {word}"
    one, colon, other = (part.strip() for part in word.partition(":"))
    if not (one and colon and other):
        raise WrongUsage(f"{told}: name a doctor and a manager with a colon between, as {option} okafor:ward")
    return as_pair(cohort, paired_person(cohort, one, told), paired_person(cohort, other, told), told)


def as_pair(cohort: Cohort, one: str, other: str, told: str) -> Ids:
    """Two ids as (doctor, manager).

    Raises
    ------
    WrongUsage
        When both are doctors, or both managers.
    """
    doctors = {doctor.id for doctor in cohort.doctors}
    if one == other:
        raise WrongUsage(f"{told}: this is one person twice")
    if (one in doctors) == (other in doctors):
        side = "doctors" if one in doctors else "managers"
        raise WrongUsage(f"{told}: {one} and {other} are both {side}; a pair is one doctor and one manager")
    return (one, other) if one in doctors else (other, one)


def asked_about(cohort: Cohort, words: Sequence[str]) -> tuple[str, ...]:
    """The ids of nobody, of one person, or of two as (doctor, manager).

    Raises
    ------
    WrongUsage
        When a word names nobody, or the two can never be a pair.
    """
    ids = [paired_person(cohort, word) for word in words]
    return as_pair(cohort, ids[0], ids[1], " ".join(words)) if len(ids) > 1 else tuple(ids)


def _named(everyone: Sequence[Person | Facilitator], word: str, told: str) -> str:
    ids = [person.id for person in everyone]
    if word in ids:
        return word
    same = [person.id for person in everyone if person.title.casefold() == word.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise WrongUsage(f"{told}: this is the name of {', '.join(same)}: give the id")
    named = {person.title.lower(): person.id for person in everyone}
    near = did_you_mean(word, [*ids, *named]) or f"the first ids are {', '.join(ids[:5])}"
    who = "this id or name" if told.endswith(f" {word}") or told == word else f"the id or name {word}"
    raise WrongUsage(f"{told}: nobody has {who}; {near}")
