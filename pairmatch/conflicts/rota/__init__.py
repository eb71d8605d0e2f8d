"""Why not everything can be held, and what would make room for it: facts, cores and cheapest changes."""
