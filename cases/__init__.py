"""The person, the case and the log of every contact (layer 2)."""
