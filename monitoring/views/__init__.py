"""Pages of layer 4, one topic per file."""
