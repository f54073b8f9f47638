"""After the day: whether everything the server acknowledged is there, once, and counted."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from cases.models import Consultation
from config.common.fiscal import month_end, month_of
from staffing.models import AuditEntry, Draft, SubmittedForm

MARKER = re.compile(r"\[(?:log|line)-[\w-]+\]")


def month_counts() -> None:
    """Print how many contacts of this month each office has, as JSON."""
    first = month_of(timezone.localdate())
    alive = Consultation.objects.alive().on_days(first, month_end(first))
    json.dump(Counter(map(str, alive.values_list("office_id", flat=True))), sys.stdout)


def problems(path: str) -> None:
    """Print what is wrong, as a JSON list, given the file of what was acknowledged."""
    promised = json.loads(Path(path).read_text())
    marked = Consultation.objects.filter(Q(text__contains="[log-") | Q(text__contains="[line-"))
    texts = dict(marked.values_list("pk", "text"))
    found = Counter(mark for text in texts.values() for mark in set(MARKER.findall(text)))
    records = [pk for pk, text in texts.items() if "[log-" in text]
    drafts = Counter(
        mark
        for data in Draft.objects.filter(is_kept_text=False).values_list("data", flat=True)
        for mark in MARKER.findall("".join(data.get("text", [])))
        if mark.startswith("[log-")
    )
    trail = AuditEntry.objects.filter(verb="consultation.created", object_id__in=records)
    forms = SubmittedForm.objects.filter(url__in=[f"/log/{pk}/" for pk in records])
    wrong = [
        f"entry {mark}: {found[mark]} times" for mark in promised["entries"] if found[mark] != 1
    ]
    wrong += [
        f"correction {mark}: in {found[mark]} records"
        for mark in promised["corrections"]
        if found[mark] != 1
    ]
    wrong += [
        f"draft {mark}: {drafts[mark]} times" for mark in promised["drafts"] if drafts[mark] != 1
    ]
    wrong += [f"draft {mark} of a saved record" for mark in drafts if found[mark]]
    for what, number in (
        ("records", len(records)),
        ("entries of the trail", trail.count()),
        ("submissions", forms.values("url").distinct().count()),
    ):
        if number != len(promised["entries"]):
            wrong.append(f"{number} {what} for {len(promised['entries'])} acknowledged entries")
    json.dump(wrong, sys.stdout)
