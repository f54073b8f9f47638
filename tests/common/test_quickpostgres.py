"""What a connection to PostgreSQL does quickly (config/common/quickpostgres.py)."""

from contextlib import closing
from datetime import UTC, datetime
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection

from config.common.quickpostgres import _is_usable, _Moments


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
    with pytest.raises(psycopg.DataError):
        _Moments(0).load(memoryview(sent))


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="about connections to a server")
def test_a_connection_that_the_server_ended_is_not_used_again():
    with closing(psycopg.connect(**connection.get_connection_params())) as asked:
        held = SimpleNamespace(connection=asked)
        assert asked.execute("SELECT 1").fetchone()
        assert _is_usable(held)
        with connection.cursor() as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [asked.info.backend_pid])
        assert not _is_usable(held)
    assert not _is_usable(SimpleNamespace(connection=None))
