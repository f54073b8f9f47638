from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffing import audit
from staffing.choices import AUDIT_VERBS
from staffing.choices_trainings import AUDIT_VERBS as TRAINING_VERBS


class StaffingConfig(AppConfig):
    name = "staffing"
    verbose_name = _("Staffing")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS | TRAINING_VERBS)
        # The wiring knows models, which exist only from now on.
        import_module("staffing.wiring").connect()
