"""Addresses of people, cases, the log and appointments."""

from django.urls import path

from cases.document_urls import document_urls
from cases.views import (
    appointments,
    certificates,
    checking,
    clients,
    closing,
    ending,
    family,
    handovers,
    households,
    intake_steps,
    intakes,
    log,
    near_misses,
    person,
    promises,
    quick_log,
    registering,
    restrictions,
    search,
    secondments,
    shares,
    sheet,
    supporters,
    talking,
    transfers,
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
    path("clients/<int:pk>/sheet/", sheet.client_sheet, name="client-sheet"),
    path("clients/<int:pk>/talk/", talking.client_talk_page, name="client-talk"),
    path("clients/<int:pk>/edit/", sheet.client_edit, name="client-edit"),
    path("clients/<int:pk>/papers/", certificates.client_papers, name="client-papers"),
    path("clients/<int:pk>/log/", person.client_log, name="client-log"),
    path("clients/<int:pk>/history/", person.client_history, name="client-history"),
    path("clients/<int:pk>/cases/new/", way.case_open, name="case-open"),
]
#: Certificate, handbook, guardian, warning, consent: each is made, changed, deleted and restored.
part_urls = [
    path("consents/<int:pk>/withdraw/", certificates.consent_withdraw, name="consent-withdraw"),
]
for part in certificates.PARTS:
    kind = {"part": part}
    part_urls += [
        path(f"clients/<int:pk>/{part}s/new/", certificates.part_create, kind, f"{part}-create"),
        path(f"{part}s/<int:pk>/edit/", certificates.part_edit, kind, f"{part}-edit"),
        path(f"{part}s/<int:pk>/delete/", certificates.part_delete, kind, f"{part}-delete"),
        path(f"{part}s/<int:pk>/restore/", certificates.part_restore, kind, f"{part}-restore"),
    ]
