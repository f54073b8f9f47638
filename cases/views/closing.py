"""月締め: look a month through, close it, see what changed afterwards, open it again."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.choices import Content, Method
from cases.choices_closing import Lack
from cases.corrections import by_contact
from cases.filters import LogMonthFilter
from cases.forms import CloseMonthForm, ReopenForm
from cases.models import Consultation, LogMonth
from cases.month_figures import BEFORE_CLOSING, lacks_of, month_figures
from cases.rows import person_name
from config.common.dateparse import DayTextError
from config.common.fiscal import add_months, month_end, month_of
from config.common.monthparse import parse_month
from config.common.paging import page_by_key
from config.common.wareki import month_label
from staffing.list_views import keeps_conditions
from staffing.models import Office
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page

#: How many past months are offered for closing.
MONTHS_BACK = 12


def _rows_url(office_id: int, month: date, lack: str = "") -> str:
    """The log list with exactly the rows behind a count."""
    query = {"since": month.isoformat(), "until": month_end(month).isoformat(), "office": office_id}
    if lack:
        query["lack"] = lack
    return f"{reverse('cases:consultation-list')}?{urlencode(query)}"


def _open_months(office: Office, today: date) -> list[dict[str, Any]]:
    """The months of the last year that hold contacts and are not closed, the latest first."""
    months = [add_months(month_of(today), -back) for back in range(1, MONTHS_BACK + 1)]
    closed = set(
        LogMonth.objects.in_force()
        .filter(office=office, closed_month__in=months)
        .values_list("closed_month", flat=True)
    )
    held = Consultation.objects.alive().filter(office=office)
    held = held.on_days(months[-1], month_end(months[0])).order_by()
    days = {timezone.localtime(at).date() for at in held.datetimes("occurred_at", "month")}
    url = reverse("cases:log-month-close")
    return [
        {"month": month, "url": f"{url}?month={month:%Y-%m}"}
        for month in months
        if month not in closed and month in days
    ]


@require_GET
@keeps_conditions("log-month-list")
def log_month_list(request: HttpRequest) -> HttpResponse:
    """List the closed months, and those that wait for it."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    rows = LogMonth.objects.visible_to(request.user).select_related(
        "office", "created_by", "reopened_by"
    )
    listed = LogMonthFilter(request.GET, queryset=rows, request=request)
    may_close = bool(request.office) and can(request.user, Permission.LOG_CLOSE, request.office)
    context = {
        "filter": listed,
        "page": page_by_key(request, listed.qs, listed=listed, order=("-closed_month", "-pk")),
        "waiting": _open_months(request.office, timezone.localdate()) if may_close else [],
    }
    return render(request, "cases/log_month_list.html", context)


def _asked_month(request: HttpRequest, today: date) -> date:
    """The month of the address, else the last one; never one that is not over."""
    last = add_months(month_of(today), -1)
    try:
        return min(last, parse_month(request.GET.get("month", "")[:20], today=today))
    except DayTextError:
        return last


@require_http_methods(["GET", "POST"])
def log_month_close(request: HttpRequest) -> HttpResponse:
    """Show what is incomplete in a month and what closing means; then close it."""
    office = request.office
    require(request.user, Permission.LOG_CLOSE, office)
    today = timezone.localdate()
    month = _asked_month(request, today)
    seen = Consultation.objects.visible_to(request.user)
    seen = seen.filter(office=office).in_month(month)
    lacks = lacks_of(seen)
    context = {
        "month": month,
        "office": office,
        "closing": LogMonth.objects.in_force().filter(office=office, closed_month=month).first(),
        "figures": month_figures(office, month),
        "rows_url": _rows_url(office.pk, month),
        "lacks": [
            (lack.label, lacks[lack], _rows_url(office.pk, month, lack)) for lack in BEFORE_CLOSING
        ],
    }
    words = month_label(month)
    return edit_page(
        request,
        CloseMonthForm,
        template="cases/log_month_close.html",
        key=f"log-month:{office.pk}:{month:%Y-%m}",
        label=_("Close %(month)s") % {"month": words},
        form_kwargs={"office": office},
        cancel_url=reverse("cases:log-month-list"),
        submit_label=_("Close the month"),
        success=_("%(month)s is closed.") % {"month": words},
        context=context,
        save=lambda form: actions.close_month(office, month, by=request.user, today=today),
    )


