from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from reports.choices import AUDIT_VERBS
from reports.choices_claims import AUDIT_VERBS as CLAIM_VERBS
from staffing import audit


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        audit.register(AUDIT_VERBS)
        audit.register(CLAIM_VERBS)
        # It knows models, which exist only from now on.
        import_module("reports.outputs").connect()
        import_module("reports.actual_output").connect()
        import_module("reports.list_views").connect()
        import_module("reports.merging").connect()
        import_module("reports.claims.outputs").connect()
        import_module("reports.morning.standard").connect()
