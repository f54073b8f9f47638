"""Who is logged in while the pages are measured."""

LOGIN, PASSWORD = "bench", "measured-in-one-run"
