"""Handing over when somebody leaves or moves (S17, S42): preview, one act, taking it back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions, handing
from cases.duties import quotes
from cases.filters import HandoverFilter
from cases.forms import HandoverForm, LeaverForm
from cases.models import Handover, HandoverItem
from cases.rules import can_undo
from config.common.keys import read_key
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.models import User
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.saving import Refused
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("handover-list")
def handover_list(request: HttpRequest) -> HttpResponse:
    """List the handovers of one's offices, the newest first."""
    require_anywhere(request.user, Permission.CASE_ASSIGN)
    rows = Handover.objects.visible_to(request.user).select_related("leaver", "created_by")
    listed = HandoverFilter(request.GET, queryset=rows, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    return render(request, "cases/handover_list.html", {"filter": listed, "page": page})


def _start(request: HttpRequest) -> HttpResponse:
    def save(form: LeaverForm) -> str:
        data = form.cleaned_data
        query = urlencode({"leaver": data["leaver"].pk, "on": data["on"].isoformat()})
        return f"{reverse('cases:handover-create')}?{query}"

    return edit_page(
        request,
        LeaverForm,
        template="cases/handover_start.html",
        key="handover:start",
        label=_("Hand over"),
        initial={"on": timezone.localdate()},
        cancel_url=reverse("cases:handover-list"),
        submit_label=_("Look at what is in hand"),
        save=save,
    )


@require_http_methods(["GET", "POST"])
def handover_create(request: HttpRequest) -> HttpResponse:
    """Choose who hands over and when; then preview everything and confirm it as one act."""
    office, user, today = request.office, request.user, timezone.localdate()
    require(user, Permission.CASE_ASSIGN, office)
    if "leaver" not in request.GET:
        return _start(request)
    people = User.objects.filter(postings__office=office).distinct()
    leaver = get_object_or_404(people, pk=read_key(request.GET["leaver"]))
    try:
        on = parse_date(request.GET.get("on", "")) or today
    except ValueError:
        on = today
    rows = handing.held(leaver, office, by=user, today=today)
    lines = quotes({row.client.pk for row in rows if row.client}, today=today)

    def save(form: HandoverForm) -> Handover:
        try:
            return actions.hand_over(
                leaver=leaver,
                office=office,
                on=on,
                by=user,
                today=today,
                now=timezone.now(),
                seen=form.cleaned_data["seen"],
                successors=form.successors,
                messages=form.messages,
                rest_to=form.rest_to,
            )
        except Refused as refused:
            if refused.problems[0].code == "moved":
                form.look_again()
            raise

    hidden = handing.unseen(leaver, office, by=user, today=today)
    return edit_page(
        request,
        HandoverForm,
        template="cases/handover_form.html",
        key=f"handover:{office.pk}:{leaver.pk}",
        label=_("Handover of %(name)s") % {"name": leaver.name},
        form_kwargs={
            "office": office,
            "leaver": leaver,
            "on": on,
            "held": rows,
            "seen": handing.seen_in(rows),
            "lines": lines,
        },
        submit_label=_("Plan the handover") if on > today else _("Confirm the handover"),
        success=_("The handover is planned; it takes effect on its day.")
        if on > today
        else _("Everything chosen is handed over; the successors were told."),
        context={
            "leaver": leaver,
            "on": on,
            "is_ahead": on > today,
            "hidden": hidden,
            "number": len(rows),
        },
        save=save,
    )


def _handover(request: HttpRequest, pk: int) -> Handover:
    rows = Handover.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("leaver", "created_by", "undone_by"), pk=pk)


@require_GET
def handover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was handed over, to whom, with which messages; to the successors as well."""
    handover, user = _handover(request, pk), request.user
    items = HandoverItem.objects.visible_to(user).filter(handover=handover)
    may_assign = can(user, Permission.CASE_ASSIGN, handover.office_id)
    if not may_assign:
        items = items.filter(successor=user)
        if not items.exists():
            raise PermissionDenied
    done_on = timezone.localtime(handover.effected_at or timezone.now()).date()
    context = {
        "handover": handover,
        "items": items.select_related("client", "successor").order_by("successor", "pk"),
        "may_undo": may_assign
        and can_undo(
            done_on=done_on, today=timezone.localdate(), is_undone=bool(handover.undone_at)
        ),
    }
    return render(request, "cases/handover_detail.html", context)


@require_POST
def handover_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a handover back: what nobody touched since goes back, the rest is named."""
    handover = _handover(request, pk)
    require(request.user, Permission.CASE_ASSIGN, handover.office_id)
    try:
        stay = actions.undo_handover(handover, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.problems[0].message)
    else:
        if stay:
            words = _("Taken back, except what moved on since: %(names)s")
            messages.warning(request, words % {"names": _(", ").join(stay)})
        else:
            messages.success(request, _("The handover is taken back."))
    return redirect(handover)
