"""Forms of layer 5, one topic per file."""
