"""Acts on the ticked months."""

from tests.access import PLANNERS, Row

ANYWHERE = PLANNERS | {"stranger", "core_staff"}
ROWS = {
    "monitoring:month-bulk": Row(ANYWHERE, method="post"),
    "monitoring:month-visits": Row(ANYWHERE),
}
