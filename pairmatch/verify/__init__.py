"""Re-checks a finished pairing or rota against the cohort, with plain loops and no solver.

Written from the format page, never from the model: when the two disagree, one of them is wrong.
"""

from pairmatch.verify.kept import verify_kept
from pairmatch.verify.levels import levels
from pairmatch.verify.measures import pairing_measures
from pairmatch.verify.pairing import verify_pairing
from pairmatch.verify.rota import verify_rota, working_time_warnings
from pairmatch.verify.statement import statement

__all__ = [
    "levels",
    "pairing_measures",
    "statement",
    "verify_kept",
    "verify_pairing",
    "verify_rota",
    "working_time_warnings",
]
