"""`codes.yaml` and `names.yaml`: what a coordinator says of the codes and names of a sheet.

```yaml
LD: {time: "08:00-20:30", attend: false}
Nights: {time: "20:30-09:00", days: mon..thu}
Wk B: {week: {mon: "08:00-17:00", sat: LD}}
Long Day - ICU: LD
AL: leave
OFF: off
```
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from pairmatch.cohort.read import bytes_of
from pairmatch.cohort.scalars import as_written
from pairmatch.cohort.source import Source, parse
from pairmatch.cohort.values import DAYS, TimeRange, Weekdays, day_meant
from pairmatch.errors import UnreadableFile
from pairmatch.importing.codes import Kind, Meaning
from pairmatch.importing.names import People
from pairmatch.importing.times import hours

_FIELDS = ("time", "days", "week", "attend", "host")
_FORM = 'write `leave`, `off`, another code, or {time: "08:00-17:30"}'


def read_codes(path: Path) -> Mapping[str, Meaning]:
    """What a file of codes says.

    Raises
    ------
    UnreadableFile
        When it cannot be opened, or an entry cannot be understood; the message has the line.
    CohortError
        When it is not YAML.
    """
    source = _mapping(path)
    return {code: _Entry(source, code, path.name).meaning() for code in source.data or {}}


def read_names(path: Path, people: People) -> Mapping[str, str | None]:
    """What a file of names says: the id that each means, or None.

    Raises
    ------
    UnreadableFile
        When it cannot be opened, or names an id that nobody has; the message has the line.
    CohortError
        When it is not YAML.
    """
    source = _mapping(path)
    names: dict[str, str | None] = {}
    for name, value in (source.data or {}).items():
        person = as_written(value)
        if person is not None and (not isinstance(person, str) or person not in people):
            _refuse(source, (name,), f"`{name}` is said to be `{person}`: nobody of the cohort has that id")
        names[name] = person
    return names


def _mapping(path: Path) -> Source:
    source = parse(bytes_of(path), str(path))
    if source.data is not None and not isinstance(source.data, dict):
        raise UnreadableFile(f"{path} is not a mapping: write a line for each, as `LD: leave`")
    return source


def _refuse(source: Source, loc: tuple[str, ...], message: str) -> NoReturn:
    raise UnreadableFile(f"{source.span(loc)}: {message}")


class _Entry:
    """One entry of a file of codes."""

    def __init__(self, source: Source, code: str, name: str) -> None:
        self._source, self._code, self._name = source, code, name
        self._said: Any = source.data[code]

    def meaning(self) -> Meaning:
        said = as_written(self._said)
        if isinstance(said, str):
            return self._in_a_word(said)
        if not isinstance(said, dict):
            self._refuse(f"what `{self._code}` means is not understood: {_FORM}")
        for field in said:
            if field not in _FIELDS:
                self._refuse(f"`{field}` is unknown: the fields are {', '.join(_FIELDS)}", field)
        time = self._time(said["time"], "time") if "time" in said else None
        return Meaning(
            Kind.SHIFT,
            time=time,
            week=self._week(said, time),
            attend=self._flag("attend"),
            host=self._flag("host"),
            source=self._name,
        )

    def _in_a_word(self, said: str) -> Meaning:
        if said.strip().lower() in (Kind.LEAVE.value, Kind.OFF.value):
            return Meaning(Kind(said.strip().lower()), source=self._name)
        time = hours(said)
        if time:
            return Meaning(Kind.SHIFT, time=time, source=self._name)
        if not said.strip() or said == self._code:
            self._refuse(f"what `{self._code}` means is not understood: {_FORM}")
        return Meaning(Kind.SHIFT, same_as=said, source=self._name)

    def _week(self, said: Mapping[str, Any], time: TimeRange | None) -> Mapping[int, TimeRange | str]:
        if "days" in said:
            if time is None or "week" in said:
                self._refuse("`days` goes with `time`, and not with `week`", "days")
            return dict.fromkeys(self._days(said["days"], "days"), time)
        week: dict[int, TimeRange | str] = {}
        if "week" not in said:
            return week
        if not isinstance(said["week"], dict):
            self._refuse('`week` has the times of each day: {mon: "08:00-17:00", sat: LD}', "week")
        for days, what in said["week"].items():
            if not isinstance(what, str):
                self._refuse('a day of `week` has times, as "08:00-17:00", or a code', "week", days)
            week |= dict.fromkeys(self._days(days, "week", days), hours(what) or what)
        return week

    def _days(self, said: Any, *below: str) -> tuple[int, ...]:
        words = said if isinstance(said, str) else ""
        try:
            return tuple(Weekdays.parse(words))
        except ValueError as error:
            meant = day_meant(words)
            if meant:
                return (DAYS.index(meant),)
            self._refuse(str(error), *below)

    def _time(self, said: Any, *below: str) -> TimeRange:
        time = hours(said) if isinstance(said, str) else None
        if time is None:
            self._refuse(f'`{said}` are no times: write "08:00-17:30"', *below)
        return time

    def _flag(self, field: str) -> bool | None:
        said = self._said.get(field)
        if said is not None and not isinstance(said, bool):
            self._refuse(f"`{field}` is true or false", field)
        return said if isinstance(said, bool) else None

    def _refuse(self, message: str, *below: str) -> NoReturn:
        _refuse(self._source, (self._code, *below), message)
