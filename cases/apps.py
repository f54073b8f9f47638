from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cases.choices import AUDIT_VERBS
from cases.choices_access import ACCESS_VERBS
from cases.choices_closing import CLOSING_VERBS
from cases.choices_documents import DOCUMENT_VERBS
from cases.choices_family import FAMILY_VERBS
from cases.choices_file import FILE_VERBS
from cases.choices_lessons import LESSON_VERBS
from cases.choices_styles import STYLE_VERBS
from staffing import audit


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        audit.register(FILE_VERBS)
        audit.register(AUDIT_VERBS)
        audit.register(ACCESS_VERBS)
        audit.register(CLOSING_VERBS)
        audit.register(DOCUMENT_VERBS)
        audit.register(FAMILY_VERBS)
        audit.register(LESSON_VERBS)
        audit.register(STYLE_VERBS)
        # The wiring knows models, which exist only from now on.
        import_module("cases.wiring").connect()
