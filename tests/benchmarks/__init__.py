"""How long things take: tables for a person to read, never a test that fails on a slow day."""
