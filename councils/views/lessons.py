"""Take a near miss or a case to a meeting: an item of its agenda, without names (O-11)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import NearMiss
from councils import actions
from councils.forms import AgendaForm
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
def near_miss_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a record on the agenda of a meeting to come."""
    rows = NearMiss.objects.visible_to(request.user).select_related("office")
    near_miss = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.MINUTES_EDIT, near_miss.office_id)

    def save(form: AgendaForm) -> str:
        actions.take_to_meeting(near_miss, by=request.user, **form.cleaned_data)
        return near_miss.get_absolute_url()

    heading = _("Put on an agenda")
    return edit_page(
        request,
        AgendaForm,
        template="councils/form_page.html",
        key=f"near-miss:{pk}:agenda",
        label=heading,
        initial={"title": f"{near_miss.get_kind_display()}：{near_miss.title}"},
        form_kwargs={"office": near_miss.office, "day": timezone.localdate()},
        cancel_url=near_miss.get_absolute_url(),
        submit_label=heading,
        success=_("It stands on the agenda."),
        context={"title": heading, "subject": near_miss.title},
        save=save,
    )
