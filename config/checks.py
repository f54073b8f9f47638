"""System checks: what must hold before the first request."""

from django.conf import settings
from django.core.checks import Error, Warning, register

from config.common.pdf import pdf_problems
from config.retention import retention_errors
from staffing.choices import Role


@register("tsunagi")
def sqlite_needs_short_writes(app_configs, **kwargs) -> list[Error]:
    """Refuse ATOMIC_REQUESTS on SQLite: it would make every reader a writer."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and database.get("ATOMIC_REQUESTS"):
        return [Error("ATOMIC_REQUESTS must stay off on SQLite.", id="tsunagi.E001")]
    return []


#: Keys that stand in examples or sign only an image while it is built.
SAMPLE_KEYS = ("django-insecure", "change", "secret", "example", "only-while-building")
SHORTEST_KEY = 32
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


@register("tsunagi")
def production_is_safe(app_configs, **kwargs) -> list[Error]:
    """Refuse to serve an office with a sample key, with error pages for programmers, to any host.

    config/wsgi.py asks the same, because a web server runs no checks of its own.
    """
    found = []
    key, hosts = settings.SECRET_KEY, settings.ALLOWED_HOSTS
    if not settings.DEBUG and (
        len(key) < SHORTEST_KEY or len(set(key)) < 5 or key.lower().startswith(SAMPLE_KEYS)
    ):
        found.append(Error("SECRET_KEY is a sample or too short.", id="tsunagi.E010"))
    if settings.DEBUG and not LOOPBACK.issuperset(hosts):
        found.append(Error("DEBUG shows secrets to every visitor: off.", id="tsunagi.E011"))
    if not settings.DEBUG and (not hosts or "*" in hosts):
        found.append(Error("ALLOWED_HOSTS must name the server.", id="tsunagi.E012"))
    return found


@register("tsunagi")
def every_table_is_kept_for_a_known_time(app_configs, **kwargs) -> list[Error]:
    """Refuse a table without a retention rule."""
    return retention_errors()


@register("tsunagi")
def second_factor_is_asked_of_roles_there_are(app_configs, **kwargs) -> list[Error]:
    """Refuse a role that does not exist: it would silently ask nobody."""
    unknown = set(settings.SECOND_FACTOR_ROLES) - {*map(str, Role), "administrator"}
    text = "SECOND_FACTOR_ROLES names {}, which is no role."
    return [Error(text.format(name), id="tsunagi.E004") for name in sorted(unknown)]


@register("tsunagi")
def paper_can_be_printed(app_configs, **kwargs) -> list[Warning]:
    """Say what the system lacks for PDFs; everything else works without it."""
    return [Warning(problem, id="tsunagi.W001") for problem in pdf_problems()]
