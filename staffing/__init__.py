"""Offices, people, postings, permissions, audit, notices and drafts (layer 1)."""
