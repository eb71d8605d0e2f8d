"""What becomes of every field of a cohort file: kept, given a label, made up anew, or made neutral.

`TABLE` has every field of every model; a test fails for one that it lacks, so that no new field is
passed on unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, get_args

from pairmatch.cohort.model import Model
from pairmatch.cohort.pairing_rules import OBJECTIVES, RULE_KINDS, Criterion, Matching
from pairmatch.cohort.people import (
    Doctor,
    DutyPattern,
    Facilitator,
    Manager,
    Post,
    Presence,
    RotaPlace,
    Shift,
)
from pairmatch.cohort.schema import Cohort, Programme, Site
from pairmatch.cohort.sessions import Meetings, Project, Room, Scheduling, Shadowing, Soft, Workshop
from pairmatch.diagnostics import plain


class Kind(Enum):
    """What a name names: within one kind the same name gets the same label."""

    PERSON = "person"
    SITE = "site"
    DIRECTORATE = "directorate"
    SPECIALTY = "specialty"
    ROLE = "role"
    GRADE = "grade"
    THEME = "theme"
    SKILL = "skill"
    ROTA = "rota"
    HALF = "half"
    PROJECT = "project"
    ROOM = "room"
    WORKSHOP = "workshop"
    ATTRIBUTE = "attribute"
    COUNTRY = "country"
    REASON = "reason"
    UNKNOWN = "unknown"


class Form(Enum):
    """What becomes of a value that is no name."""

    NUMBER = auto()
    """A number is kept."""
    FLAG = auto()
    """True and false are kept, and what is often written in their place."""
    WHEN = auto()
    """Dates, days, weeks and times are kept; other words in it are halves of the day, and get labels."""
    TITLE = auto()
    """Made up from the label of whose it is: `Doctor 7`."""
    EMAIL = auto()
    """Made up from the label of whose it is."""
    APPROVAL = auto()
    """Neutral: `approved`, or a no where it means no."""
    CODE = auto()
    """A shift code, or several: short ones are kept."""
    CALENDAR = auto()
    """The file of a person's shifts, named for the person."""
    SCORES = auto()
    """The file of scores, by one name always."""
    VALUE = auto()
    """The value of an attribute: a label, or a number moved so that the least is near 0."""
    NEUTRAL = auto()
    """Replaced by something of the same type that says nothing."""


@dataclass(frozen=True)
class Word:
    """One of a few words, which are kept."""

    words: frozenset[str]

    @classmethod
    def of(cls, *words: str) -> Word:
        """The words, however they are spelt."""
        return cls(frozenset(map(plain, words)))


@dataclass(frozen=True)
class Below:
    """A mapping of the fields of some models, or a list of such mappings."""

    models: tuple[type[Model], ...]
    owner: str | None = None
    """What those in the list are called, where each has things of its own."""
    otherwise: Form = Form.NEUTRAL
    """What becomes of a bare value in its place."""


@dataclass(frozen=True)
class ByKey:
    """A mapping with free keys."""

    key: How
    value: How
    otherwise: Form = Form.NEUTRAL
    """What becomes of a bare value in its place."""


How = Kind | Form | Word | Below | ByKey
Fields = Mapping[str, How]

_WEEK = ByKey(Form.WHEN, Form.WHEN, Form.WHEN)


def _literals(model: type[Model], field: str) -> Word:
    """The words that a field may have, by its annotation."""
    return Word.of(*get_args(model.model_fields[field].annotation))


_PRESENCE: Fields = {"attend": Form.FLAG, "host": Form.FLAG}
_BASE: Fields = {"works": _WEEK, "rota": Below((RotaPlace,)), "calendar": Form.CALENDAR}
_PERSON: Fields = {
    **_BASE,
    "id": Kind.PERSON,
    "name": Form.TITLE,
    "email": Form.EMAIL,
    "grade": Kind.GRADE,
    "role": Kind.ROLE,
    "specialty": Kind.SPECIALTY,
    "directorate": Kind.DIRECTORATE,
    "site": Kind.SITE,
    "interests": Kind.THEME,
    "wants": Kind.SKILL,
    "offers": Kind.SKILL,
    "commitments": ByKey(Form.WHEN, Below((Presence,))),
    "leave": Form.WHEN,
    "extra": ByKey(Form.WHEN, Below((Presence,))),
    "posts": Below((Post,)),
    "approved": Form.APPROVAL,
    "avoid_halves": Form.WHEN,
    "prefers": Kind.PERSON,
    "refuses": Kind.PERSON,
    "line_manages": Kind.PERSON,
    "projects": Kind.PROJECT,
    "pairs": Form.NUMBER,
    "attributes": ByKey(Kind.ATTRIBUTE, Form.VALUE),
}
_RULES: Mapping[str, Fields] = {
    "same": {"same": Kind.ATTRIBUTE},
    "different": {"different": Kind.ATTRIBUTE},
    "within": {"within": Kind.ATTRIBUTE, "by": Form.NUMBER},
    "share": {"share": Kind.ATTRIBUTE, "at_least": Form.NUMBER},
    "common": {"common": Kind.ATTRIBUTE, "at_least": Form.NUMBER},
    "apart": {"apart": Kind.PERSON},
    "together": {"together": Kind.PERSON},
    "listed": {"listed": _literals(RULE_KINDS["listed"], "listed")},
    "score": {"score": Form.NUMBER},
}

