"""Make Django's own tables in a copy of the database and print the key of a session there."""

import os
import sys
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.plain.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402

from staffing.models import User  # noqa: E402
from tests.bench.load.credentials import LOGIN  # noqa: E402

for app in ("sessions", "admin"):
    call_command("migrate", app, verbosity=0)
user = User.objects.get(login_id=LOGIN)
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
sys.stdout.write(session.session_key)
