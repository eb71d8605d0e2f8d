"""The cycle collector: at rest while a file is read, and afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from pairmatch.cohort.collector import no_collections


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(was_on: bool) -> None:
    """It is off meanwhile, and then on only where it was, a fault on the way or not."""
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ZeroDivisionError), no_collections():
            1 // gc.isenabled()
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()
