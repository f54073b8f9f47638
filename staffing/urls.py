"""Addresses of layer 1."""

from django.urls import path

from staffing.views import frame, history, jobs, offices, people, reference, second_factor

app_name = "staffing"
urlpatterns = [
    path("drafts/", frame.draft_list, name="draft-list"),
    path("drafts/save/", frame.draft_save, name="draft-save"),
    path("drafts/discard/", frame.draft_discard, name="draft-discard"),
    path("drafts/<int:pk>/delete/", frame.draft_delete, name="draft-delete"),
    path("notices/", frame.notice_list, name="notice-list"),
    path("notices/<int:pk>/open/", frame.notice_open, name="notice-open"),
    path("notices/read/", frame.notice_read_all, name="notice-read-all"),
    path("settings/", offices.settings_index, name="settings"),
    path("staff/", people.user_list, name="user-list"),
    path("staff/new/", people.user_create, name="user-create"),
    path("staff/<int:pk>/", people.user_detail, name="user-detail"),
    path("staff/<int:pk>/edit/", people.user_edit, name="user-edit"),
    path("staff/<int:pk>/password/", people.password_reset, name="password-reset"),
    path(
        "staff/<int:pk>/second-factor/",
        second_factor.second_factor_reset,
        name="second-factor-reset",
    ),
    path("staff/<int:pk>/stop/", people.user_stop, name="user-stop"),
    path("staff/<int:pk>/postings/new/", people.posting_create, name="posting-create"),
    path("staff/postings/<int:pk>/", people.posting_edit, name="posting-edit"),
    path("offices/", offices.office_list, name="office-list"),
    path("offices/new/", offices.office_create, name="office-create"),
    path("offices/<int:pk>/", offices.office_detail, name="office-detail"),
    path("offices/<int:pk>/edit/", offices.office_edit, name="office-edit"),
    path("reference/<slug:kind>/", reference.reference_list, name="reference-list"),
    path("reference/<slug:kind>/new/", reference.reference_create, name="reference-create"),
    path("reference/<slug:kind>/<int:pk>/", reference.reference_edit, name="reference-edit"),
    path("history/", history.history_list, name="history-list"),
    path("jobs/", jobs.failed_job_list, name="failed-job-list"),
    path("jobs/<int:pk>/again/", jobs.failed_job_again, name="failed-job-again"),
]
