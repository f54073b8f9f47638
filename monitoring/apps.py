from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from monitoring.choices import AUDIT_VERBS
from monitoring.choices_submissions import AUDIT_VERBS as SUBMISSION_VERBS
from staffing import audit


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("Monitoring")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS | SUBMISSION_VERBS)
        # The registries of the lower apps know models, which exist only from now on.
        import_module("monitoring.wiring").connect()
