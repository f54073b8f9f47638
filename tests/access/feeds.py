"""One's own calendar feed; its token guards the feed itself (tests/monitoring/test_feeds.py)."""

from tests.access import ALL, Row

ROWS = {
    "monitoring:my-calendar": Row(ALL),
    "monitoring:my-calendar-revoke": Row(ALL, method="post"),
}
