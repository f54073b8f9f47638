from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cases.choices import AUDIT_VERBS
from staffing import audit


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS)
        # The wiring knows models, which exist only from now on.
        import_module("cases.wiring").connect()
