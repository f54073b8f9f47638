"""The log of every contact: list, record, correction (S20, S21)."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.choices import DisabilityKind, Present
from cases.corrections import corrections_of
from cases.files import files_of
from cases.filters import PERIODS, ConsultationFilter
from cases.forms import CorrectionForm, RemoveForm
from cases.forms.choosing import choosable
from cases.joint import joint_records
from cases.log_page import ORDER, period_rows, period_totals
from cases.models import Consultation, Intake, LogMonth
from cases.person import person_context
from cases.rows import contact_cells, contact_rows, contact_values, person_name, words_of
from cases.rules import Period
from config.common.filtering import RowsLater, kept_query
from config.common.paging import COUNT_CAP, KeyPage, count_label, page_by_key
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.models import User
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.questions import asked_about
from staffing.searching import open_searched
from staffing.sheets import edit_page


def _chips(listed: ConsultationFilter) -> list[dict[str, Any]]:
    """The periods as links that keep the other conditions."""
    chips = []
    for period, label in PERIODS:
        query = kept_query(listed, leaving=("period", "since", "until"))
        query["period"] = period
        is_current = period == listed.chosen_period
        chips.append({"label": label, "query": query.urlencode(), "is_current": is_current})
    return chips


def _totals(request: HttpRequest, listed: ConsultationFilter) -> dict[str, Any]:
    """Number, minutes and persons of the period; of a long one only when they are asked for."""
    most = None if "totals" in request.GET else COUNT_CAP
    if listed.is_whole_period:
        totals = period_totals(request.user, listed.days, most=most)
    else:
        totals = listed.qs.totals(most=most)
    query = request.GET.copy()
    query["totals"] = "1"
    return totals | {
        "contacts_label": count_label(totals["contacts"], cap=most),
        "minutes_label": f"{totals['minutes']:,}",
        "whole_query": query.urlencode() if most and totals["contacts"] > most else "",
    }


def _page(request: HttpRequest, listed: ConsultationFilter) -> KeyPage:
    """The rows as the reader asked for them."""
    if listed.is_whole_period:
        ask = partial(period_rows, request.user, listed.days)
        return page_by_key(request, listed.queryset, order=ORDER, counts=False, ask=ask)
    values = contact_values(listed.qs)
    sorts = listed.table.sorted is not None
    paging = {"listed": listed, "order": ORDER, "keys_first": sorts}
    return page_by_key(request, values, **paging, counts=False)


@require_GET
@keeps_conditions("consultation-list")
def consultation_list(request: HttpRequest) -> HttpResponse:
    """List the contacts of a period, with their number and minutes."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    today = timezone.localdate()
    contacts = RowsLater(Consultation, lambda: Consultation.objects.visible_to(request.user))
    listed = ConsultationFilter(request.GET, queryset=contacts, request=request, today=today)
    totals = _totals(request, listed)
    if request.htmx and "totals" in request.GET:
        return render(request, "cases/_log_totals.html", {"totals": totals})
    page = _page(request, listed)
    audit.record(
        request.user,
        "consultation.listed",
        Consultation(),
        office_id=request.office.pk if request.office else None,
    )
    rows = contact_rows(page.rows, today=today)
    context = {
        "filter": listed,
        "totals": totals,
        "page": page,
        "rows": rows,
        "lines": [contact_cells(row) for row in rows],
        "chips": _chips(listed),
        "is_range": listed.chosen_period == Period.RANGE,
        "may_write": request.office and can(request.user, Permission.LOG_WRITE, request.office),
        "may_check": request.user.access.holds(Permission.RECORD_APPROVE),
    }
    return render(request, "cases/consultation_list.html", context)


