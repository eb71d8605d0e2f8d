"""Which people `--person` means."""

from __future__ import annotations

from collections.abc import Iterable

from pairmatch.cohort.people import Facilitator, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import did_you_mean
from pairmatch.errors import WrongUsage


def people_named(cohort: Cohort, words: Iterable[str]) -> tuple[str, ...]:
    """The ids of the people, facilitators among them, whom the words name by id or by full name, each once.

    Raises
    ------
    WrongUsage
        When a word names nobody, or a name several people have.
    """
    return tuple(dict.fromkeys(_person_named(cohort, word) for word in words))


def _person_named(cohort: Cohort, word: str) -> str:
    everyone: list[Person | Facilitator] = [*cohort.people, *cohort.facilitators]
    ids = [person.id for person in everyone]
    if word in ids:
        return word
    same = [person.id for person in everyone if person.title.casefold() == word.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise WrongUsage(f"--person {word}: this is the name of {', '.join(same)}: give the id")
    named = {person.title.lower(): person.id for person in everyone}
    near = did_you_mean(word, [*ids, *named]) or f"the first ids are {', '.join(ids[:5])}"
    raise WrongUsage(f"--person {word}: nobody has this id or name; {near}")
