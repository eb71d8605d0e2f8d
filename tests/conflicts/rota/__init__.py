"""Tests of the conflicts of a rota."""
