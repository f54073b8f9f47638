"""Councils, meetings and the office's network work (layer 4)."""
