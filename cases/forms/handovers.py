"""Who hands over from when, and what goes to whom."""

import json
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.duties import CASE, DEPUTY
from cases.forms.choosing import colleagues
from config.common.fields import DayField
from staffing.models import User
from staffing.sheets import SheetForm

STAYS = _("stays as it is")


class LeaverForm(SheetForm):
    """The person who leaves or moves, and the day of the handover."""

    leaver = forms.ModelChoiceField(label=_("Who hands over"), queryset=None)
    on = DayField(label=_("From which day"))

    def prepare(self) -> None:
        self.fields["leaver"].queryset = (
            User.objects.filter(postings__office=self.office).distinct().order_by("name_kana", "pk")
        )


class HandoverForm(SheetForm):
    """A successor for everything or for each row, and a message for each case."""

    everything_to = forms.ChoiceField(
        label=_("Everything without a choice of its own goes to"), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args, leaver: User, on: date, held: list, seen: dict, lines: dict, **kwargs
    ) -> None:
        self.leaver, self.on, self.held = leaver, on, held
        self.now_seen, self.lines = seen, lines
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        day = max(self.on, self.today)
        people = [p for p in colleagues(self.office.pk, on=day) if p != self.leaver]
        self.people = {str(person.pk): person for person in people}
        names = [(str(person.pk), person.name) for person in people]
        self.fields["everything_to"].choices = [("", STAYS), *names]
        self.initial["seen"] = json.dumps(self.now_seen)
        choices = [("", "―"), *names]
        for row in self.held:
            if not row.duty.is_given:
                continue
            self.fields[f"to-{row.name}"] = forms.ChoiceField(
                label=row.title, choices=choices, required=False
            )
            if row.duty.key in (CASE, DEPUTY):
                self.fields[f"message-{row.name}"] = forms.CharField(
                    label=_("Message"),
                    required=False,
                    max_length=2000,
                    widget=forms.Textarea({"rows": 2}),
                    initial="\n".join(self.lines.get(row.client.pk, ())),
                )

    def groups(self) -> list[dict[str, Any]]:
        """The rows under their kinds, each with its fields."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.held:
            group = found.setdefault(row.duty.key, {"duty": row.duty, "rows": []})
            entry = {"row": row}
            for name in ("to", "message"):
                if f"{name}-{row.name}" in self.fields:
                    entry[name] = self[f"{name}-{row.name}"]
            group["rows"].append(entry)
        return list(found.values())

    def clean_seen(self) -> dict[str, int]:
        """The versions the page showed; nothing where the text was not ours."""
        try:
            read = json.loads(self.cleaned_data["seen"])
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def look_again(self) -> None:
        """Show the rows as they are now: the next confirmation is for these."""
        self.data = self.data.copy()
        self.data["seen"] = json.dumps(self.now_seen)

    @property
    def successors(self) -> dict[str, User]:
        """Who takes which row."""
        everything = self.cleaned_data.get("everything_to", "")
        chosen = {}
        for row in self.held:
            key = self.cleaned_data.get(f"to-{row.name}") or everything
            if row.duty.is_given and key:
                chosen[row.name] = self.people[key]
        return chosen

    @property
    def rest_to(self) -> User | None:
        """Who gets whatever has no choice of its own."""
        return self.people.get(self.cleaned_data.get("everything_to", ""))

    @property
    def messages(self) -> dict[str, str]:
        """The message that goes with a row."""
        start = "message-"
        found = self.cleaned_data.items()
        return {name.removeprefix(start): text for name, text in found if name.startswith(start)}
