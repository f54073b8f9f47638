"""The floor of the bench: a bare WSGI application with prepared SQL on the same tables.

What a page costs at least on this machine: no framework, no form, no trail, no permission.
"""

import hashlib
import os
import sqlite3
from datetime import UTC, datetime
from html import escape
from http.cookies import SimpleCookie
from threading import local

import psycopg

URL = os.environ["DATABASE_URL"]
IS_POSTGRES = URL.startswith("postgres")
#: As many rows as a page of ours shows.
ROWS = 50

SESSION = "SELECT user_id FROM staffing_session WHERE key_digest = %s"
POSTING = "SELECT office_id, user_id FROM staffing_posting WHERE user_id = %s"
LIST = f"""
    SELECT c.id, c.occurred_at, p.name, c.caller_name, c.method, c.counterpart, c.minutes,
        substr(c.text, 1, 160), w.name
    FROM cases_consultation c
    LEFT JOIN cases_client p ON p.id = c.client_id JOIN staffing_user w ON w.id = c.worker_id
    WHERE c.office_id = %s AND c.deleted_at IS NULL
    ORDER BY c.occurred_at DESC, c.id DESC LIMIT {ROWS}"""
DETAIL = """
    SELECT p.name, p.name_kana, p.birth_on, p.phone, p.address, k.state, k.opened_on, w.name
    FROM cases_client p JOIN cases_case k ON k.client_id = p.id
    LEFT JOIN staffing_user w ON w.id = k.worker_id WHERE p.id = %s"""
CREATE = """
    INSERT INTO cases_consultation (version, created_at, updated_at, delete_reason, office_id,
        client_id, caller_name, caller_phone, is_anonymous, occurred_at, minutes, method,
        counterpart, place_kind, present, interview_method, is_evidence, disabilities, is_new,
        text, route, outcome, referred_to, urgency, is_abuse_suspected, is_late_entry,
        is_corrected, worker_id)
    VALUES (1, %s, %s, '', %s, %s, '', '', false, %s, 15, 'call', 'self', '', '', '', false, '',
        false, %s, '', '', '', 'normal', false, false, false, %s)"""

_held = local()


def connection():
    """The connection of this thread."""
    if not hasattr(_held, "connection"):
        _held.connection = _connect()
    return _held.connection


def _connect():
    if IS_POSTGRES:
        return psycopg.connect(URL, autocommit=True, prepare_threshold=0)
    opened = sqlite3.connect(URL.removeprefix("sqlite:///"), timeout=20, isolation_level=None)
    opened.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    return opened


def rows(statement: str, *values):
    """Return the rows of a prepared statement."""
    if not IS_POSTGRES:
        statement = statement.replace("%s", "?")
    return connection().execute(statement, values).fetchall()


def who(environ) -> tuple[int, int]:
    """Return office and person of the session, by two look-ups by key."""
    key = SimpleCookie(environ.get("HTTP_COOKIE", ""))["tsunagi_session"].value
    found = rows(SESSION, hashlib.sha256(key.encode()).hexdigest())
    return rows(POSTING, found[0][0])[0]


def page(body: str) -> bytes:
    """Return a page of HTML."""
    head = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>floor</title></head>'
    return f"{head}<body>{body}</body></html>".encode()


def listed(environ) -> bytes:
    """The newest contacts of the office."""
    office, _user = who(environ)
    return page(f"<table>{''.join(map(_line, rows(LIST, office)))}</table>")


def _line(row) -> str:
    key, at, client, caller, method, counterpart, minutes, text, worker = row
    when = f"{at:%Y-%m-%d %H:%M}" if IS_POSTGRES else at[:16]
    return (
        f'<tr><td><a href="/log/{key}/">{when}</a></td><td>{escape(client or caller)}</td>'
        f"<td>{method}</td><td>{counterpart}</td><td>{minutes}</td><td>{escape(text)}</td>"
        f"<td>{escape(worker)}</td></tr>"
    )


def detail(environ) -> bytes:
    """One client by key."""
    row = rows(DETAIL, int(environ["PATH_INFO"].rpartition("/")[2]))[0]
    return page("".join(f"<p>{escape(str(value))}</p>" for value in row))


def create(environ) -> bytes:
    """Write one contact and commit."""
    office, user = who(environ)
    client = int(environ["PATH_INFO"].rpartition("/")[2])
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    moment = f"{now}+00" if IS_POSTGRES else now
    text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    statement = CREATE if IS_POSTGRES else CREATE.replace("%s", "?")
    connection().execute(statement, (moment, moment, office, client, moment, text, user))
    return b""


def application(environ, start_response):
    """Answer /hello, /list_auth, /detail/KEY and /create/CLIENT."""
    name = environ["PATH_INFO"].split("/")[1]
    pages = {"list_auth": listed, "detail": detail, "create": create}
    body = pages[name](environ) if name in pages else b"hello"
    status = "302 Found" if name == "create" else "200 OK"
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]
