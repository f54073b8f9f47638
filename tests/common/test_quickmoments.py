"""Moments as PostgreSQL writes them (config/common/quickmoments.py)."""

from datetime import UTC, datetime

import pytest
from psycopg import DataError

from config.common.quickmoments import _Moments


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"2026-11-27 01:02:03+00", datetime(2026, 11, 27, 1, 2, 3, tzinfo=UTC)),
        (b"2026-11-27 01:02:03.5+00", datetime(2026, 11, 27, 1, 2, 3, 500000, tzinfo=UTC)),
        (b"0044-03-15 00:00:00.000001+00", datetime(44, 3, 15, microsecond=1, tzinfo=UTC)),
        (b"9999-12-31 23:59:59.999999+00", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_moment_is_read(sent, read):
    found = _Moments(0).load(memoryview(sent))
    assert (found, found.tzinfo) == (read, UTC)


@pytest.mark.parametrize(
    "sent", [b"infinity", b"10000-01-01 00:00:00+00", b"0044-03-15 00:00:00+00 BC"]
)
def test_what_python_has_no_moment_for_is_refused_by_the_driver(sent):
    with pytest.raises(DataError):
        _Moments(0).load(memoryview(sent))
