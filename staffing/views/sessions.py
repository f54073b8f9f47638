"""One's own sessions, and the question asked again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from staffing import actions
from staffing.actions import CodeAnswer
from staffing.forms import ConfirmForm
from staffing.models import Session
from staffing.signin import safe_path, second_factor_of
from staffing.views.second_factor import code_problem

#: Nobody works on more devices; whoever signs in by script sees the newest.
MOST_SHOWN = 50


@require_GET
def session_overview(request: HttpRequest) -> HttpResponse:
    """List where one is signed in now."""
    own = Session.objects.visible_to(request.user).alive(timezone.now())
    rows = list(own.order_by("-seen_at")[:MOST_SHOWN])
    context = {"rows": rows, "current": request.session.row.pk}
    return render(request, "staffing/session_overview.html", context)


@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's sessions."""
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    actions.end_own_sessions(request.user, ids=[session.pk])
    messages.success(request, _("That session is ended."))
    return redirect("session-overview")


@require_POST
def session_end_others(request: HttpRequest) -> HttpResponse:
    """End all one's sessions but this one."""
    own = Session.objects.visible_to(request.user).exclude(pk=request.session.row.pk)
    actions.end_own_sessions(request.user, ids=list(own.values_list("pk", flat=True)))
    messages.success(request, _("All other sessions are ended."))
    return redirect("session-overview")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def confirm_identity(request: HttpRequest) -> HttpResponse:
    """Ask for password and code again; they count for a quarter of an hour."""
    has_code = second_factor_of(request.user) is not None
    form = ConfirmForm(request.POST or None, request=request, has_code=has_code)
    if request.method == "POST" and form.is_valid() and _code_is_right(request, form):
        request.session.cycle_key()
        path = safe_path(request, request.POST.get("next", ""))
        return redirect(path or reverse("reports:home"))
    if getattr(request, "axes_locked_out", False):
        return render(request, "staffing/locked_out.html", status=429)
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    status = 422 if form.is_bound else 200
    return render(request, "staffing/confirm_identity.html", context, status=status)


def _code_is_right(request: HttpRequest, form: ConfirmForm) -> bool:
    if "code" not in form.fields:
        return True
    code = form.cleaned_data["code"]
    answer = actions.check_code(request.user, code=code, now=timezone.now())
    if answer != CodeAnswer.RIGHT:
        form.add_error("code", code_problem(answer, request.user))
    return answer == CodeAnswer.RIGHT
