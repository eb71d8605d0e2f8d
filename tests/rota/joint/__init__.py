"""Tests of `pairmatch.rota.joint`."""
