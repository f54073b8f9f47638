from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from councils.choices import AUDIT_VERBS
from staffing import audit


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = _("Councils")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS)
        # It knows models, which exist only from now on.
        import_module("councils.finding").connect()
        import_module("councils.deleting").connect()
        import_module("councils.lessons").connect()
        import_module("councils.list_views").connect()
        import_module("councils.handing").connect()
