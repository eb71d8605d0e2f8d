"""Python's cycle collector, kept out of the way while a large file is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections() -> Iterator[None]:
    """Collect no cycles meanwhile, where that is switched on at all.

    A cohort is a tree of a million values that all stay. The collector, which starts again whenever their
    number has grown by a quarter, would walk over them many times and find nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
