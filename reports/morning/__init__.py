"""朝の打合せ (O-15): one page for an office's day, each part with exactly its rows."""
