"""Addresses of meetings about people and of the plans that providers wrote."""

from django.urls import path

from plans.views import care_meetings, care_minutes, chain, minutes_corrections, provider_plans

meeting_urls = [
    path("care-meetings/", care_meetings.care_meeting_list, name="care-meeting-list"),
    path("care-meetings/new/", care_meetings.care_meeting_start, name="care-meeting-start"),
    path("clients/<int:pk>/care-meetings/", care_meetings.client_meetings, name="client-meetings"),
    path(
        "clients/<int:pk>/care-meetings/new/",
        care_meetings.care_meeting_create,
        name="care-meeting-create",
    ),
    path("care-meetings/<int:pk>/", care_meetings.care_meeting_detail, name="care-meeting-detail"),
    path("care-meetings/<int:pk>/edit/", care_meetings.care_meeting_edit, name="care-meeting-edit"),
    path(
        "care-meetings/<int:pk>/cancel/",
        care_meetings.care_meeting_cancel,
        name="care-meeting-cancel",
    ),
    path(
        "care-meetings/<int:pk>/minutes/", care_minutes.care_minutes_edit, name="care-minutes-edit"
    ),
    path(
        "care-meetings/<int:pk>/finish/",
        care_minutes.care_minutes_finish,
        name="care-minutes-finish",
    ),
    path(
        "care-meetings/<int:pk>/correction/",
        minutes_corrections.care_minutes_correct,
        name="care-minutes-correct",
    ),
    path(
        "care-meetings/<int:pk>/minutes/<int:number>/",
        minutes_corrections.care_minutes_before,
        name="care-minutes-before",
    ),
]
provider_plan_urls = [
    path("provider-plans/", provider_plans.provider_plan_list, name="provider-plan-list"),
    path(
        "clients/<int:pk>/provider-plans/",
        provider_plans.client_provider_plans,
        name="client-provider-plans",
    ),
    path(
        "clients/<int:pk>/provider-plans/new/",
        provider_plans.provider_plan_create,
        name="provider-plan-create",
    ),
    path(
        "provider-plans/<int:pk>/", provider_plans.provider_plan_detail, name="provider-plan-detail"
    ),
    path(
        "provider-plans/<int:pk>/edit/",
        provider_plans.provider_plan_edit,
        name="provider-plan-edit",
    ),
    path(
        "provider-plans/<int:pk>/delete/",
        provider_plans.provider_plan_delete,
        name="provider-plan-delete",
    ),
    path(
        "provider-plans/<int:pk>/restore/",
        provider_plans.provider_plan_restore,
        name="provider-plan-restore",
    ),
]
chain_urls = [
    path("plans/<int:pk>/copies/", chain.plan_hand_out, name="plan-hand-out"),
    path("plans/evidence/", chain.chain_list, name="chain-list"),
]

care_urls = [*meeting_urls, *provider_plan_urls, *chain_urls]
