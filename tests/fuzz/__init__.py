"""Files that nobody would write, and what the reader makes of them."""