def _closing(request: HttpRequest, pk: int) -> LogMonth:
    rows = LogMonth.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("office", "created_by", "reopened_by"), pk=pk)


@require_GET
def log_month_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was counted at the closing, what it is now, and every correction since."""
    closing = _closing(request, pk)
    require(request.user, Permission.LOG_WRITE, closing.office_id)
    month, office = closing.closed_month, closing.office_id
    contacts = Consultation.objects.filter(pk__in=_seen(request, closing))
    corrections = list(
        closing.corrections.filter(consultation__in=contacts.values("pk"))
        .select_related("made_by", "consultation__client")
        .order_by("-pk")
    )
    texts = {text.pk: text for each in by_contact(corrections).values() for text in each}
    now = month_figures(office, month)
    context = {
        "closing": closing,
        "counts": _compared(closing.counts, now),
        "methods": _by_label(Method, closing.counts, now, "methods"),
        "contents": _by_label(Content, closing.counts, now, "contents"),
        "late": now["lacks"][Lack.LATE],
        "late_url": _rows_url(office, month, Lack.LATE),
        "rows_url": _rows_url(office, month),
        "corrections": [(each, _name(each.consultation), texts[each.pk]) for each in corrections],
        "may_reopen": not closing.reopened_at
        and can(request.user, Permission.LOG_REOPEN, closing.office_id),
    }
    return render(request, "cases/log_month_detail.html", context)


def _seen(request: HttpRequest, closing: LogMonth):
    """The contacts of the closing's corrections that the reader may see, deleted ones too."""
    alive = Consultation.objects.visible_to(request.user)
    deleted = Consultation.objects.deleted_for(request.user)
    return [
        *alive.filter(corrections__closing=closing).values_list("pk", flat=True),
        *deleted.filter(corrections__closing=closing).values_list("pk", flat=True),
    ]


def _name(record: Consultation) -> str:
    name = record.client.name if record.client else None
    return person_name(name, record.caller_name, record.is_anonymous)


def _compared(frozen: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    labels = {
        "contacts": _("Contacts"),
        "persons": _("Persons"),
        "strangers": _("Contacts with people not registered"),
        "minutes": _("Minutes"),
    }
    rows = [(label, frozen.get(key), now[key]) for key, label in labels.items()]
    held = frozen.get("lacks", {})
    return rows + [(lack.label, held.get(lack), now["lacks"][lack]) for lack in BEFORE_CLOSING]


def _by_label(choices, frozen: dict, now: dict, key: str) -> list[tuple[str, int, int]]:
    held = frozen.get(key, {})
    return [
        (choice.label, held.get(choice.value, 0), now[key].get(choice.value, 0))
        for choice in choices
        if held.get(choice.value) or now[key].get(choice.value)
    ]


@require_http_methods(["GET", "POST"])
def log_month_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed month again, with a reason."""
    closing = _closing(request, pk)
    require(request.user, Permission.LOG_REOPEN, closing.office_id)
    title = _("Reopen %(month)s") % {"month": month_label(closing.closed_month)}
    return edit_page(
        request,
        ReopenForm,
        template="staffing/form_page.html",
        key=f"log-month:{pk}:reopen",
        label=title,
        form_kwargs={"office": closing.office},
        cancel_url=closing.get_absolute_url(),
        submit_label=_("Reopen the month"),
        success=_("The month is open again."),
        context={"title": title, "subtitle": closing.office.label},
        save=lambda form: actions.reopen_month(
            closing, by=request.user, version=None, now=timezone.now(), **form.cleaned_data
        ),
    )
