"""Choose a person by reading, name or number; with and without the script."""

from datetime import date

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Client
from cases.rules import read_query
from config.common.choices import NameIterator
from config.common.fields import NameField
from config.common.keys import read_key
from config.common.wareki import wareki
from staffing.models import User
from staffing.sheets import SheetForm

STRANGER = "new"
MOST_CANDIDATES = 8


def person_label(client: Client) -> str:
    """Tell two people of one name apart: name, reading, year of birth."""
    born = _("born %(year)s") % {"year": wareki(client.birth_on, "year")} if client.birth_on else ""
    return "　".join(part for part in (client.name, client.name_kana, born) if part)


class ClientChoiceForm(SheetForm):
    """A form about one person of the office, or about somebody nobody registered yet.

    The typed text is looked up; where it fits somebody and nobody was chosen, the form asks
    which of them it is. `accepts_strangers` says whether a text may stay without a person.
    """

    accepts_strangers = False

    client = forms.CharField(required=False, widget=forms.HiddenInput)
    client_text = NameField(
        label=gettext_lazy("Client"),
        required=False,
        widget=forms.TextInput({"data-target": "client", "class": "w-m", "autocomplete": "off"}),
    )
    pick = forms.ChoiceField(
        label=gettext_lazy("Which of them?"), required=False, widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        url = f"{reverse('cases:client-suggest')}?office={self.office.pk}"
        if self.accepts_strangers:
            url += f"&strangers={STRANGER}"
        self.fields["client_text"].widget.attrs["data-suggest-url"] = url
        candidates = self._candidates()
        if candidates:
            choices = [(str(client.pk), person_label(client)) for client in candidates]
            if self.accepts_strangers:
                choices.append((STRANGER, _("Somebody else, not registered yet")))
            self.fields["pick"].choices = choices
        else:
            del self.fields["pick"]

    def people(self):
        """The people who may be chosen: those of the office the form is filled in for."""
        return Client.objects.visible_to(self.user).filter(office_id=self.office.pk)

    def _candidates(self) -> list[Client]:
        text = self.data.get("client_text", "").strip() if self.is_bound else ""
        if not text or self.data.get("client") or len(text) > NameField().longest:
            return []
        wanted = read_query(text, today=self.today)
        return list(self.people().matching(wanted).best_first(wanted)[:MOST_CANDIDATES])

    def clean(self):
        data = super().clean()
        data["client"] = self._chosen(data.get("client", ""), data.get("client_text", ""))
        data.pop("pick", None)
        return data

    def _chosen(self, key: str, text: str) -> Client | None:
        pick = self.cleaned_data.get("pick", "") if "pick" in self.fields else ""
        key = key or pick
        number = read_key(key)
        if number and (found := self.people().filter(pk=number).first()):
            return found
        if key and key != STRANGER:
            self.add_error(
                "client_text",
                _("This client does not belong to your office. Please choose from the list again."),
            )
        elif not key and "pick" in self.fields:
            self.add_error(
                "client_text", _("There are clients of this name. Choose which one it is below.")
            )
        elif text and not self.accepts_strangers:
            self.add_error("client_text", _("No client of your office fits this text."))
        return None


class ColleagueField(forms.ModelChoiceField):
    """Who of the office does it; the writer, who is the usual answer, is known without asking."""

    iterator = NameIterator
    writer: User | None = None

    def offer(self, form: SheetForm) -> None:
        """Offer the people of the form's office, the writer among them."""
        self.queryset = colleagues(form.office.pk, on=form.today)
        is_here = form.office.pk in form.user.access.office_ids
        self.writer = form.user if is_here else None

    def to_python(self, value):
        if self.writer is not None and str(value) == str(self.writer.pk):
            return self.writer
        return super().to_python(value)


def choosable(client: Client | None, stranger: str = "") -> dict[str, str]:
    """Return the initial values of the choice for a person, or for a stranger's name."""
    if client:
        return {"client": str(client.pk), "client_text": client.name}
    return {"client": STRANGER, "client_text": stranger} if stranger else {}


def colleagues(office_id: int, *, on: date):
    """People who work at the office on the day, for a choice of who does it."""
    return User.objects.posted_to(office_id, on=on)
