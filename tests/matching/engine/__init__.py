"""The assignment engine by itself, on tables of scores."""
