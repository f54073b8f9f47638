"""What is looked at inside a process of our own: queries, papers, profiles."""
