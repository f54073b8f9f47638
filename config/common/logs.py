"""One log line per event: number of the request, user's key, view, and never a person's data."""

import logging
import traceback
from contextvars import ContextVar
from pathlib import Path
from types import TracebackType

#: Set by the middleware for the length of a request; "" in tasks and commands.
current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
#: How many calls of a failure are named, the innermost last.
DEEPEST = 6


class RequestIdFilter(logging.Filter):
    """Put the number of the request, who asked (a key) and for which view into every log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        # Django writes its line on a refusal after the request is over.
        number = current_request_id.get() or getattr(request, "request_id", "")
        record.request_id = number or "-"
        record.user_id = getattr(request, "user_id", None) or "-"
        record.view = getattr(match, "view_name", None) or "-"
        return True


class OneLineFormatter(logging.Formatter):
    """Write a record on one line; of a failure its kind and place, never its words.

    The message of an exception quotes what was typed (「invalid literal: '山田'」) or the row that
    a database refused, so it stays out of the log.
    """

    def format(self, record: logging.LogRecord) -> str:
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        line = self.formatMessage(record)
        if isinstance(record.args, dict) and "exc" in record.args:
            line = line.replace(str(record.args["exc"]), "")  # the words of a task that is retried
        if record.exc_info and record.exc_info[1] is not None:
            kind, error, trace = record.exc_info
            for words in (repr(error), str(error)):
                line = line.replace(words, kind.__name__) if words else line
            line = f"{line} {failure(kind, trace)}"
        return " ".join(line.split())


def failure(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Name an exception and the calls that led to it: ValueError at views.py:12 edit."""
    calls = traceback.extract_tb(trace)[-DEEPEST:]
    places = [f"{_short(call.filename)}:{call.lineno} {call.name}" for call in calls]
    return f"{kind.__name__} at {' > '.join(places)}"


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-3:])
