"""Self-made plans, stays and community support as files, as their lists show them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.common.filtering import ListFilter
from config.common.xlsx import Column
from plans.filters import SelfPlanFilter
from plans.filters_community import StayFilter, SupportFilter
from plans.models import CommunitySupport, FacilityStay, SelfPlan
from staffing.outputs import Output, add_output, taken_offices, usual_state
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    shared = {"permission": Permission.PLAN_VIEW, "office_path": "office"}
    outputs = (
        Output(
            key="self-plan-list",
            title=gettext_lazy("Self-made plans"),
            about=gettext_lazy("Who has one since when, why, and what support was given."),
            list_url="plans:self-plan-list",
            listed=lambda request: _listed(request, SelfPlan, SelfPlanFilter),
            columns=lambda _listed: _self_plan_columns(),
            rows=_self_plan_rows,
            more=usual_state,
            order=55,
            **shared,
        ),
        Output(
            key="stay-list",
            title=gettext_lazy("People who could leave a hospital or facility"),
            about=gettext_lazy("Who is where since when, with which wish, and who supports it."),
            list_url="plans:stay-list",
            listed=lambda request: _listed(request, FacilityStay, StayFilter),
            columns=lambda _listed: _stay_columns(),
            rows=_stay_rows,
            more=usual_state,
            order=56,
            **shared,
        ),
        Output(
            key="support-list",
            title=gettext_lazy("Transition and settlement"),
            about=gettext_lazy("A row per case: period, plan, leaving, how it ended."),
            list_url="plans:support-list",
            listed=lambda request: _listed(request, CommunitySupport, SupportFilter),
            columns=lambda _listed: _support_columns(),
            rows=_support_rows,
            more=_running,
            order=57,
            **shared,
        ),
    )
    for output in outputs:
        add_output(output)


def _listed(request: HttpRequest, model: type, filter_class: type[ListFilter]) -> ListFilter:
    offices = taken_offices(request.user, Permission.PLAN_VIEW)
    rows = model.objects.visible_to(request.user).filter(office_id__in=offices)
    return filter_class(request.GET, queryset=rows, request=request, today=timezone.localdate())


def _person_columns() -> list[Column]:
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(_("office"), 20),
    ]


def _person(row: Any) -> list[Any]:
    return [row.client_id, row.client.name, row.client.name_kana, row.office.name]


def _self_plan_columns() -> list[Column]:
    return [
        *_person_columns(),
        Column(_("why a self-made plan"), 24),
        Column(_("since"), 12),
        Column(_("until"), 12),
        Column(_("who supports one to one"), 14),
        Column(_("Number of contact records"), 10),
        Column(_("Last support"), 12),
        Column(_("one-to-one support given"), 40, is_personal=True),
    ]


def _self_plan_rows(listed: SelfPlanFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.for_list(), "-starts_on", "-pk")
    for plan in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            *_person(plan),
            plan.get_reason_display(),
            plan.starts_on,
            plan.ends_on,
            plan.helper.name if plan.helper else "",
            plan.contacts_number,
            timezone.localtime(plan.last_at).date() if plan.last_at else None,
            plan.support,
        ]


def _stay_columns() -> list[Column]:
    return [
        *_person_columns(),
        Column(_("kind of place"), 16),
        Column(_("hospital or facility"), 24),
        Column(_("ward or unit"), 14),
        Column(_("there since"), 12),
        Column(_("wish to leave"), 16),
        Column(_("in the person's own words"), 36, is_personal=True),
        Column(pgettext("stay", "asked on"), 12),
        Column(_("what is needed to leave"), 36, is_personal=True),
        Column(_("contact person there"), 16, is_personal=True),
        Column(_("contact person's post"), 16),
        Column(_("contact person's phone"), 16, is_personal=True),
        Column(pgettext("stay", "Support"), 14),
        Column(_("left on"), 12),
        Column(_("how the stay ended"), 24),
    ]


def _stay_rows(listed: StayFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.for_list(), "since_on", "pk")
    for stay in rows.iterator(chunk_size=ROWS_AT_ONCE):
        is_there = stay.ended_on is None
        yield [
            *_person(stay),
            stay.get_kind_display(),
            stay.place,
            stay.ward,
            stay.since_on,
            stay.get_wish_display(),
            stay.wish_words,
            stay.asked_on,
            stay.obstacles,
            stay.contact_name,
            stay.contact_role,
            stay.contact_phone,
            (_("Supported") if stay.is_supported else _("No support yet")) if is_there else "",
            stay.ended_on,
            stay.get_end_display(),
        ]


def _running(listed: SupportFilter) -> Sequence[tuple[str, str]]:
    """Of a month all that ran in it are shown."""
    return () if listed.form.cleaned_data.get("month") else usual_state(listed)


def _support_columns() -> list[Column]:
    return [
        *_person_columns(),
        Column(_("kind of support"), 16),
        Column(_("granted from"), 12),
        Column(_("granted until"), 12),
        Column(_("hospital or facility"), 24),
        Column(_("why the line of contact is needed"), 24),
        Column(_("Plan agreed"), 12),
        Column(_("crisis plan agreed on"), 12),
        Column(_("left the hospital or facility on"), 12),
        Column(_("lives now"), 20, is_personal=True),
        Column(_("support ended on"), 12),
        Column(_("why the support ended"), 18),
        Column(_("person in charge"), 14),
    ]


def _support_rows(listed: SupportFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.for_list(), "-starts_on", "-pk")
    for support in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            *_person(support),
            support.get_kind_display(),
            support.starts_on,
            support.ends_on,
            support.stay.place if support.stay else "",
            support.get_ground_display(),
            support.agreed_on,
            support.sheet_agreed_on,
            support.moved_on,
            support.moved_to,
            support.ended_on,
            support.get_end_reason_display(),
            support.worker.name,
        ]
