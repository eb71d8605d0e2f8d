"""Why the two are a pair, in sentences to them: what they have in common, and what each can give the other.

Scores are left out, and so is what one of the two has said about the other alone. So are attributes: they
may be of any kind, and nobody was asked whether the other may know of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pairmatch.calendar.posts import home_directorate, home_site
from pairmatch.cohort.people import Person
from pairmatch.matching.pairing import Pair
from pairmatch.report.highlights import FULL, highlights
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.visible import visible
from pairmatch.report.words import first_few

_ENOUGH = 6
"""So many criteria are told of at most."""
AT_LEAST = "You were paired so that as many people as possible could have a partner who suits them."


def reasons(outcome: Outcome, pair: Pair) -> Iterator[str]:
    """Sentences, what counted most for this pair first.

    A pair without criteria, as of a rota alone or of a file of scores, is told what can be seen of the two.
    """
    found = list(dict.fromkeys(_sentences(outcome, pair)))
    yield from found or [AT_LEAST]


def _sentences(outcome: Outcome, pair: Pair) -> Iterator[str]:
    doctor, manager = (outcome.cohort.person(one) for one in pair.ids)
    order = [name for name, _ in highlights(pair, outcome.cohort.matching, _ENOUGH).strongest]
    for name in order or ("interests", "exchange", "site"):
        tell = _TELLERS.get(name)
        yield from tell(outcome, pair, doctor, manager) if tell else ()


def _interests(outcome: Outcome, pair: Pair, doctor: Person, manager: Person) -> Iterator[str]:
    shared = _in_both(doctor.interests, manager.interests)
    if shared:
        yield f"You are both interested in {_listed(shared)}."


def _exchange(outcome: Outcome, pair: Pair, doctor: Person, manager: Person) -> Iterator[str]:
    for one, other in ((doctor, manager), (manager, doctor)):
        wanted = _in_both(one.wants, other.offers)
        if wanted:
            names = outcome.names
            yield (
                f"{names.person(one.id)} would like to learn about {_listed(wanted)}, "
                f"which {names.person(other.id)} can show."
            )


def _preferences(outcome: Outcome, pair: Pair, doctor: Person, manager: Person) -> Iterator[str]:
    """Told only where both asked, so that nobody learns of a wish that was not returned."""
    if manager.id in doctor.prefers and doctor.id in manager.prefers:
        yield "Each of you named the other as someone to be paired with."


def _site(outcome: Outcome, pair: Pair, doctor: Person, manager: Person) -> Iterator[str]:
    here, there = home_site(doctor), home_site(manager)
    if not (here and there):
        return
    if here == there:
        yield f"You both work at {outcome.names.site(here)}."
    elif _want(outcome, "site") == "different":
        yield f"You work at two sites, {outcome.names.site(here)} and {outcome.names.site(there)}."


def _directorate(outcome: Outcome, pair: Pair, doctor: Person, manager: Person) -> Iterator[str]:
    here, there = home_directorate(doctor), home_directorate(manager)
    if not (here and there):
        return
    if here == there:
        yield f"You both belong to {visible(here)}."
    elif _want(outcome, "directorate") == "different":
        parts = f"{visible(here)} and {visible(there)}"
        yield f"You come from different parts of the trust, {parts}, and can show each other yours."


def _seniority(outcome: Outcome, pair: Pair, doctor: Person, manager: Person) -> Iterator[str]:
    if pair.criteria.get("seniority") == FULL:
        yield "You are at a similar stage of your careers."


def _availability(outcome: Outcome, pair: Pair, doctor: Person, manager: Person) -> Iterator[str]:
    if pair.criteria.get("availability") == FULL:
        yield "Your working weeks leave plenty of time that you have in common."


def _want(outcome: Outcome, name: str) -> str:
    criterion = outcome.cohort.matching.criteria.get(name)
    return criterion.want if criterion else "same"


def _in_both(one: Sequence[str], other: Sequence[str]) -> list[str]:
    return [visible(word) for word in dict.fromkeys(one) if word in other]


def _listed(words: Sequence[str]) -> str:
    return first_few(words, len(words))


_Tell = Callable[[Outcome, Pair, Person, Person], Iterator[str]]
_TELLERS: Mapping[str, _Tell] = {
    "interests": _interests,
    "exchange": _exchange,
    "preferences": _preferences,
    "site": _site,
    "directorate": _directorate,
    "seniority": _seniority,
    "availability": _availability,
}
