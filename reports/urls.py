"""Addresses of reports."""

from django.urls import path

from reports.views import annual_plan, caseload, home, plan_sections, plan_targets

app_name = "reports"

annual_plan_urls = [
    path("annual-plans/", annual_plan.annual_plan_list, name="annual-plan-list"),
    path("annual-plans/new/", annual_plan.annual_plan_create, name="annual-plan-create"),
    path("annual-plans/<int:pk>/", annual_plan.annual_plan_detail, name="annual-plan-detail"),
    path(
        "annual-plans/<int:pk>/preview/",
        annual_plan.annual_plan_preview,
        name="annual-plan-preview",
    ),
    path("annual-plans/<int:pk>/pdf/", annual_plan.annual_plan_pdf, name="annual-plan-pdf"),
    path(
        "annual-plans/<int:pk>/approve/",
        annual_plan.annual_plan_approve,
        name="annual-plan-approve",
    ),
    path(
        "annual-plans/<int:pk>/new-version/",
        annual_plan.annual_plan_new_version,
        name="annual-plan-new-version",
    ),
    path(
        "annual-plans/<int:pk>/structure/",
        plan_targets.annual_plan_structure,
        name="annual-plan-structure",
    ),
    path("annual-plans/<int:pk>/rows/", plan_targets.annual_plan_rows, name="annual-plan-rows"),
    path(
        "annual-plans/<int:pk>/figures/",
        plan_targets.annual_plan_figures,
        name="annual-plan-figures",
    ),
    path(
        "annual-plans/<int:pk>/targets/<int:row_pk>/",
        plan_targets.annual_plan_target,
        name="annual-plan-target",
    ),
    path(
        "annual-plans/<int:pk>/sections/<int:section_pk>/",
        plan_sections.annual_plan_section,
        name="annual-plan-section",
    ),
    path(
        "annual-plans/<int:pk>/sections/<int:section_pk>/postings/",
        plan_sections.annual_plan_postings,
        name="annual-plan-postings",
    ),
]

home_urls = [
    path("", home.home, name="home"),
    path("deadlines/", home.deadline_list, name="deadline-list"),
]
caseload_urls = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/records/", caseload.caseload_records, name="caseload-detail"),
]

urlpatterns = [*home_urls, *caseload_urls, *annual_plan_urls]
