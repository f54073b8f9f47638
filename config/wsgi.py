"""The WSGI entry point for gunicorn and waitress."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config.checks import production_is_safe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
if problems := production_is_safe(None):
    raise ImproperlyConfigured(" ".join(problem.msg for problem in problems))
