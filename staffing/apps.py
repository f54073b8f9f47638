from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffing import audit
from staffing.choices import AUDIT_VERBS


class StaffingConfig(AppConfig):
    name = "staffing"
    verbose_name = _("Staffing")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS)
