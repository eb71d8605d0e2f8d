"""`pairmatch import calendar`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.importing.rota import DryRun, Force, Into, Yes
from pairmatch.cli.options import NoColor, Quiet
from pairmatch.errors import WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.importing.calendar import CalendarImport, CalendarRequest
    from pairmatch.importing.names import People
    from pairmatch.report.terminal.page import Page

Calendars = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Calendars exported as .ics.", show_default=False)
]
PersonId = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="ID",
        help="Whose they are. Default: by the calendar's name, the file's, or e-mail.",
    ),
]
CodesFile = Annotated[
    Path | None,
    typer.Option(
        "--codes", metavar="FILE", help="What summaries mean: a .yaml file with lines such as `Long Day: LD`."
    ),
]
IgnoreUnmatched = Annotated[
    bool, typer.Option("--ignore-unmatched", help="Leave out events whose summaries are no known shifts.")
]


def calendar(
    calendars: Calendars,
    into: Into = None,
    person: PersonId = None,
    codes: CodesFile = None,
    ignore_unmatched: IgnoreUnmatched = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Take the shifts and the leave of a person's exported calendar into a cohort file.

    Writes a copy with nothing but codes and times into the folder `rotas` beside the cohort file, names it
    there, and adds the shift codes and the leave. An event is a shift when its summary, or the first word of
    it, is a code of `calendar_shifts` or of --codes.

    Exit code 0: written. 1: something is not known, and nothing was written. 2: wrong usage, or a file that
    cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.importing.duty_writing import Writing, cohort_to_change, finish, need
    from pairmatch.cli.screen import screen_for
    from pairmatch.importing.calendar import CalendarRequest, read_calendars
    from pairmatch.importing.codes_file import read_codes
    from pairmatch.importing.names import People
    from pairmatch.report.terminal.page import Page

    need("icalendar", "recurring_ical_events", "rapidfuzz")
    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(into)
    cohort = cohort_to_change(path)
    people = People(cohort.people)
    if person is not None and person not in people:
        raise WrongUsage(f"--person {person}: nobody of {path.name} has that id")
    request = CalendarRequest(
        tuple(dict.fromkeys(calendars)),
        cohort,
        dict.fromkeys(calendars, person) if person else {},
        read_codes(codes) if codes else {},
    )
    page = Page(screen.out, cohort)
    found = read_calendars(request)
    if not found.is_owned and not yes:
        found = _with_owners(request, found, people)
    _show(page, found)
    _end_unowned(screen, found)
    _end_unknown(screen, page, found, ignore=ignore_unmatched, yes=yes)
    finish(screen, path, cohort, found.changes, Writing(yes, dry_run, force))


def _with_owners(request: CalendarRequest, found: CalendarImport, people: People) -> CalendarImport:
    """The calendars read again with the owners that were told, where somebody can be asked."""
    from pairmatch.cli.importing import asking
    from pairmatch.importing.calendar import read_calendars
    from pairmatch.report.visible import visible

    if not asking.can_ask():
        return found
    owners = dict(request.owners)
    for owner in found.owners:
        while owner.person is None and owner.path not in owners:
            question = f"Whose calendar is {owner.path.name}? Its id in the cohort file"
            answer = str(typer.prompt(visible(question), err=True)).strip()
            if answer in people:
                owners[owner.path] = answer
            else:
                typer.echo(f"  nobody of the cohort has the id `{visible(answer)}`", err=True)
    return read_calendars(replace(request, owners=owners))


def _show(page: Page, found: CalendarImport) -> None:
    from pairmatch.cli.importing.duty_summary import show_codes, show_people, show_replaced
    from pairmatch.report.visible import visible

    for owner in found.owners:
        whose = page.names.person(owner.person) if owner.person else "not known whose"
        page.text(f"{visible(owner.path.name)}: {whose} ({visible(owner.why)})")
    if found.people:
        show_people(page, {person: (one.duties, one.leave) for person, one in found.people.items()})
    show_codes(page, found.changes, found.sources)
    show_replaced(page, found.changes)


def _end_unowned(screen: Screen, found: CalendarImport) -> None:
    unowned = [owner.path.name for owner in found.owners if owner.person is None]
    if unowned:
        screen.error(
            f"nothing was written: it is not known whose {', '.join(unowned)} "
            f"{'is' if len(unowned) == 1 else 'are'}; import each with --person ID"
        )
        raise typer.Exit(1)


def _end_unknown(screen: Screen, page: Page, found: CalendarImport, *, ignore: bool, yes: bool) -> None:
    """List the events that are no known shifts, and go on only where they may be left out."""
    from pairmatch.cli.importing import asking
    from pairmatch.cli.importing.duty_summary import show_lines
    from pairmatch.report.words import counted

    if not found.unknown:
        return
    heading = "Events that are no known shifts"
    show_lines(page, f"{heading}, and are left out" if ignore else heading, _told(found), most=200)
    if ignore:
        return
    show_lines(
        page, "Put into codes.yaml what is right, and give --codes codes.yaml", _to_paste(found), most=200
    )
    summaries = counted(len(found.unknown), "summary", "summaries")
    if not yes and asking.can_ask() and typer.confirm(f"Leave out these {summaries}?", err=True):
        return
    screen.error(f"nothing was written: {summaries} not known, as listed; --ignore-unmatched leaves them out")
    raise typer.Exit(1)


def _told(found: CalendarImport) -> Iterator[str]:
    from pairmatch.report.words import counted, short_date

    for one in found.unknown:
        times = f" {one.times}" if one.times else ", all day"
        when = f"{short_date(one.example)} {one.example.year}{times}"
        yield f"`{one.summary}`: {counted(one.count, 'event')}, such as {when}"


def _to_paste(found: CalendarImport) -> Iterator[str]:
    from pairmatch.cohort.edit.render import rendered

    for one in found.unknown:
        times = f', {{time: "{one.times}"}}' if one.times else ""
        yield f"{rendered(one.summary)}: off  # or: leave, a known code{times}"
