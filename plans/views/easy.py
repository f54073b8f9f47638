"""Write the plan in plain words (やさしい計画), and correct the readings above them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.common.furigana import words_of
from plans import actions
from plans.easy import easy_lines, known_readings, texts_of
from plans.forms.easy import PlainWordsForm, ReadingsForm, load_plain, load_readings
from plans.models import ServiceUsePlan
from plans.views.finding import find_plan, plan_label
from plans.views.parts import plan_context
from plans.views.plans import kept_plan
from staffing.permissions import Permission
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
def easy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a plain sentence for each text of a version that was not agreed yet."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        return kept_plan(request, plan)
    lines = easy_lines(plan)
    context = plan_context(plan, user=request.user, today=timezone.localdate())
    return edit_page(
        request,
        PlainWordsForm,
        template="plans/easy_form.html",
        key=f"plan:{pk}:plain",
        label=plan_label(plan),
        record=plan,
        load=lambda found: load_plain(_lines(found)),
        form_kwargs={"office": plan.office, "lines": lines},
        cancel_url=_papers(plan),
        success=_("Saved."),
        context=context,
        save=lambda form: _papers(
            actions.change_plain_words(
                plan, by=request.user, version=form.version, lines=form.written
            )
        ),
    )


@require_http_methods(["GET", "POST"])
def easy_readings(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the dictionary reads wrongly; also when the plan itself is kept."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    context = plan_context(plan, user=request.user, today=timezone.localdate())
    texts = texts_of(plan, easy_lines(plan))
    return edit_page(
        request,
        ReadingsForm,
        template="plans/easy_readings.html",
        key=f"plan:{pk}:readings",
        label=plan_label(plan),
        record=plan,
        load=load_readings,
        form_kwargs={"office": plan.office},
        cancel_url=_papers(plan),
        success=_("Saved."),
        context=context | {"words": words_of(texts, known_readings(plan))},
        save=lambda form: _shown(
            actions.change_readings(plan, by=request.user, version=form.version, readings=form.rows)
        ),
    )


def _lines(plan: ServiceUsePlan) -> list:
    """Return the lines of the plan as it is now, whoever wrote meanwhile."""
    return easy_lines(ServiceUsePlan.objects.for_detail().get(pk=plan.pk))


def _papers(plan: ServiceUsePlan) -> str:
    return f"{plan.get_absolute_url()}#papers"


def _shown(plan: ServiceUsePlan) -> str:
    return reverse("cases:paper-preview", args=["easy", plan.pk])
