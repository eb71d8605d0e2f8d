"""Conflicts and repairs."""