@require_POST
def consultation_search(request: HttpRequest) -> HttpResponse:
    """Narrow the log."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    return open_searched(request, "cases:consultation-list", ConsultationFilter)


def _record(request: HttpRequest, pk: int) -> Consultation:
    rows = Consultation.objects.visible_to(request.user).select_related(
        *("client", "worker", "office", "created_by", "updated_by"),
        *("checked_by", "work_category"),
    )
    record = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.CLIENT_VIEW, record.office_id)
    return record


def _may_correct(user: User, record: Consultation) -> bool:
    """Its writer and those who approve records."""
    is_writer = record.worker_id == user.pk and can(user, Permission.LOG_WRITE, record.office_id)
    return is_writer or can(user, Permission.RECORD_APPROVE, record.office_id)


def _context(request: HttpRequest, record: Consultation) -> dict[str, Any]:
    """The record with its person, if there is one."""
    name = record.client.name if record.client else None
    context = {
        "record": record,
        "name": person_name(name, record.caller_name, record.is_anonymous),
        "may_correct": _may_correct(request.user, record),
    }
    if record.client:
        today = timezone.localdate()
        context |= person_context(record.client, user=request.user, today=today, tab="log")
    return context


@require_GET
def consultation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one contact whole."""
    record = _record(request, pk)
    audit.record(request.user, "consultation.viewed", record)
    context = _context(request, record)
    context |= files_of(request.user, "contact", record, consultation=record)
    context |= {
        "contents": record.contents.order_by("pk"),
        "present": words_of(Present, record.present),
        "disabilities": words_of(DisabilityKind, record.disabilities),
        "intake": Intake.objects.visible_to(request.user).filter(consultation=record).first(),
        "promises": record.promises.alive().select_related("owner").by_due(),
        "corrections": corrections_of([pk]).get(pk, ()) if record.is_corrected else (),
        "joint": joint_records(record, user=request.user),
    }
    context |= asked_about(record, user=request.user)
    return render(request, "cases/consultation_detail.html", context)


def _load(record: Consultation) -> tuple[dict[str, Any], dict]:
    began = timezone.localtime(record.occurred_at)
    names = (
        "is_anonymous",
        "method",
        "counterpart",
        "text",
        "urgency",
        "is_abuse_suspected",
        "minutes",
        "place_kind",
        "caller_phone",
        "route",
        "outcome",
        "referred_to",
        "interview_method",
        "is_evidence",
        "is_child",
        "is_new",
    )
    initial = {name: getattr(record, name) for name in names}
    initial |= choosable(record.client, record.caller_name)
    initial |= {"occurred_on": began.date(), "occurred_time": began.time()}
    initial |= {"present": list(record.present), "disabilities": list(record.disabilities)}
    initial["work_category_id"] = record.work_category_id
    initial["contents"] = list(record.contents.values_list("content", flat=True))
    return initial, {}


@require_http_methods(["GET", "POST"])
def consultation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record; nothing is lost when two people do."""
    record = _record(request, pk)
    if not _may_correct(request.user, record):
        raise PermissionDenied
    months = LogMonth.objects.in_force().filter(office_id=record.office_id)
    closed = frozenset(months.values_list("closed_month", flat=True))
    return edit_page(
        request,
        CorrectionForm,
        template="cases/consultation_edit.html",
        key=f"consultation:{record.pk}",
        label=_("Correct the record"),
        record=record,
        load=_load,
        form_kwargs={"office": record.office, "closed": closed},
        cancel_url=record.get_absolute_url(),
        submit_label=_("Record"),
        success=_("The record is corrected."),
        context=_context(request, record),
        save=lambda form: actions.change_consultation(
            record, by=request.user, version=form.version, **form.record
        ),
    )


@require_http_methods(["GET", "POST"])
def consultation_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a record with a reason; the list of deleted ones brings it back."""
    record = _record(request, pk)
    if not _may_correct(request.user, record):
        raise PermissionDenied

    def save(form: RemoveForm) -> str:
        actions.remove_consultation(record, by=request.user, **form.cleaned_data)
        return reverse("cases:deleted-list")

    title = _("Delete the record")
    return edit_page(
        request,
        RemoveForm,
        template="cases/consultation_delete.html",
        key=f"consultation:{record.pk}:delete",
        label=title,
        cancel_url=record.get_absolute_url(),
        submit_label=title,
        success=_("The record is deleted. It can be restored here."),
        context=_context(request, record),
        save=save,
    )


@require_POST
def consultation_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted record back."""
    record = get_object_or_404(Consultation.objects.deleted_for(request.user), pk=pk)
    if not _may_correct(request.user, record):
        raise PermissionDenied
    actions.restore_consultation(record, by=request.user)
    messages.success(request, _("The record is restored."))
    return redirect(record)
