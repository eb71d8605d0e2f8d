"""The documentation of the codes of the reader itself, in the form that rule modules have."""

from __future__ import annotations

READER_RULES = {
    "PM001": """
Cohort files are UTF-8, as every editor of today writes. Notepad and Excel offer it as `UTF-8` when a file
is saved; what they call `Unicode` or `ANSI` is something else.
""",
    "PM002": """
A NUL byte, an escape or another control character, mostly from a copy out of a PDF or a terminal. Delete
it; in a text in double quotes it can be written as an escape, as `"\\x1b"`.
""",
    "PM003": """
The text breaks a rule of YAML itself, so that nothing after that place can be understood. Often a colon has
no space after it, a quote or bracket is not closed, or a line is indented by tabs.

Wrong::

    doctors:
      - {id: okafor, name: Dr Okafor

Right::

    doctors:
      - {id: okafor, name: Dr Okafor}
""",
    "PM004": """
More than 64 levels of lists and mappings inside each other. No cohort file needs more than ten.
""",
    "PM005": """
An alias (`*name`) that repeats another part of the file so often, or inside itself, that the file would be
endless. Write the part out, or use fewer aliases.
""",
    "PM006": """
Of two values under one key, YAML readers take the last and say nothing, and the first is lost.

Wrong::

    doctors:
      - id: okafor
        site: guys
        site: st-thomas

Right::

    doctors:
      - id: okafor
        site: st-thomas
""",
    "PM007": """
Tags (`!name`) and merge keys (`<<`) mean different things to different readers, so a cohort file has none.

Wrong::

    doctors:
      - &usual {id: okafor, site: guys}
      - {<<: *usual, id: mensah}

Right::

    doctors:
      - {id: okafor, site: guys}
      - {id: mensah, site: guys}
""",
    "PM008": """
At most 34 MB and a million values are read. A cohort of a thousand people has less than one MB.
""",
    "PM009": """
A cohort file is a mapping that starts with `version: 1`; this one is empty, or is a list or a word.

Wrong::

    - okafor
    - ward

Right::

    version: 1
    programme: {start: 2026-09-07}
    doctors: [{id: okafor}]
    managers: [{id: ward}]
""",
    "PM101": """
Only `version`, `programme`, `doctors` and `managers` are required, and in each entry its id.

Wrong::

    doctors:
      - name: Dr Amara Okafor

Right::

    doctors:
      - id: okafor
        name: Dr Amara Okafor
""",
    "PM102": """
A field that the format does not have; it would have no effect. What was meant is offered where a known
field is near, else the known fields are listed. Free keys belong below `attributes`.

Wrong::

    managers:
      - {id: ward, bnad: 8a}

Right::

    managers:
      - {id: ward, band: 8a}
""",
    "PM103": """
A value of another form than its field has: a date as `2026-09-07`, a half-day as `2026-09-08 am` or
`tue am`, weeks as `2..11`, a time as `08:00-17:30`, an id of small letters, digits and hyphens.

Wrong::

    programme: {start: 7 September 2026}

Right::

    programme: {start: 2026-09-07}
""",
    "PM106": """
Where a file has more than 1,000 faults, the first 1,000 are told and the rest are counted. So many have
mostly one cause, as a column that slipped or a field that is spelt otherwise; mend that, and check again.
`--statistics` counts all of them, and `--select PM203` tells of one code only.
""",
    "PM105": """
`# pairmatch: ignore[PM305] reason` hides a warning of its line. This one hides nothing: the warning is gone,
is on another line, or the code is that of an error, which stops every command and cannot be ignored.

Wrong::

    doctors:
      - {id: okafor, leave: [2026-10-12..2026-10-16]}  # pairmatch: ignore[PM305]

Right::

    doctors:
      - {id: okafor, leave: [2026-10-12..2026-10-16]}
""",
    "PM121": """
`matching.scores` names a CSV file beside the cohort file that is not there or cannot be read.
""",
    "PM122": """
A file of scores has a row for each doctor and a column for each manager, by their ids, each once.
""",
    "PM123": """
A score is a whole number from 0 to 1000; an empty cell is a pair that is not allowed.
""",
}
"""Text and examples by code."""
