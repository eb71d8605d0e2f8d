"""Tests of the repairs of a rota."""
