from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from councils.choices import AUDIT_VERBS
from staffing import audit


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = _("Councils")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS)
