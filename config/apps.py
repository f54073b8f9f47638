from django.apps import AppConfig


class RoofConfig(AppConfig):
    """Commands and checks of the whole house."""

    name = "config"
    verbose_name = "Tsunagi"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415  (checks register on import)
