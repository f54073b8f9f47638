"""Service-use plans, benefit decisions and the standard intervals (layer 3)."""
