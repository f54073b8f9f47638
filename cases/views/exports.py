"""The lists of this app as Excel files."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.exports import log_columns, log_rows
from cases.filters import ConsultationFilter
from cases.models import Consultation
from config.common.tags import day
from staffing.exporting import ListExport, export_page
from staffing.permissions import Permission, require
from staffing.signin import fresh_login_required


@require_http_methods(["GET", "POST"])
@fresh_login_required
def consultation_export(request: HttpRequest) -> HttpResponse:
    """Write the contacts of the list's period and conditions as an Excel file."""
    require(request.user, Permission.LIST_EXPORT, request.office)
    contacts = Consultation.objects.visible_to(request.user).filter(office=request.office)
    listed = ConsultationFilter(
        request.GET, queryset=contacts, request=request, today=timezone.localdate()
    )
    first, last = listed.days or (None, None)
    export = ListExport(
        key="consultation-list",
        title=_("Support log"),
        columns=log_columns(),
        rows=lambda: log_rows(listed.qs),
        count=listed.qs.count(),
        office=request.office,
        listed=listed,
        back_url=f"{reverse('cases:consultation-list')}?{request.GET.urlencode()}",
        more=[
            (_("Office"), request.office.name),
            (_("Period"), f"{day(first)}～{day(last)}" if first else "―"),
        ],
    )
    return export_page(request, export)
