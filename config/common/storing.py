"""What an error of a database or of a disk means: full, away, taken, or something else."""

import errno
import sqlite3

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
#: Primary result codes of SQLite: disk full, or a file that could not be written or made longer.
_SQLITE_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
#: PostgreSQL's disk_full and io_error.
_POSTGRESQL_NO_ROOM = {"53100", "58030"}
_SQLITE_TAKEN = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}


def has_no_room(error: BaseException) -> bool:
    """Whether something could not be stored because the disk does not take it."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    if not isinstance(error, DatabaseError):
        return False
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_NO_ROOM  # the rest of an extended code says where
    return getattr(cause, "sqlstate", None) in _POSTGRESQL_NO_ROOM


def is_away(error: BaseException) -> bool:
    """Whether the database cannot be asked at this moment: stopped, starting, or too busy."""
    return isinstance(error, OperationalError | InterfaceError) and not has_no_room(error)


def is_taken(error: BaseException) -> bool:
    """Whether a row was refused because another one holds its place (a unique constraint)."""
    if not isinstance(error, IntegrityError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code in _SQLITE_TAKEN or getattr(error.__cause__, "sqlstate", None) == "23505"


def error_name(error: BaseException) -> str:
    """Name an error and the driver's code for it, without its words: OperationalError 53100."""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(error).__name__} {code or ''}".strip()
