"""Smallest sets of facts that cannot all hold, and the cheapest repairs, for the pairing and the rota."""
