"""Minimal rows for tests: required fields only, parents made on the way."""
