"""Every address: the frame here, each app's nouns in its own urls.py."""

from django.urls import path

from cases.views.search import search
from config import views
from config.addresses import by_first_word
from staffing.views import account, frame, second_factor, sessions

handler500 = "config.errors.server_error"
urlpatterns = [
    path("login/", account.login, name="login"),
    path("login/code/", second_factor.code_check, name="code-check"),
    path("login/confirm/", sessions.confirm_identity, name="confirm-identity"),
    path("logout/", account.logout, name="logout"),
    path("my-settings/", account.preferences, name="preferences"),
    path("my-password/", account.password_change, name="password-change"),
    path("my-second-factor/", second_factor.second_factor, name="second-factor"),
    path("my-second-factor/new/", second_factor.enrol, name="second-factor-enrol"),
    path("my-second-factor/codes/", second_factor.recovery_codes, name="recovery-codes"),
    path(
        "my-second-factor/remove/",
        second_factor.second_factor_remove,
        name="second-factor-remove",
    ),
    path("my-sessions/", sessions.session_overview, name="session-overview"),
    path("my-sessions/<int:pk>/end/", sessions.session_end, name="session-end"),
    path("my-sessions/end-others/", sessions.session_end_others, name="session-end-others"),
    path("office/", frame.office_switch, name="office-switch"),
    path("echo/", frame.echo, name="echo"),
    path("search/", search, name="search"),
    path("healthz", views.healthz, name="healthz"),
    path("gallery/", views.gallery, name="gallery"),
    path("", by_first_word("staffing.urls")),
    path("", by_first_word("cases.urls")),
    path("", by_first_word("plans.urls")),
    path("", by_first_word("monitoring.urls")),
    path("", by_first_word("councils.urls")),
    path("", by_first_word("reports.urls")),
]
