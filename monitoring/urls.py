"""Addresses of monitoring months and reports."""

from django.urls import path

from monitoring.views import (
    bulk,
    discarding,
    feeds,
    months,
    pauses,
    people,
    reports,
    submission_bundles,
    submissions,
)

app_name = "monitoring"

month_urls = [
    path("monitoring/", months.month_list, name="month-list"),
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
    path("monitoring/reports/<int:pk>/discard/", discarding.report_discard, name="report-discard"),
    path("monitoring/reports/<int:pk>/restore/", discarding.report_restore, name="report-restore"),
    path(
        "monitoring/reports/<int:pk>/next-plan/",
        discarding.report_next_plan,
        name="report-next-plan",
    ),
]

feed_urls = [
    path("my-calendar/", feeds.my_calendar, name="my-calendar"),
    path("my-calendar/revoke/", feeds.my_calendar_revoke, name="my-calendar-revoke"),
    path("feeds/<slug:token>/tsunagi.ics", feeds.calendar_feed, name="calendar-feed"),
]

submission_urls = [
    path("submissions/", submissions.submission_list, name="submission-list"),
    path("submissions/send/", submissions.submission_send_many, name="submission-send-many"),
    path("submissions/print/", submission_bundles.submission_bundle, name="submission-bundle"),
    path("submissions/<int:pk>/", submissions.submission_detail, name="submission-detail"),
    path(
        "submissions/<int:pk>/papers/",
        submission_bundles.submission_joined,
        name="submission-print",
    ),
    path("submissions/<int:pk>/send/", submissions.submission_send, name="submission-send"),
    path(
        "submissions/<int:pk>/receive/", submissions.submission_receive, name="submission-receive"
    ),
    path("submissions/<int:pk>/return/", submissions.submission_return, name="submission-return"),
    path(
        "submissions/<int:pk>/deadline/",
        submissions.submission_deadline,
        name="submission-deadline",
    ),
    path(
        "submissions/<int:pk>/papers/<int:document>/",
        submissions.submission_document,
        name="submission-document",
    ),
]

pause_urls = [
    path("clients/<int:pk>/pauses/new/", pauses.pause_create, name="pause-create"),
    path("monitoring/pauses/<int:pk>/", pauses.pause_edit, name="pause-edit"),
    path("monitoring/pauses/<int:pk>/cancel/", pauses.pause_cancel, name="pause-cancel"),
    path("monitoring/months/<int:pk>/move/", pauses.month_move, name="month-move"),
    path("monitoring/bulk/", bulk.month_bulk, name="month-bulk"),
    path("monitoring/visits/", bulk.month_visits, name="month-visits"),
]

urlpatterns = [*pause_urls, *month_urls, *report_urls, *submission_urls, *feed_urls]
