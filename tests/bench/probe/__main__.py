"""python -m tests.bench.probe facts|queries|profile PATH|papers: print JSON or a profile."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.bench.probe.inside import facts, profile, queries  # noqa: E402
from tests.bench.probe.papers import papers  # noqa: E402

what, *arguments = sys.argv[1:]
answers = {"facts": facts, "queries": queries, "papers": papers, "profile": profile}
sys.stdout.write(json.dumps(answers[what](*arguments), ensure_ascii=False, default=str))
