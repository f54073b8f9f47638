"""Rules of the reports: the annual plan's figures and the caseload."""
