"""Where a person is on a date: the person's own site and work pattern, or those of a post."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from pairmatch.cohort.people import Base, Person, RotaPlace


@dataclass(frozen=True)
class Placement:
    """What holds for a person on one date."""

    site: str | None
    directorate: str | None
    works: Mapping[str, tuple[str, ...]] | None
    rota: RotaPlace | None
    calendar: str | None = None

    @property
    def has_duty(self) -> bool:
        """Whether the person goes by shifts then, not by `works`."""
        return self.rota is not None or self.calendar is not None


PlacementOn = Callable[[date], Placement | None]
"""Where one person is on a date."""


def placement_on(person: Person, day: date) -> Placement | None:
    """What holds for the person on `day`; None outside every post of a person who has posts."""
    return _placement_in(person, post_on(person, day))


def placements_of(person: Person) -> PlacementOn:
    """What holds for the person on each date: one and the same `Placement` all through a post."""
    in_post = cache(partial(_placement_in, person))
    return cache(lambda day: in_post(post_on(person, day))) if person.posts else lambda _: in_post(None)


def times_of(person: Person) -> Hashable:
    """What tells from when to when a person is at work, leave and the like apart: equal for equal times."""
    posts = ((post.first, post.until, *_base_of(post)) for post in person.posts)
    return (*_base_of(person), *posts)


def _base_of(one: Base) -> tuple[Hashable, ...]:
    works = None if one.works is None else tuple(one.works.items())
    return works, one.rota and (one.rota.pattern, one.rota.row), one.calendar


def _placement_in(person: Person, number: int | None) -> Placement | None:
    """What holds in the post of that place in the list; None: in no post, which some never are."""
    if not person.posts:
        return _placement(person, person.site, person.directorate)
    if number is None:
        return None
    post = person.posts[number]
    base = post if post.has_base else person
    return _placement(base, post.site or person.site, post.directorate or person.directorate)


def post_on(person: Person, day: date) -> int | None:
    """The place, in the person's list of posts, of the one held on `day`; None outside every post."""
    held = (at for at, post in enumerate(person.posts) if (post.first or day) <= day <= (post.until or day))
    return next(held, None)


def home_site(person: Person) -> str | None:
    """The site that the pairing goes by: the person's own, else that of the first post with one."""
    return person.site or next((post.site for post in person.posts if post.site), None)


def home_directorate(person: Person) -> str | None:
    """The directorate that the pairing goes by: the person's own, else that of the first post with one."""
    return person.directorate or next((post.directorate for post in person.posts if post.directorate), None)


def _placement(base: Base, site: str | None, directorate: str | None) -> Placement:
    return Placement(site, directorate, base.works, base.rota, base.calendar)
