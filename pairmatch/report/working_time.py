"""What a rota's page says of working time: what is warned of, and that nothing is certified."""

from __future__ import annotations

from pairmatch.calendar.working_time import pattern_findings
from pairmatch.cohort.schema import Cohort
from pairmatch.report.words import counted
from pairmatch.rota.rota import Rota
from pairmatch.verify import working_time_warnings

FEW = 3
"""So many warnings are told one by one."""


def working_time(cohort: Cohort, rota: Rota) -> list[str]:
    """A line for what duty patterns break anyway, and for sessions that `extra` put too near to shifts."""
    broken = sum(bool(pattern_findings(pattern)) for pattern in cohort.rotas.values())
    verb = "breaks" if broken == 1 else "break"
    patterns = counted(broken, "duty pattern")
    told = [warning.message for warning in working_time_warnings(cohort, rota)]
    more = [f"{len(told) - FEW} more: see `pairmatch verify`"] if len(told) > FEW else []
    whatever = f"{patterns} {verb} limits whatever the programme adds; see `pairmatch check`"
    lines = [whatever] * bool(broken) + told[:FEW] + more
    if cohort.scheduling.off_duty == "allowed" and not told:
        lines.append("sessions off duty keep to the limits on rest and hours, which certifies nothing")
    return [f"Working time: {line}." for line in lines]
