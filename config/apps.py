from django.apps import AppConfig
from django.db import connection
from django.db.backends.signals import connection_created


def knows_json(connection, **kwargs) -> None:
    """SQLite has JSON; Django would find out in a write transaction, and wait for whoever writes.

    Were it refused there, this connection would take SQLite for one without JSON from then on.
    """
    connection.features.supports_json_field = True


class RoofConfig(AppConfig):
    """Commands and checks of the whole house."""

    name = "config"
    verbose_name = "Tsunagi"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415  (checks register on import)

        if connection.vendor == "sqlite":
            connection_created.connect(knows_json)
        else:
            from config.common.quickpostgres import hastens  # noqa: PLC0415  (it needs the driver)

            connection_created.connect(hastens)
