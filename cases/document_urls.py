"""Addresses of papers, files, and of what is deleted, kept or merged."""

from django.urls import path

from cases.views import (
    attachments,
    deleted,
    documents,
    merging,
    paper_styles,
    papers,
    print_runs,
    retention,
)

paper_urls = [
    path("clients/<int:pk>/documents/", documents.client_documents, name="client-documents"),
    path("papers/<slug:kind>/<int:pk>/", papers.paper_preview, name="paper-preview"),
    path("papers/<slug:kind>/<int:pk>/print/", papers.paper_print, name="paper-print"),
    path("papers/<slug:kind>/<int:pk>/file/", papers.paper_file, name="paper-file"),
    path("bundles/<int:pk>/", print_runs.print_run, name="print-run"),
    path("bundles/<int:pk>/file/", print_runs.print_fetch, name="print-fetch"),
    path("bundles/<int:pk>/cancel/", print_runs.print_cancel, name="print-cancel"),
    path("bundles/<int:pk>/retry/", print_runs.print_retry, name="print-retry"),
    path("documents/<int:pk>/", documents.document_detail, name="document-detail"),
    path("documents/<int:pk>/print/", documents.document_print, name="document-print"),
    path("documents/<int:pk>/signature/", documents.document_sign, name="document-sign"),
    path("documents/<int:pk>/delete/", documents.document_delete, name="document-delete"),
]
file_urls = [
    path(
        "files/<slug:owner>/<int:pk>/new/", attachments.attachment_create, name="attachment-create"
    ),
    path("files/<int:pk>/download/", attachments.attachment_download, name="attachment-download"),
    path("files/<int:pk>/delete/", attachments.attachment_delete, name="attachment-delete"),
]
deciding_urls = [
    path("deleted/", deleted.deleted_list, name="deleted-list"),
    path("documents/<int:pk>/restore/", deleted.document_restore, name="document-restore"),
    path("files/<int:pk>/restore/", deleted.attachment_restore, name="attachment-restore"),
    path("retention/", retention.retention_list, name="retention-list"),
    path("clients/<int:pk>/purge/", retention.purge_ask, name="purge-ask"),
    path("purges/<int:pk>/", retention.purge_confirm, name="purge-confirm"),
    path("purges/<int:pk>/withdraw/", retention.purge_withdraw, name="purge-withdraw"),
    path("clients/<int:pk>/merge/", merging.client_twin, name="client-twin"),
    path("clients/<int:pk>/merge/<int:other>/", merging.client_merge, name="client-merge"),
]
style_urls = [
    path("paper-styles/", paper_styles.paper_styles, name="paper-styles"),
    path("paper-styles/new/", paper_styles.paper_style_create, name="paper-style-create"),
    path("paper-styles/look/", paper_styles.paper_style_try, name="paper-style-try"),
    path("paper-styles/<int:pk>/edit/", paper_styles.paper_style_edit, name="paper-style-edit"),
    path(
        "paper-styles/<int:pk>/<slug:kind>/",
        paper_styles.paper_style_preview,
        name="paper-style-preview",
    ),
    path(
        "paper-styles/<int:pk>/<slug:kind>/print/",
        paper_styles.paper_style_print,
        name="paper-style-print",
    ),
]

document_urls = [*style_urls, *paper_urls, *file_urls, *deciding_urls]