TABLE: Mapping[type[Model], Fields] = {
    Cohort: {
        "version": Form.NUMBER,
        "programme": Below((Programme,), "programme"),
        "doctors": Below((Doctor,), "doctor"),
        "managers": Below((Manager,), "manager"),
        "sites": ByKey(Kind.SITE, Below((Site,))),
        "rotas": ByKey(Kind.ROTA, Below((DutyPattern,))),
        "calendar_shifts": ByKey(Form.CODE, Below((Shift,))),
        "matching": Below((Matching,)),
        "projects": Below((Project,), "project"),
        "rooms": Below((Room,), "room"),
        "facilitators": Below((Facilitator,), "facilitator"),
        "workshops": Below((Workshop,), "workshop"),
        "shadowing": Below((Shadowing,)),
        "meetings": Below((Meetings,)),
        "scheduling": Below((Scheduling,)),
    },
    Programme: {
        "name": Form.TITLE,
        "start": Form.WHEN,
        "weeks": Form.NUMBER,
        "country": Kind.COUNTRY,
        "closed": Form.WHEN,
        "days": Form.WHEN,
        "halves": ByKey(Kind.HALF, Form.WHEN),
        "needs_approval": Form.FLAG,
    },
    Site: {"name": Form.TITLE, "travel": ByKey(Kind.SITE, Form.NUMBER)},
    DutyPattern: {
        "anchor": Form.WHEN,
        "shifts": ByKey(Form.CODE, Below((Shift,))),
        "cycle": Form.CODE,
        "release": Form.NUMBER,
    },
    Shift: {"time": Form.WHEN, **_PRESENCE},
    Presence: _PRESENCE,
    RotaPlace: {"pattern": Kind.ROTA, "row": Form.NUMBER},
    Post: {
        **_BASE,
        "from": Form.WHEN,
        "until": Form.WHEN,
        "site": Kind.SITE,
        "directorate": Kind.DIRECTORATE,
    },
    Doctor: _PERSON,
    Manager: {**_PERSON, "band": Kind.GRADE},
    Facilitator: {
        "id": Kind.PERSON,
        "name": Form.TITLE,
        "email": Form.EMAIL,
        "site": Kind.SITE,
        "works": _WEEK,
        "leave": Form.WHEN,
    },
    Project: {
        "id": Kind.PROJECT,
        "title": Form.TITLE,
        "themes": Kind.THEME,
        "site": Kind.SITE,
        "directorate": Kind.DIRECTORATE,
        "pairs": Form.NUMBER,
    },
    Room: {
        "id": Kind.ROOM,
        "name": Form.TITLE,
        "site": Kind.SITE,
        "capacity": Form.NUMBER,
        "open": _WEEK,
        "closed": Form.WHEN,
    },
    Workshop: {
        "id": Kind.WORKSHOP,
        "title": Form.TITLE,
        "weeks": Form.WHEN,
        "length": Form.NUMBER,
        "runs": Form.NUMBER,
        "capacity": Form.NUMBER,
        "min_size": Form.NUMBER,
        "rooms": Kind.ROOM,
        "facilitators": Kind.PERSON,
        "all_of": Kind.PERSON,
        "dates": Form.WHEN,
        "gap_weeks": Form.NUMBER,
        "required": Form.FLAG,
    },
    Shadowing: {
        "each_way": Form.NUMBER,
        "weeks": Form.WHEN,
        "gap_weeks": Form.NUMBER,
        "area_visitors": Form.NUMBER,
    },
    Meetings: {"every_weeks": Form.NUMBER, "weeks": Form.WHEN},
    Scheduling: {
        "together": Form.FLAG,
        "max_per_week": Form.NUMBER,
        "off_duty": _literals(Scheduling, "off_duty"),
        "soft": Below((Soft,)),
        "notice_weeks": Form.NUMBER,
    },
    Soft: dict.fromkeys(("avoid_halves", "travel", "same_week", "runs", "balance"), Form.NUMBER),
    Matching: {
        "objective": Word.of(*OBJECTIVES),
        "schedulable": Form.FLAG,
        "scores": Form.SCORES,
        "placement": _literals(Matching, "placement"),
        "stable": Form.FLAG,
        "seniority": Kind.GRADE,
        "criteria": ByKey(Kind.ATTRIBUTE, Below((Criterion,), otherwise=Form.NUMBER)),
        "rules": Below(tuple(RULE_KINDS.values())),
    },
    Criterion: {"weight": Form.NUMBER, "want": _literals(Criterion, "want")},
    **{RULE_KINDS[kind]: {**fields, "why": Kind.REASON} for kind, fields in _RULES.items()},
}


def names_in_file(model: type[Model]) -> Mapping[str, str]:
    """The fields of a model as a file names them, and as the model does."""
    return {info.alias or name: name for name, info in model.model_fields.items()}


def fields_of(models: tuple[type[Model], ...]) -> Mapping[str, Any]:
    """The fields that a mapping of any of these models may have."""
    return {name: how for model in models for name, how in TABLE[model].items()}


OF_THE_FORMAT = frozenset(plain(name) for fields in TABLE.values() for name in fields)
"""Every field name of the format, in small letters: none of them says anything about anybody."""
