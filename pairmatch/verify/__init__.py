"""Re-checks a finished pairing or rota against the cohort, with plain loops and no solver.

Written from the format page, never from the model: when the two disagree, one of them is wrong.
"""

from pairmatch.verify.levels import levels
from pairmatch.verify.pairing import verify_pairing
from pairmatch.verify.rota import verify_rota

__all__ = ["levels", "verify_pairing", "verify_rota"]
