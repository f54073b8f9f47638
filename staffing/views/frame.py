"""What every page uses: chosen office, echo of typed dates, drafts, notices."""

from datetime import date

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from config.common.dateparse import DayTextError, parse_day
from config.common.dateparse import echo as echo_of
from config.common.monthparse import parse_month
from config.common.paging import page_by_key
from config.common.wareki import month_label
from staffing import actions
from staffing.filters import DraftFilter, NoticeFilter
from staffing.list_views import keeps_conditions
from staffing.models import Draft, Notice
from staffing.sheets import drafts

OFFICE_KEY = "office_id"


def _local_path(request: HttpRequest, path: str) -> str:
    safe = url_has_allowed_host_and_scheme(path, {request.get_host()}, request.is_secure())
    return path if path.startswith("/") and safe else "/"


@require_POST
def office_switch(request: HttpRequest) -> HttpResponse:
    """Choose the office that new records belong to."""
    chosen = request.POST.get("office", "")
    offices = {str(office.pk): office for office in request.user.access.offices}
    if chosen not in offices:
        raise Http404
    request.session[OFFICE_KEY] = offices[chosen].pk
    return redirect(_local_path(request, request.POST.get("next", "/")))


@require_POST
def echo(request: HttpRequest) -> HttpResponse:
    """Say how a typed day or month is understood, or mark the answer as unclear and say why.

    The text is posted, because a birth date stands in no address.
    """
    text, kind = request.POST.get("text", "")[:40], request.POST.get("kind")
    try:
        answer, unclear = _understood(text, kind, today=timezone.localdate()), ""
    except DayTextError as problem:
        answer, unclear = str(problem), "1"
    headers = {"X-Unclear": unclear} if unclear else {}
    return HttpResponse(answer, content_type="text/plain; charset=utf-8", headers=headers)


def _understood(text: str, kind: str | None, *, today: date) -> str:
    if kind == "month":
        return month_label(parse_month(text, today=today))
    era, age_today = (None, today) if kind == "birth" else ("R", None)
    return echo_of(parse_day(text, today=today, two_digit_era=era), age_today=age_today)


def _named(request: HttpRequest) -> drafts.DraftName:
    try:
        return drafts.DraftName.from_token(request.POST.get("_draft", ""))
    except (signing.BadSignature, TypeError):
        raise Http404 from None


@require_POST
def draft_save(request: HttpRequest) -> HttpResponse:
    """Keep what was typed so far, whether or not it is valid."""
    name = _named(request)
    draft = drafts.keep(request.user, name, request.POST, now=timezone.now())
    saved_at = timezone.localtime(draft.saved_at)
    return JsonResponse({"saved_at": saved_at.strftime("%H:%M:%S")})


@require_POST
def draft_discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft of one form away and open the form as the record is."""
    name = _named(request)
    drafts.discard(request.user, name.key)
    return redirect(_local_path(request, name.path))


@require_GET
@keeps_conditions("draft-list")
def draft_list(request: HttpRequest) -> HttpResponse:
    """List one's own half-written forms; they never expire."""
    listed = DraftFilter(
        request.GET, queryset=Draft.objects.visible_to(request.user), request=request
    )
    page = page_by_key(request, listed.qs, listed=listed, order=("-saved_at", "-pk"))
    return render(request, "staffing/draft_list.html", {"filter": listed, "page": page})


@require_POST
def draft_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw one draft away from the list."""
    get_object_or_404(Draft.objects.visible_to(request.user), pk=pk).delete()
    return redirect("staffing:draft-list")


@require_GET
@keeps_conditions("notice-list")
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show one's notices, newest first."""
    listed = NoticeFilter(
        request.GET, queryset=Notice.objects.visible_to(request.user), request=request
    )
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    return render(request, "staffing/notice_list.html", {"filter": listed, "page": page})


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.read_notices([notice.pk], by=request.user, now=timezone.now())
    return redirect(_local_path(request, notice.url or "/notices/"))


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all one's notices as read."""
    ids = Notice.objects.visible_to(request.user).filter(read_at=None).values_list("pk", flat=True)
    actions.read_notices(list(ids), by=request.user, now=timezone.now())
    return redirect("staffing:notice-list")
