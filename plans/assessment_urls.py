"""Addresses of assessments and their areas, and of the way of their needs into a plan."""

from django.urls import path

from plans.views import areas, assessment_deleting, assessments, present_week, talking

assessment_urls = [
    path(
        "clients/<int:pk>/assessments/",
        assessments.client_assessments,
        name="client-assessments",
    ),
    path(
        "clients/<int:pk>/assessments/new/",
        assessments.assessment_create,
        name="assessment-create",
    ),
    path("assessments/<int:pk>/", assessments.assessment_detail, name="assessment-detail"),
    path("assessments/<int:pk>/edit/", assessments.assessment_edit, name="assessment-edit"),
    path("assessments/<int:pk>/finish/", assessments.assessment_finish, name="assessment-finish"),
    path(
        "assessments/<int:pk>/delete/",
        assessment_deleting.assessment_delete,
        name="assessment-delete",
    ),
    path(
        "assessments/<int:pk>/restore/",
        assessment_deleting.assessment_restore,
        name="assessment-restore",
    ),
    path("assessments/<int:pk>/week/", present_week.present_edit, name="present-edit"),
    path(
        "assessments/<int:pk>/week/preview/",
        present_week.present_preview,
        name="present-preview",
    ),
    path("assessment-areas/<int:pk>/edit/", areas.area_edit, name="area-edit"),
    path("assessment-areas/<int:pk>/keep/", areas.area_keep, name="area-keep"),
    path("assessments/<int:pk>/talk/", talking.assessment_talk_page, name="assessment-talk"),
    path("assessment-areas/<int:pk>/talk/", talking.area_talk, name="area-talk"),
    path("plans/<int:pk>/talk/", talking.plan_talk_page, name="plan-talk"),
    path("plans/<int:pk>/talk/wishes/", talking.plan_talk_edit, name="plan-talk-edit"),
    path("plans/<int:pk>/needs/take/", areas.needs_take, name="needs-take"),
]
