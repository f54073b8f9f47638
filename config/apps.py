from django.apps import AppConfig
from django.db.backends.signals import connection_created


def is_told(connection, **kwargs) -> None:
    """Tell a new connection what it would find out slowly.

    SQLite has JSON; Django would find out in a write transaction, and wait for whoever writes.
    Were it refused there, this connection would take SQLite for one without JSON from then on.
    """
    if connection.vendor == "sqlite":
        connection.features.supports_json_field = True
    else:
        from config.common.quickpostgres import hastens  # noqa: PLC0415  (its driver)

        hastens(connection)


class RoofConfig(AppConfig):
    """Commands and checks of the whole house."""

    name = "config"
    verbose_name = "Tsunagi"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415  (checks register on import)

        connection_created.connect(is_told)
