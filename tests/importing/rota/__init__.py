"""Tests of pairmatch.importing.rota."""
