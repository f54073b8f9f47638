"""Screens of councils, by topic."""
