"""Addresses of monitoring months and reports."""

from django.urls import path

from monitoring.views import months, people, reports

app_name = "monitoring"

month_urls = [
    path("monitoring/", months.month_list, name="month-list"),
    path("monitoring/export/", months.month_export, name="month-export"),
    path("monitoring/months/<int:pk>/", months.month_detail, name="month-detail"),
    path("monitoring/months/<int:pk>/skip/", months.month_skip, name="month-skip"),
    path("monitoring/months/<int:pk>/switch/", months.month_switch, name="month-switch"),
    path("monitoring/months/<int:pk>/visit/", months.month_visit, name="month-visit"),
    path("clients/<int:pk>/monitoring/", people.client_months, name="client-months"),
]
report_urls = [
    path("monitoring/months/<int:pk>/report/", reports.report_create, name="report-create"),
    path("monitoring/reports/<int:pk>/", reports.report_detail, name="report-detail"),
    path("monitoring/reports/<int:pk>/edit/", reports.report_edit, name="report-edit"),
    path("monitoring/reports/<int:pk>/finish/", reports.report_finish, name="report-finish"),
    path("monitoring/reports/<int:pk>/submit/", reports.report_submit, name="report-submit"),
]

urlpatterns = [*month_urls, *report_urls]
