"""Addresses of plans, decisions and service providers."""

from django.urls import path

from plans.views import client, consent, decisions, needs, plans, providers

app_name = "plans"
urlpatterns = [
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<int:pk>/", plans.plan_detail, name="plan-detail"),
    path("plans/<int:pk>/edit/", plans.plan_edit, name="plan-edit"),
    path("plans/<int:pk>/revise/", plans.plan_revise, name="plan-revise"),
    path("plans/<int:pk>/finalise/", plans.plan_finalise, name="plan-finalise"),
    path("plans/<int:pk>/consent/", consent.plan_consent, name="plan-consent"),
    path("plans/<int:pk>/delivery/", consent.plan_deliver, name="plan-deliver"),
    path("plans/<int:pk>/submission/", consent.plan_submit, name="plan-submit"),
    path("plans/<int:pk>/needs/new/", needs.need_create, name="need-create"),
    path("needs/<int:pk>/edit/", needs.need_edit, name="need-edit"),
    path("needs/<int:pk>/delete/", needs.need_delete, name="need-delete"),
    path("needs/<int:pk>/move/", needs.need_move, name="need-move"),
    path("clients/<int:pk>/plans/", client.client_plans, name="client-plans"),
    path("clients/<int:pk>/plans/new/", plans.plan_create, name="plan-create"),
    path("clients/<int:pk>/decisions/new/", decisions.decision_create, name="decision-create"),
    path(
        "clients/<int:pk>/decisions/preview/",
        decisions.decision_preview,
        name="decision-preview",
    ),
    path("decisions/<int:pk>/", decisions.decision_detail, name="decision-detail"),
    path("decisions/<int:pk>/edit/", decisions.decision_edit, name="decision-edit"),
    path("providers/", providers.provider_list, name="provider-list"),
    path("providers/new/", providers.provider_create, name="provider-create"),
    path("providers/<int:pk>/edit/", providers.provider_edit, name="provider-edit"),
]
