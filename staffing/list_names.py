"""The lists of this app that keep their conditions; those of the administrator have no office."""

from django.utils.translation import gettext_lazy as _

from staffing import filters
from staffing.list_views import KeptList, keep_list


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    for url_name, title, listed in (
        ("staffing:user-list", _("Staff and permissions"), filters.UserFilter),
        ("staffing:office-list", _("Offices"), filters.OfficeFilter),
        ("staffing:draft-list", _("My drafts"), filters.DraftFilter),
        ("staffing:notice-list", _("Notices"), filters.NoticeFilter),
        ("staffing:history-list", _("History of acts"), filters.AuditFilter),
        ("staffing:export-list", _("Data export"), filters.ExportFilter),
        ("staffing:import-list", _("Take over lists"), filters.ImportRunFilter),
        ("staffing:absence-list", _("Absences"), filters.AbsenceFilter),
        ("staffing:question-list", _("Questions to the lead"), filters.QuestionFilter),
    ):
        keep_list(KeptList(url_name, title, listed))
