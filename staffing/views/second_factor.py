"""The second factor: the code at the login, registering an app, recovery codes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.tags import clock, short_day
from staffing import actions, one_time_codes
from staffing.actions import CodeAnswer
from staffing.forms import CodeForm
from staffing.models import SecondFactor, User
from staffing.signin import (
    CODE_PASSED,
    enter,
    fresh_login_required,
    in_own_language,
    is_fresh,
    must_have_second_factor,
    pending_user,
    second_factor_of,
    send_to,
)
from staffing.views.people import require_staff_management

SECRET = "new_secret"
FEW_CODES = 3


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@in_own_language
def code_check(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the right password; only then is the person signed in."""
    now = timezone.now()
    user = pending_user(request, now=now)
    if user is None or second_factor_of(user) is None:
        return redirect("login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.check_code(user, code=form.cleaned_data["code"], now=now)
        if answer == CodeAnswer.RIGHT:
            path = enter(request, user, has_code=True)
            _warn_of_few_codes(request, user)
            return redirect(path)
        form.add_error("code", code_problem(answer, user))
    status = 422 if form.is_bound else 200
    return render(request, "staffing/code_check.html", {"form": form}, status=status)


def code_problem(answer: CodeAnswer, user: User) -> str:
    """Say why a code was not accepted, and from when on one is looked at again."""
    if answer == CodeAnswer.CLOSED:
        until = timezone.localtime(SecondFactor.objects.get(user=user).closed_until_at)
        text = _("There were too many wrong codes. Try again after %(time)s, or ask your manager.")
        return text % {"time": f"{short_day(until)} {clock(until)}"}
    return _("The code is not right, or it was used before. Wait for the next one.")


def _warn_of_few_codes(request: HttpRequest, user: User) -> None:
    left = user.recovery_codes.filter(used_at=None).count()
    if left <= FEW_CODES:
        text = _("You have %(count)s recovery codes left. Make new ones under My settings.")
        messages.warning(request, text % {"count": left})


@login_not_required
@sensitive_variables("secret", "codes")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@in_own_language
def enrol(request: HttpRequest) -> HttpResponse:
    """Register an authenticator app: on the way in where it is required, or from one's settings."""
    now = timezone.now()
    is_inside = request.user.is_authenticated
    user = request.user if is_inside else pending_user(request, now=now)
    # Who owes a code gives it; a new app would be the way round it.
    if user is None or (not is_inside and second_factor_of(user)):
        return redirect("login")
    if is_inside and not is_fresh(request, now=now):
        return send_to(request, "confirm-identity")
    secret = request.session.setdefault(SECRET, one_time_codes.new_secret())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = one_time_codes.cleaned(form.cleaned_data["code"])
        step = one_time_codes.accepted_step(secret, code, now=now, after=0)
        if step is not None:
            codes = actions.set_second_factor(user, secret=secret, step=step, now=now)
            return _registered(request, user, codes, is_inside=is_inside)
        form.add_error("code", code_problem(CodeAnswer.WRONG, user))
    return _enrol_page(request, user, form, secret, is_inside=is_inside)


@sensitive_variables("secret")
def _enrol_page(request, user, form, secret: str, *, is_inside: bool) -> HttpResponse:
    size, path = one_time_codes.qr_path(one_time_codes.enrolment_address(secret, user.login_id))
    context = {
        "form": form,
        "size": size,
        "path": path,
        "secret": one_time_codes.readable_secret(secret),
        "is_inside": is_inside,
    }
    status = 422 if form.is_bound else 200
    return render(request, "staffing/second_factor_enrol.html", context, status=status)


@sensitive_variables("codes")
def _registered(request, user: User, codes: list[str], *, is_inside: bool) -> HttpResponse:
    if is_inside:
        del request.session[SECRET]
        request.session[CODE_PASSED] = True
        request.session.cycle_key()
        next_path = reverse("second-factor")
    else:
        next_path = enter(request, user, has_code=True)
    return _show_codes(request, codes, next_path)


def _show_codes(request: HttpRequest, codes: list[str], next_path: str) -> HttpResponse:
    context = {"codes": codes, "next_path": next_path}
    return render(request, "staffing/recovery_codes.html", context)


@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show whether an app is registered and how many recovery codes are left."""
    factor = second_factor_of(request.user)
    context = {
        "factor": factor,
        "is_required": must_have_second_factor(request.user),
        "codes_left": request.user.recovery_codes.filter(used_at=None).count() if factor else 0,
    }
    return render(request, "staffing/second_factor.html", context)


@sensitive_variables("codes")
@require_POST
@fresh_login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make ten new recovery codes and show them once."""
    if second_factor_of(request.user) is None:
        return redirect("second-factor")
    codes = actions.issue_recovery_codes(request.user)
    return _show_codes(request, codes, reverse("second-factor"))


@require_POST
@fresh_login_required
def second_factor_remove(request: HttpRequest) -> HttpResponse:
    """Stop using codes, where the office does not require them."""
    if must_have_second_factor(request.user):
        messages.error(request, _("Your role requires codes. Register another app instead."))
    else:
        actions.remove_second_factor(request.user, by=request.user)
        messages.success(request, _("You log in without codes from now on."))
    return redirect("second-factor")


@require_POST
@fresh_login_required
def second_factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the app off a colleague's account, as when the phone is lost."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require_staff_management(request, person)
    actions.remove_second_factor(person, by=request.user)
    messages.success(
        request, _("The codes are switched off and the person is logged out everywhere.")
    )
    return redirect(person)
