"""What a column of a sheet of people can be: the fields, and how such columns are headed.

A heading is compared with `headings` word by word, without the small words of a question. A heading that has
one of the words of `never` is not that field, however near it is: a supervisor's e-mail is not the person's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pairmatch.cohort.values import DAY_NAMES, DAYS
from pairmatch.importing.side import Side


@dataclass(frozen=True)
class Field:
    """One thing that a sheet can tell of a person."""

    name: str
    about: str
    asked: str = ""
    """How such columns are headed, with `;` between."""
    unless: str = ""
    """Words of headings that mean something else."""
    is_list: bool = False
    """Whether several columns can be given for it, one after the other."""

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """How such columns are headed."""
        return tuple(one.strip() for one in self.asked.split(";") if one.strip())

    @cached_property
    def never(self) -> frozenset[str]:
        """The words of headings that mean something else."""
        return frozenset(self.unless.split())


_SOMEBODY_ELSE = (
    "supervisor supervisors line kin emergency colleague partner partners project projects rota site "
    "department team course event nominated nominator approver approved prefer preferred"
)
_EARLIER = "led lead before previous years long experience"
_THINGS = (
    "project projects site hospital day days date dates time times theme themes learn language pronouns "
    "contact method"
)

_NAMES = (
    Field("id", "the person's id in the cohort file", "pairmatch id"),
    Field(
        "name",
        "first name and surname",
        "name; full name; first and last name; name and surname; name of participant; doctor; doctor name; "
        "trainee name; manager; manager name; staff name",
        f"{_SOMEBODY_ELSE} hospital contact",
    ),
    Field("title", "Dr, Ms, ... where it has a column", "title; salutation"),
    Field(
        "first_name", "where it has a column", "first name; forename; given name; forenames", _SOMEBODY_ELSE
    ),
    Field("surname", "where it has a column", "surname; last name; family name", _SOMEBODY_ELSE),
    Field(
        "email",
        "e-mail address",
        "email; email address; mail; nhs email; work email; nhs email address; trust email; contact email",
        _SOMEBODY_ELSE,
    ),
)
_BAND = Field("band", "as 8a", "band; afc band; agenda for change band; grade; pay band", _EARLIER)
_GRADE = Field("grade", "as ST4", "grade; training grade; level of training; training level; band", _EARLIER)
_POST = (
    Field("role", "what the job is called", "role; job title; job role; post title; position", _EARLIER),
    Field("specialty", "clinical specialty", "specialty; speciality; clinical specialty"),
    Field(
        "directorate",
        "part of the trust",
        "directorate; division; care group; clinical group; business unit; department",
    ),
    Field(
        "site",
        "a key or a name of `sites`",
        "site; base site; hospital; base; hospital site; main site; where based; location; work site; "
        "base hospital; main hospital",
        "prefer preferred workshop workshops",
    ),
)
_LISTS = (
    Field(
        "interests",
        "themes; several are separated by ;",
        "interests; themes; interest; themes interest; topics; areas of interest; qi themes; "
        "quality improvement themes; qi interests; topics interest; improvement interests",
        "conflict conflicts",
        is_list=True,
    ),
    Field(
        "wants",
        "what they hope to learn",
        "wants; learn; hope learn; like learn; want learn; learning needs; hope gain; gain; "
        "learning objectives; learn from partner; learn about",
        is_list=True,
    ),
    Field(
        "offers",
        "what they can show",
        "offers; offer; teach; show; share; can offer; could teach; skills offer; can show; show partner; "
        "bring; teach partner; expertise",
        is_list=True,
    ),
)
_TIMES = (
    Field(
        "works",
        "half-days at work, as Mon am; Tue",
        "works; working days; work days; half days work; working pattern; availability; days work; "
        "days available; half days available; when work; work pattern; half days",
        "not unavailable avoid cannot",
        is_list=True,
    ),
    *(
        Field(f"works.{day}", f"where {name} has a column", f"{name.lower()}; {day}")
        for day, name in zip(DAYS, DAY_NAMES, strict=True)
    ),
    Field(
        "leave",
        "dates away, the day before the month",
        "leave; annual leave; leave dates; planned leave; dates unavailable; dates away; away; holidays; "
        "booked leave; annual leave dates; study leave; unavailable dates",
        is_list=True,
    ),
)
_PARTNERS = (
    Field(
        "approved",
        "by whom they are released",
        "approved; approved by; approval; released by; supervisor approval; supervisor agreed; who approved; "
        "manager approval; line manager approval; agreed by; supervisor approved",
    ),
    Field(
        "prefers",
        "partners wished for, best first",
        "prefers; prefer; preferences; preferred; prefer paired with; preferred partner; preferred partners; "
        "who prefer; who prefer paired with; preferred manager; preferred doctor; preferred managers; "
        "preferred doctors; like paired with",
        f"not avoid refuse conflict conflicts never unable cannot {_THINGS}",
        is_list=True,
    ),
    Field(
        "refuses",
        "partners not to be had",
        "refuses; refuse; not paired with; not want paired with; rather not paired with; "
        "who not paired with; do not pair with; avoid pairing with; avoid; anyone not paired with; "
        "conflict interest; conflicts interest; not pair with; not be paired with; cannot pair with",
        _THINGS,
        is_list=True,
    ),
    Field(
        "projects",
        "ids or titles of `projects`, best first",
        "projects; project; project choices; preferred project; preferred projects; which project",
        _EARLIER,
        is_list=True,
    ),
    Field(
        "pairs", "how many partners", "pairs; how many partners; number of partners; how many pairs; partners"
    ),
    Field(
        "submitted",
        "when it was sent: the later counts",
        "completion time; submitted; timestamp; date submitted; submission date; submitted at",
    ),
)
AS_EXPORTED = (
    Field("avoid_halves", "half-days rather not had, as mon am; fri pm"),
    Field("line_manages", "ids of those whom they manage"),
    Field("calendar", "the calendar file"),
    Field("rota", 'as {"pattern": "icu", "row": 3}'),
    Field("commitments", 'as {"wed pm": {"attend": false}}'),
    Field("extra", 'as {"2026-09-12 am": {"attend": true}}'),
    Field("posts", 'as [{"from": "2026-08-05"}]'),
)
"""What nobody signs up with: columns are taken only where headed by the very name, as `export` does."""
ATTRIBUTE = "attributes."
"""With which the fields start that the cohort file has freely."""


@lru_cache
def fields_of(side: Side) -> Mapping[str, Field]:
    """The fields that people of a side can have, by name; the free ones apart."""
    grades = (_GRADE,) if side is Side.DOCTORS else (_BAND, Field(_GRADE.name, _GRADE.about))
    asked = (*_NAMES, *grades, *_POST, *_LISTS, *_TIMES, *_PARTNERS)
    return {field.name: field for field in (*asked, *AS_EXPORTED)}


def is_field(name: str, side: Side) -> bool:
    """Whether a column can be that."""
    return name in fields_of(side) or (name.startswith(ATTRIBUTE) and len(name) > len(ATTRIBUTE))
