"""The WSGI entry point for gunicorn and waitress."""

import gc
import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.checks import production_is_safe

#: At how many new objects the collector looks for cycles, and how seldom it looks further.
SELDOM = (20_000, 20, 50)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
if problems := production_is_safe(None):
    raise ImproperlyConfigured(" ".join(problem.msg for problem in problems))


def _settle() -> None:
    """Load the views before the first request; then the collector is to leave alone what is there.

    A page makes tens of thousands of objects and hardly a cycle: looking for them at each 700th
    took a tenth of its time.
    """
    get_resolver().check()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


_settle()
