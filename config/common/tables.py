"""The rows of long tables, written by Jinja: by Django's templates each cell costs ten times more.

A file of `templates/tables` holds markup only: loops, conditions and values, in what Django and
Jinja write alike, so that the same checks read it. Its values come worded from the view, its
labels translated from the page: {% table_rows "contacts.html" rows=rows when_label=when_label %}.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from jinja2 import Environment, FileSystemLoader, StrictUndefined

__all__ = ["table_rows"]


class _Environment(Environment):
    """Jinja that looks for `row.name` in a dict first, as Django does."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return obj[attribute]
        except (TypeError, LookupError):
            return super().getattr(obj, attribute)


@cache
def _tables() -> Environment:
    return _Environment(
        loader=FileSystemLoader(settings.BASE_DIR / "templates" / "tables"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=settings.DEBUG,
    )


def table_rows(template: str, **values: Any) -> SafeString:
    """Write the rows of a table; what is not marked as safe is escaped."""
    return SafeString(_tables().get_template(template).render(values))
