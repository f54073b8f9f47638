"""What anyone would get from Django: its admin on our tables, and a page with a session."""
