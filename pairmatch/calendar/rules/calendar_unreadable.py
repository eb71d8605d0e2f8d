"""A calendar file is not there, cannot be opened or is too large, or nothing here can read it.

Wrong::

    doctors: [{id: okafor, calendar: rotas/nowhere.ics}]

Right::

    doctors: [{id: okafor, calendar: rotas/okafor.ics}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.duties import named_calendars
from pairmatch.calendar.ical import libraries_missing
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import error
from pairmatch.diagnostics import Diagnostic

CODE = "PM364"
SUMMARY = "a calendar file is not there, cannot be read or is too large"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield one fault where no calendar can be read here, else one for every file without content."""
    cohort = facts.cohort
    named = list(named_calendars(cohort))
    if named and libraries_missing():
        message = "calendar files need two libraries that are not installed here"
        advice = "type `pip install 'pairmatch[calendar]'`"
        yield error(CODE, message, cohort.span(*named[0][0]), advice)
        return
    for loc, name in named:
        file = cohort.calendars.get(name)
        problem = file.problem if file else "is looked for beside the cohort file, and there is no such file"
        if problem:
            yield error(
                CODE,
                f"`{name}` {problem}",
                cohort.span(*loc),
                "write its path from the folder of the cohort file",
            )
