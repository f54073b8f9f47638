"""Choose a person by reading, name or number; with and without the script."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Client, Restriction
from cases.rules import read_query
from config.common.choices import Later, NameIterator
from config.common.fields import NameField
from config.common.keys import read_key
from config.common.wareki import wareki
from staffing.asking import prepared_for_user
from staffing.models import User
from staffing.sheets import SheetForm

STRANGER = "new"
MOST_CANDIDATES = 8


def person_label(client: Client) -> str:
    """Tell two people of one name apart: name, reading, year of birth."""
    born = _("born %(year)s") % {"year": wareki(client.birth_on, "year")} if client.birth_on else ""
    return "　".join(part for part in (client.name, client.name_kana, born) if part)


def _people(user: User, office_key: int) -> QuerySet:
    """The people who may be chosen: those of the office a form is filled in for."""
    return Client.objects.visible_to(user).filter(office_id=office_key)


@prepared_for_user
def _chosen(user: User, more: Callable | None, *, office_key: int, key: int) -> QuerySet:
    found = _people(user, office_key).filter(pk=key)
    return more(found) if more else found


class ClientChoiceForm(SheetForm):
    """A form about one person of the office, or about somebody nobody registered yet.

    The typed text is looked up; where it fits somebody and nobody was chosen, the form asks
    which of them it is. `accepts_strangers` says whether a text may stay without a person,
    `with_more` adds to the people what the form needs of the chosen one.
    """

    accepts_strangers = False
    with_more: Callable[[QuerySet], QuerySet] | None = None

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

    def _candidates(self) -> list[Client]:
        typed = self.data.get("client_text", "") if self.is_bound else ""
        # PostgreSQL takes no NUL; the field itself refuses the text that holds one.
        text = typed.replace("\0", "").strip()
        if not text or self.data.get("client") or len(text) > NameField().longest:
            return []
        wanted = read_query(text, today=self.today)
        return list(
            _people(self.user, self.office.pk).matching(wanted).best_first(wanted)[:MOST_CANDIDATES]
        )

    def clean(self):
        data = super().clean()
        data["client"] = self._chosen(data.get("client", ""), data.get("client_text", ""))
        data.pop("pick", None)
        return data

    def _chosen(self, key: str, text: str) -> Client | None:
        pick = self.cleaned_data.get("pick", "") if "pick" in self.fields else ""
        key = key or pick
        number = read_key(key)
        office_key = self.office.pk
        found = (
            _chosen(self.user, self.with_more, office_key=office_key, key=number) if number else ()
        )
        if found:
            return found[0]
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


class ReadersOnly:
    """Of a restricted file's form: only those who may read the file can be put in charge.

    `in_charge` names the field of who does it. The choice is cut to the readers once the person
    is known, and what was typed is checked against the person that was chosen in the end.
    """

    in_charge = ""

    def prepare(self) -> None:
        super().prepare()
        people = colleagues(self.office.pk, on=self.today)
        given = self.data.get("client") if self.is_bound else self.initial.get("client")
        if (key := read_key(given)) and not self.is_bound:
            readers = Restriction.objects.readers_of(key, self.today)
            people = people if readers is None else people.filter(pk__in=readers)
        self.fields[self.in_charge].queryset = people
        self.initial.setdefault(self.in_charge, self.user.pk)

    def clean(self):
        data = super().clean()
        client, person = data.get("client"), data.get(self.in_charge)
        if client and person:
            readers = Restriction.objects.readers_of(client.pk, self.today)
            if readers is not None and person.pk not in readers:
                message = _("This file is restricted: choose somebody who may read it.")
                self.add_error(self.in_charge, message)
        return data


class ColleagueField(forms.ModelChoiceField):
    """Who of the office does it; the writer, who is the usual answer, is known without asking."""

    iterator = NameIterator
    writer: User | None = None

    def offer(self, form: SheetForm) -> None:
        """Offer the people of the form's office, the writer among them."""
        self.queryset = Later(lambda: colleagues(form.office.pk, on=form.today))
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
