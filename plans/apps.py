from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plans.choices import AUDIT_VERBS
from staffing import audit


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS)
        # The panels know models, which exist only from now on.
        import_module("plans.wiring").connect()
