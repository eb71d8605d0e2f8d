"""What can be mended in a cohort file without asking; all else stays as it was typed."""

from __future__ import annotations

from pairmatch.cohort.fix.fixed import fixed

__all__ = ["fixed"]
