"""Addresses of people, cases, the log and appointments."""

from django.urls import path

from cases.views import (
    appointments,
    clients,
    exports,
    log,
    person,
    promises,
    quick_log,
    registering,
    search,
    way,
)

app_name = "cases"

client_urls = [
    path("clients/", clients.client_list, name="client-list"),
    path("clients/find/", clients.client_search, name="client-search"),
    path("clients/suggest/", clients.client_suggest, name="client-suggest"),
    path("clients/new/", registering.client_find, name="client-find"),
    path("clients/new/form/", registering.client_create, name="client-create"),
    path("clients/<int:pk>/", person.client_detail, name="client-detail"),
    path("clients/<int:pk>/edit/", person.client_edit, name="client-edit"),
    path("clients/<int:pk>/log/", person.client_log, name="client-log"),
    path("clients/<int:pk>/history/", person.client_history, name="client-history"),
    path("clients/<int:pk>/consents/new/", person.consent_create, name="consent-create"),
    path("clients/<int:pk>/cases/new/", way.case_open, name="case-open"),
]
case_urls = [
    path("cases/<int:pk>/advance/<str:to>/", way.case_advance, name="case-advance"),
    path("cases/<int:pk>/opening/", way.case_correct, name="case-correct"),
    path("cases/<int:pk>/assign/", way.case_assign, name="case-assign"),
]
log_urls = [
    path("log/", log.consultation_list, name="consultation-list"),
    path("log/find/", log.consultation_search, name="consultation-search"),
    path("log/export/", exports.consultation_export, name="consultation-export"),
    path("log/new/", quick_log.consultation_create, name="consultation-create"),
    path("log/<int:pk>/", log.consultation_detail, name="consultation-detail"),
    path("log/deleted/", log.deleted_list, name="consultation-deleted"),
    path("log/<int:pk>/delete/", log.consultation_delete, name="consultation-delete"),
    path("log/<int:pk>/restore/", log.consultation_restore, name="consultation-restore"),
    path("log/<int:pk>/edit/", log.consultation_edit, name="consultation-edit"),
]
promise_urls = [
    path("promises/", promises.promise_list, name="promise-list"),
    path("promises/new/", promises.promise_create, name="promise-create"),
    path("promises/<int:pk>/close/", promises.promise_close, name="promise-close"),
    path("promises/<int:pk>/reopen/", promises.promise_reopen, name="promise-reopen"),
]
appointment_urls = [
    path("appointments/", appointments.appointment_list, name="appointment-list"),
    path("appointments/new/", appointments.appointment_create, name="appointment-create"),
    path("appointments/<int:pk>/edit/", appointments.appointment_edit, name="appointment-edit"),
    path(
        "appointments/<int:pk>/cancel/", appointments.appointment_cancel, name="appointment-cancel"
    ),
    path(
        "appointments/<int:pk>/restore/",
        appointments.appointment_restore,
        name="appointment-restore",
    ),
]
search_urls = [path("search/<str:token>/", search.search_results, name="search-results")]

urlpatterns = [
    *client_urls,
    *case_urls,
    *log_urls,
    *promise_urls,
    *appointment_urls,
    *search_urls,
]
