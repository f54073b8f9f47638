"""Confirm the ticked records of the log (まとめて確認済み, S20)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases import actions
from cases.models import Consultation
from config.common.keys import read_key
from config.common.paging import PER_PAGE
from staffing.permissions import Permission, require_anywhere


@require_POST
def consultation_check(request: HttpRequest) -> HttpResponse:
    """Confirm records where one may approve; the list comes back as it was."""
    require_anywhere(request.user, Permission.RECORD_APPROVE)
    keys = [key for key in map(read_key, request.POST.getlist("record")[:PER_PAGE]) if key]
    offices = request.user.access.offices_with(Permission.RECORD_APPROVE)
    records = Consultation.objects.visible_to(request.user)
    records = records.filter(pk__in=keys, office_id__in=offices)
    number = actions.check_consultations(records, by=request.user, now=timezone.now())
    if keys:
        sentence = ngettext("%(number)d record confirmed.", "%(number)d records confirmed.", number)
        messages.success(request, sentence % {"number": number})
    else:
        messages.info(request, _("Tick the records that you have read."))
    query = QueryDict(request.POST.get("query", "")[:500], encoding="utf-8").urlencode()
    return redirect(f"{reverse('cases:consultation-list')}?{query}")
