"""`pairmatch init`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from pairmatch.cli.starter import ANYWHERE, LEAST_WEEKS, MOST_WEEKS, WORKFLOWS, Server
from pairmatch.errors import UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen

_T = TypeVar("_T")
_AHEAD = timedelta(weeks=6)
"""So long before its start a programme is mostly set up."""
_NAME, _SITE, _WEEKS = "Paired Learning", "Royal Infirmary", 12
_HOOKS = Path(".pre-commit-config.yaml")

Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Where to write. Default: this folder.", show_default=False)
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: take the options and the defaults.")]
Name = Annotated[str | None, typer.Option(help=f"What the programme is called. Default: {_NAME}.")]
Start = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The Monday on which it starts, as 2027-01-11. Default: in six weeks."),
]
Weeks = Annotated[
    int | None,
    typer.Option(min=LEAST_WEEKS, max=MOST_WEEKS, help=f"How many weeks it lasts. Default: {_WEEKS}."),
]
Site = Annotated[str | None, typer.Option(help=f"What the hospital is called. Default: {_SITE}.")]
Ci = Annotated[
    Server | None, typer.Option("--ci", help="What checks the files at every change. Default: github.")
]
Hook = Annotated[
    bool | None,
    typer.Option("--pre-commit/--no-pre-commit", help="An entry of .pre-commit-config.yaml. Default: yes."),
]
Source = Annotated[
    str,
    typer.Option("--source", metavar="OWNER/NAME", help="Your copy of pairmatch on GitHub."),
]


def init(
    folder: Folder = Path(),
    yes: Yes = False,
    name: Name = None,
    start: Start = None,
    weeks: Weeks = None,
    site: Site = None,
    ci: Ci = None,
    pre_commit: Hook = None,
    source: Source = ANYWHERE,
) -> None:
    """Write a first cohort file with notes, and what checks it at every change.

    Asks a few questions; what is given as an option is not asked. Nothing that is there is overwritten.

    Exit code 0: written. 1: broken off. 2: wrong usage, or a file is there already.
    """
    from pairmatch.cli.screen import screen_for

    if not re.fullmatch(r"[\w.-]+/[\w.-]+", source):
        raise WrongUsage(f"--source {source}: write owner and name, as {ANYWHERE}")
    ask = _Ask(yes)
    plan = _Plan(
        folder,
        ask("What is the programme called?", name, _NAME, _named),
        ask("On which Monday does it start?", start, str(_monday(date.today() + _AHEAD)), _start),
        ask(f"How many weeks does it last ({LEAST_WEEKS} to {MOST_WEEKS})?", weeks, str(_WEEKS), _weeks),
        ask("What is the hospital called?", site, _SITE, _named),
        ask("What checks the files (github, gitlab or none)?", ci, Server.GITHUB.value, _server),
        ask("Check them before each commit, too, by pre-commit (yes or no)?", pre_commit, "yes", _yes_or_no),
        source,
    )
    _write(screen_for(), plan)


class _Ask:
    """Questions, but for what is known already."""

    def __init__(self, nothing: bool) -> None:
        self._nothing = nothing

    def __call__(self, question: str, given: object, default: str, read: Callable[[str], _T]) -> _T:
        if given is not None or self._nothing:
            return read(default if given is None else str(given))
        while True:
            try:
                return read(typer.prompt(question, default=default))
            except WrongUsage as error:
                typer.echo(f"  {error}", err=True)


@dataclass(frozen=True)
class _Plan:
    """What is to be written."""

    folder: Path
    name: str
    start: date
    weeks: int
    site: str
    server: Server
    hook: bool
    source: str

    @property
    def cohort(self) -> str:
        """The path of the cohort file, as seen from the folder."""
        from pairmatch.cli.starter import slug

        return f"cohorts/{slug(self.name, 'cohort')}.yaml"


def _write(screen: Screen, plan: _Plan) -> None:
    """Write every file that is not there, the cohort first; `UnreadableFile` where that one is."""
    from pairmatch.report.files import write_whole

    if (plan.folder / plan.cohort).exists():
        raise UnreadableFile(f"{plan.folder / plan.cohort} is there already, and is left as it is")
    for name, text in _texts(plan):
        path = plan.folder / name
        if path.exists():
            screen.warn(f"{path} is there already, and is left as it is; this would go into it:\n{text}")
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnreadableFile(f"{path.parent}: cannot be made: {error.strerror or error}") from None
        write_whole(path, text)
        screen.note(f"written: {path}")
    if plan.hook:
        _add_hook(screen, plan)
    screen.note("next: put your people into it, and after every change type")
    screen.note(f"  pairmatch check {plan.folder / plan.cohort}")
    if plan.source == ANYWHERE and (plan.hook or plan.server is not Server.NONE):
        screen.note(f"and write the address of your copy of pairmatch in place of {ANYWHERE}")


def _texts(plan: _Plan) -> Iterator[tuple[str, str]]:
    """Path and text of each file, but for that of pre-commit."""
    from pairmatch.cli.starter import cohort_text, workflow_text
    from pairmatch.cohort.json_schema import FILE, shipped

    yield plan.cohort, cohort_text(plan.name, plan.start, plan.weeks, plan.site, plan.cohort)
    if not (plan.folder / "cohorts" / FILE).exists():
        yield f"cohorts/{FILE}", shipped()
    if plan.server is not Server.NONE:
        yield WORKFLOWS[plan.server], workflow_text(plan.server, plan.source)


def _add_hook(screen: Screen, plan: _Plan) -> None:
    """Put the entry into the file of pre-commit, whose other entries and comments stay."""
    from pairmatch.cli.starter import with_hook
    from pairmatch.cohort.read import bytes_of
    from pairmatch.report.files import write_whole

    path = plan.folder / _HOOKS
    before = bytes_of(path) if path.exists() else b""
    after = with_hook(before, plan.source)
    if after is None:
        screen.warn(f"{path} was left as it is: put the hook `pairmatch-check` into it by hand")
    elif after.encode() == before:
        screen.note(f"{path} has the hook already")
    else:
        write_whole(path, after)
        screen.note(f"written: {path}")


def _monday(day: date) -> date:
    """The Monday of a week."""
    return day - timedelta(days=day.weekday())


def _named(text: str) -> str:
    words = " ".join(text.split())
    if not words or not words.isprintable():
        raise WrongUsage("a name is needed, of letters that can be printed")
    return words


def _start(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise WrongUsage(f"`{text}` is not a date: write it as 2027-01-11") from None
    if day.weekday():
        monday = _monday(day)
        raise WrongUsage(f"{day} is a {day:%A}: write {monday} or {monday + timedelta(weeks=1)}")
    return day


def _weeks(text: str) -> int:
    if not text.strip().isdecimal() or not LEAST_WEEKS <= int(text) <= MOST_WEEKS:
        raise WrongUsage(f"`{text}` is not a number from {LEAST_WEEKS} to {MOST_WEEKS}")
    return int(text)


def _server(text: str) -> Server:
    try:
        return Server(text.strip().lower())
    except ValueError:
        raise WrongUsage(f"`{text}` is none of {', '.join(Server)}") from None


def _yes_or_no(text: str) -> bool:
    meant = text.strip().lower()
    if meant not in ("yes", "y", "true", "no", "n", "false"):
        raise WrongUsage(f"`{text}` is neither yes nor no")
    return meant in ("yes", "y", "true")
