"""The outlook of 24 months."""

from tests.access import PLANNERS, Row

ROWS = {"reports:forecast": Row(PLANNERS | {"stranger", "core_staff", "city"})}
