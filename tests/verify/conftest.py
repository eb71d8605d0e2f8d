"""The small cases, fresh for each test."""

from __future__ import annotations

import pytest

from tests.verify.cases import PairingCase, RotaCase


@pytest.fixture
def pairing_case() -> PairingCase:
    """A right pairing that the test may break."""
    return PairingCase()


@pytest.fixture
def rota_case() -> RotaCase:
    """A right rota that the test may break."""
    return RotaCase()
