"""Addresses of reports."""

from django.urls import path

from reports.views import (
    actuals,
    annual_plan,
    caseload,
    categories,
    claims,
    community,
    coverage,
    coverage_people,
    fee_units,
    fees,
    forecast,
    gaps,
    home,
    inspection,
    morning,
    plan_sections,
    plan_targets,
    renewals,
)

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
    path("gaps/", gaps.gap_list, name="gap-list"),
    path("clients/<int:pk>/inspection/", inspection.inspection, name="inspection"),
]
morning_urls = [
    path("morning/", morning.morning_page, name="morning"),
    path("morning/rows/", morning.morning_rows, name="morning-row-list"),
    path("morning/notes/", morning.morning_edit, name="morning-edit"),
    path("morning/agenda/", morning.morning_point, name="morning-point"),
    path("morning/pdf/", morning.morning_print, name="morning-pdf"),
]
caseload_urls = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/records/", caseload.caseload_records, name="caseload-detail"),
    path("figures/renewals/", renewals.renewal_figures, name="renewal-figures"),
    path("figures/coverage/", coverage.coverage_figures, name="coverage-figures"),
    path("figures/coverage/left-out/", coverage_people.coverage_left_out, name="coverage-left-out"),
    path("figures/coverage/numbers/new/", coverage.town_count_create, name="town-count-create"),
    path("figures/coverage/numbers/<int:pk>/", coverage.town_count_edit, name="town-count-edit"),
    path("figures/community/", community.community_figures, name="community-figures"),
    path("figures/actuals/", actuals.actual_figures, name="actuals"),
    path("figures/actuals/pdf/", actuals.actual_print, name="actuals-pdf"),
    path("figures/actuals/records/", actuals.actual_records, name="actual-records"),
    path("figures/forecast/", forecast.forecast, name="forecast"),
    path("figures/categories/", categories.category_figures, name="category-figures"),
]

claim_urls = [
    path("claims/", claims.claim_check, name="claim-check"),
    path("clients/<int:pk>/claims/", claims.client_claims, name="client-claims"),
    path(
        "clients/<int:pk>/claims/<int:year>/<int:month>/<slug:item>/",
        claims.claim_decide,
        name="claim-decide",
    ),
    path("claims/units/", fee_units.fee_unit_list, name="fee-unit-list"),
    path("claims/units/new/", fee_units.fee_unit_create, name="fee-unit-create"),
    path("claims/units/preview/", fee_units.fee_unit_preview, name="fee-unit-preview"),
    path("claims/units/<int:pk>/", fee_units.fee_unit_detail, name="fee-unit-detail"),
    path("claims/units/<int:pk>/withdraw/", fee_units.fee_unit_withdraw, name="fee-unit-withdraw"),
    path("claims/notices/", fees.fee_notice_list, name="fee-notice-list"),
    path("claims/notices/new/", fees.fee_notice_create, name="fee-notice-create"),
    path("claims/notices/<int:pk>/", fees.fee_notice_edit, name="fee-notice-edit"),
]

urlpatterns = [*home_urls, *morning_urls, *caseload_urls, *claim_urls, *annual_plan_urls]
