"""Loads the databases of the bench."""
