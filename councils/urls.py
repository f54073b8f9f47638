"""Addresses of councils: meetings and their minutes, bodies, the plan of a year, trainings."""

from django.urls import path

from councils.views import activities, bodies, lessons, meetings, minutes, plan, year

app_name = "councils"
urlpatterns = [
    path("meetings/", year.meeting_year, name="meeting-year"),
    path("meetings/copy/", year.year_copy, name="year-copy"),
    path("meetings/list/", meetings.meeting_list, name="meeting-list"),
    path("meetings/new/", meetings.meeting_create, name="meeting-create"),
    path("meetings/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting-edit"),
    path("meetings/<int:pk>/cancel/", meetings.meeting_cancel, name="meeting-cancel"),
    path("meetings/<int:pk>/minutes/", minutes.minutes_edit, name="minutes-edit"),
    path("meetings/<int:pk>/minutes/finish/", minutes.minutes_finish, name="minutes-finish"),
    path("meetings/<int:pk>/minutes/print/", minutes.minutes_print, name="minutes-print"),
    path("meetings/actions/<int:pk>/done/", meetings.action_done, name="action-done"),
    path("meetings/plan/new/", plan.recurrence_create, name="recurrence-create"),
    path("meetings/plan/<int:pk>/", plan.recurrence_edit, name="recurrence-edit"),
    path("meetings/plan/<int:pk>/delete/", plan.recurrence_delete, name="recurrence-delete"),
    path("meetings/trainings/", plan.training_list, name="training-list"),
    path("meetings/trainings/new/", plan.training_create, name="training-create"),
    path("meetings/trainings/<int:pk>/", plan.training_edit, name="training-edit"),
    path("meetings/trainings/<int:pk>/delete/", plan.training_delete, name="training-delete"),
    path("near-misses/<int:pk>/agenda/", lessons.near_miss_agenda, name="near-miss-agenda"),
    path("activities/", activities.activity_list, name="activity-list"),
    path("activities/new/", activities.activity_create, name="activity-create"),
    path("activities/<int:pk>/", activities.activity_edit, name="activity-edit"),
    path("activities/<int:pk>/delete/", activities.activity_delete, name="activity-delete"),
    path("activities/<int:pk>/restore/", activities.activity_restore, name="activity-restore"),
    path("bodies/", bodies.body_list, name="body-list"),
    path("bodies/new/", bodies.body_create, name="body-create"),
    path("bodies/<int:pk>/", bodies.body_detail, name="body-detail"),
    path("bodies/<int:pk>/edit/", bodies.body_edit, name="body-edit"),
]
