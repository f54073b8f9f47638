from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plans.choices import AUDIT_VERBS
from plans.choices_assessment import ASSESSMENT_VERBS
from plans.choices_chain import CHAIN_VERBS
from plans.choices_community import AUDIT_VERBS as COMMUNITY_VERBS
from plans.choices_meetings import MEETING_VERBS
from staffing import audit


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        verbs = AUDIT_VERBS | ASSESSMENT_VERBS | COMMUNITY_VERBS | MEETING_VERBS | CHAIN_VERBS
        audit.register(verbs)
        # The panels know models, which exist only from now on.
        import_module("plans.wiring").connect()
