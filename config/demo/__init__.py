"""The invented town of the demo: nobody here exists."""
