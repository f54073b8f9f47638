"""Home, caseload, annual plan and figures: reads all below (layer 5)."""
