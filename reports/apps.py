from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from reports.choices import AUDIT_VERBS
from staffing import audit


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS)
