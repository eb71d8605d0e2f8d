"""Smallest sets of facts that cannot all hold, and the cheapest changes that would make room."""
