"""Rota sheets → who works when: one module a layout, and what they share."""