family_urls = [
    path("clients/<int:pk>/family/", family.client_family, name="client-family"),
    path("clients/<int:pk>/family/new/", family.family_create, name="family-create"),
    path("clients/<int:pk>/family/register/", households.family_register, name="family-register"),
    path("clients/<int:pk>/family/<int:member>/", family.family_edit, name="family-edit"),
    path(
        "clients/<int:pk>/family/<int:member>/remove/", family.family_remove, name="family-remove"
    ),
    path(
        "clients/<int:pk>/family/<int:member>/restore/",
        family.family_restore,
        name="family-restore",
    ),
    path("clients/<int:pk>/supporters/new/", supporters.supporter_create, name="supporter-create"),
    path("supporters/<int:pk>/", supporters.supporter_edit, name="supporter-edit"),
    path("supporters/<int:pk>/remove/", supporters.supporter_remove, name="supporter-remove"),
    path("supporters/<int:pk>/restore/", supporters.supporter_restore, name="supporter-restore"),
    path("households/<int:pk>/", households.household_detail, name="household-detail"),
    path("households/<int:pk>/edit/", households.household_edit, name="household-edit"),
]
restriction_urls = [
    path("clients/<int:pk>/restrict/", restrictions.client_restrict, name="client-restrict"),
    path("clients/<int:pk>/unrestrict/", restrictions.client_unrestrict, name="client-unrestrict"),
    path("restrictions/", restrictions.restriction_list, name="restriction-list"),
    path(
        "restrictions/<int:pk>/readers/",
        restrictions.restriction_readers,
        name="restriction-readers",
    ),
]
handover_urls = [
    path("handovers/", handovers.handover_list, name="handover-list"),
    path("handovers/new/", handovers.handover_create, name="handover-create"),
    path("handovers/<int:pk>/", handovers.handover_detail, name="handover-detail"),
    path("handovers/<int:pk>/undo/", handovers.handover_undo, name="handover-undo"),
]
share_urls = [
    path("shares/", shares.share_list, name="share-list"),
    path("shares/<int:pk>/", shares.share_detail, name="share-detail"),
    path("shares/<int:pk>/file/", shares.share_file, name="share-file"),
    path("shares/<int:pk>/end/", shares.share_revoke, name="share-revoke"),
    path("clients/<int:pk>/share/", shares.share_create, name="share-create"),
]
transfer_urls = [
    path("transfers/", transfers.transfer_list, name="transfer-list"),
    path("transfers/<int:pk>/", transfers.transfer_detail, name="transfer-detail"),
    path("transfers/<int:pk>/accept/", transfers.transfer_accept, name="transfer-accept"),
    path("transfers/<int:pk>/decline/", transfers.transfer_decline, name="transfer-decline"),
    path("transfers/<int:pk>/revoke/", transfers.transfer_revoke, name="transfer-revoke"),
    path("secondments/", secondments.secondment_list, name="secondment-list"),
    path("transfers/return/<int:pk>/", transfers.transfer_return, name="transfer-return"),
    path("clients/<int:pk>/transfer/", transfers.transfer_create, name="transfer-create"),
]
case_urls = [
    path("cases/<int:pk>/advance/<str:to>/", way.case_advance, name="case-advance"),
    path("cases/<int:pk>/skip/", way.case_skip, name="case-skip"),
    path("cases/<int:pk>/contract/", ending.case_contract, name="case-contract"),
    path("cases/<int:pk>/closing/", ending.case_closing, name="case-closing"),
    path("cases/<int:pk>/reopen/", ending.case_reopen, name="case-reopen"),
    path("cases/<int:pk>/opening/", way.case_correct, name="case-correct"),
    path("cases/<int:pk>/assign/", way.case_assign, name="case-assign"),
]
log_urls = [
    path("log/", log.consultation_list, name="consultation-list"),
    path("log/find/", log.consultation_search, name="consultation-search"),
    path("log/new/", quick_log.consultation_create, name="consultation-create"),
    path("log/new/companions/", quick_log.companions_offer, name="companions-offer"),
    path("log/<int:pk>/", log.consultation_detail, name="consultation-detail"),
    path("log/<int:pk>/delete/", log.consultation_delete, name="consultation-delete"),
    path("log/<int:pk>/restore/", log.consultation_restore, name="consultation-restore"),
    path("log/<int:pk>/edit/", log.consultation_edit, name="consultation-edit"),
]
closing_urls = [
    path("log/check/", checking.consultation_check, name="consultation-check"),
    path("log/months/", closing.log_month_list, name="log-month-list"),
    path("log/months/close/", closing.log_month_close, name="log-month-close"),
    path("log/months/<int:pk>/", closing.log_month_detail, name="log-month-detail"),
    path("log/months/<int:pk>/reopen/", closing.log_month_reopen, name="log-month-reopen"),
]
intake_urls = [
    path("intakes/", intakes.intake_list, name="intake-list"),
    path("intakes/new/", intakes.intake_create, name="intake-create"),
    path("intakes/<int:pk>/", intakes.intake_detail, name="intake-detail"),
    path("intakes/<int:pk>/edit/", intakes.intake_edit, name="intake-edit"),
    path("intakes/<int:pk>/interviews/new/", intake_steps.intake_append, name="intake-append"),
    path("intakes/<int:pk>/way/", intake_steps.intake_advance, name="intake-advance"),
    path("intakes/<int:pk>/refer/", intake_steps.intake_refer, name="intake-refer"),
    path("intakes/<int:pk>/register/", intake_steps.intake_register, name="intake-register"),
    path("intakes/<int:pk>/log/", intake_steps.intake_log, name="intake-log"),
    path("log/<int:pk>/intake/", intake_steps.intake_from_contact, name="consultation-intake"),
]
promise_urls = [
    path("near-misses/", near_misses.near_miss_list, name="near-miss-list"),
    path("near-misses/new/", near_misses.near_miss_create, name="near-miss-create"),
    path("near-misses/<int:pk>/", near_misses.near_miss_detail, name="near-miss-detail"),
    path("near-misses/<int:pk>/edit/", near_misses.near_miss_edit, name="near-miss-edit"),
    path("near-misses/<int:pk>/follow/", near_misses.near_miss_follow, name="near-miss-follow"),
    path("near-misses/<int:pk>/reopen/", near_misses.near_miss_reopen, name="near-miss-reopen"),
    path("near-misses/<int:pk>/delete/", near_misses.near_miss_delete, name="near-miss-delete"),
    path("near-misses/<int:pk>/restore/", near_misses.near_miss_restore, name="near-miss-restore"),
    path("promises/", promises.promise_list, name="promise-list"),
    path("promises/new/", promises.promise_create, name="promise-create"),
    path("promises/<int:pk>/close/", promises.promise_close, name="promise-close"),
    path("promises/<int:pk>/move/", promises.promise_move, name="promise-move"),
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
    *document_urls,
    *client_urls,
    *part_urls,
    *restriction_urls,
    *handover_urls,
    *share_urls,
    *transfer_urls,
    *family_urls,
    *case_urls,
    *log_urls,
    *closing_urls,
    *intake_urls,
    *promise_urls,
    *appointment_urls,
    *search_urls,
]
