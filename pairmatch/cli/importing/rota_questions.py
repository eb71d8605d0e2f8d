"""Names and codes that nobody knows: asked about at a terminal, else listed with lines to paste."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from pairmatch.cli.importing.duty_summary import cells, places, show_lines
from pairmatch.cohort.values import TimeRange, Weekdays
from pairmatch.importing.codes import Kind, Meaning
from pairmatch.importing.times import hours
from pairmatch.report.visible import visible

if TYPE_CHECKING:
    from pairmatch.importing.names import People
    from pairmatch.importing.rota.meant import Meant, UnknownCode, UnknownName
    from pairmatch.report.terminal.page import Page

_NOBODY = "-"
WHO = "WHO"
"""What stands in the lines to paste where somebody has to be chosen; nobody has such an id."""
TIMES = "HH:MM-HH:MM"


@dataclass
class Answers:
    """What was said at the terminal."""

    names: dict[str, str | None] = field(default_factory=dict)
    codes: dict[str, Meaning] = field(default_factory=dict)
    said_codes: dict[str, str] = field(default_factory=dict)


def ask(answers: Answers, said: Meant, people: People) -> None:
    """Ask who each unknown name means, and what each unknown code is."""
    for name in said.unknown_names:
        answers.names[name.written] = _ask_name(name, people)
    for code in said.unknown_codes:
        answers.said_codes[code.written], answers.codes[code.written] = _ask_code(code)


def _ask_name(name: UnknownName, people: People) -> str | None:
    nearest = ", ".join(f"{one} ({people.title(one)})" for one in name.nearest)
    about = f"; may be {nearest}" if nearest else ""
    question = visible(
        f"`{name.written}` ({places(name.places)}){about}. Whose id, or {_NOBODY} for nobody's?"
    )
    while True:
        answer = str(typer.prompt(question, err=True)).strip()
        if answer == _NOBODY:
            return None
        if answer in people:
            return answer
        typer.echo(f"  nobody of the cohort has the id `{visible(answer)}`", err=True)


def _ask_code(code: UnknownCode) -> tuple[str, Meaning]:
    why = f"; {code.why}" if code.why else ""
    question = visible(
        f"`{code.written}` ({places(code.places)}){why}. Times as {_example(code)}, leave or off?"
    )
    while True:
        answer = str(typer.prompt(question, err=True)).strip()
        if answer.lower() in (Kind.LEAVE.value, Kind.OFF.value):
            return answer.lower(), Meaning(Kind(answer.lower()), source="your answer")
        shift = _shift(answer, needs_days=bool(code.why))
        if shift:
            return shift
        typer.echo(f"  `{visible(answer)}` is not understood: write {_example(code)}", err=True)


def _shift(answer: str, *, needs_days: bool) -> tuple[str, Meaning] | None:
    """What an answer such as `08:00-17:30` or `mon..fri 08:00-17:30` means, and how it is saved."""
    days, _, rest = answer.rpartition(" ")
    time = hours(answer)
    if time and not needs_days:
        return f'"{time}"', Meaning(Kind.SHIFT, time=time, source="your answer")
    time = hours(rest)
    try:
        on = tuple(Weekdays.parse(days)) if time else ()
    except ValueError:
        return None
    if time is None:
        return None
    week: dict[int, TimeRange | str] = dict.fromkeys(on, time)
    return f'{{time: "{time}", days: {days}}}', Meaning(
        Kind.SHIFT, time=time, week=week, source="your answer"
    )


def _example(code: UnknownCode) -> str:
    return "mon..fri 08:00-17:30" if code.why else "08:00-17:30"


def show_answers(page: Page, answers: Answers) -> None:
    """The lines that save answering again."""
    names = [f"{_key(name)}: {who or 'null'}" for name, who in answers.names.items()]
    codes = [f"{_key(code)}: {said}" for code, said in answers.said_codes.items()]
    show_lines(page, "To be asked this no more, put into names.yaml and give --names names.yaml", names)
    show_lines(page, "To be asked this no more, put into codes.yaml and give --codes codes.yaml", codes)


def show_unknown(page: Page, said: Meant, people: People) -> None:
    """What nobody knows, where it stands, and the lines to paste."""
    show_lines(
        page,
        "Names that mean nobody for certain",
        (_name(one, people) for one in said.unknown_names),
        most=200,
    )
    show_lines(
        page,
        "Put into names.yaml what is right, and give --names names.yaml (null: nobody of this programme)",
        _name_lines(said, people),
        most=200,
    )
    show_lines(page, "Codes that are not known", (_code(one) for one in said.unknown_codes), most=200)
    show_lines(
        page,
        "Put into codes.yaml what is right, and give --codes codes.yaml",
        (
            f"{_key(one.written)}: {_to_fill(one)}  # {cells(len(one.places))}; or: leave, or: off"
            for one in said.unknown_codes
        ),
        most=200,
    )


def _name(one: UnknownName, people: People) -> str:
    nearest = " or ".join(people.title(person) for person in one.nearest)
    if one.is_shared:
        return f"`{one.written}`, {places(one.places)}: fits {nearest}"
    return f"`{one.written}`, {places(one.places)}: " + (
        f"nearest is {nearest}" if nearest else "nobody is near"
    )


def _name_lines(said: Meant, people: People) -> Iterator[str]:
    for one in said.unknown_names:
        who = WHO if one.nearest else "null"
        maybe = f"  # {' or '.join(one.nearest)}, or null" if one.nearest else ""
        yield f"{_key(one.written)}: {who}{maybe}"


def _code(one: UnknownCode) -> str:
    return f"`{one.written}`, {places(one.places)}" + (f": {one.why}" if one.why else "")


def _to_fill(one: UnknownCode) -> str:
    return f'{{time: "{TIMES}"{", days: mon..fri" if one.why else ""}}}'


def _key(text: str) -> str:
    from pairmatch.cohort.edit.render import rendered

    return rendered(text)
