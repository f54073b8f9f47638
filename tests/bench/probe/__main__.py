"""python -m tests.bench.probe WHAT [NAME …]: print the answer of one of the functions as JSON."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.bench.probe.inside import facts, profile, queries  # noqa: E402
from tests.bench.probe.papers import paper_profile, papers  # noqa: E402

what, *arguments = sys.argv[1:]
answers = {
    function.__name__: function for function in (facts, queries, profile, papers, paper_profile)
}
sys.stdout.write(json.dumps(answers[what](*arguments), ensure_ascii=False, default=str))
