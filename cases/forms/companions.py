"""「いっしょに記録する世帯員」: for whom else of the household a contact is recorded."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Client, FamilyMember
from config.common.keys import read_key
from staffing.models import User

#: More clients of one household are not offered.
MOST_COMPANIONS = 20


class CompanionsField(forms.MultipleChoiceField):
    """Keys of clients; who may be chosen depends on the client, so the form looks them up."""

    def valid_value(self, value: Any) -> bool:
        """Whether it can be a key at all."""
        return read_key(value) is not None


def companions(client_key: int | None, *, user: User, office_id: int) -> list[Client]:
    """Clients of the same household as a client, as far as the user may see them."""
    if not client_key:
        return []
    people = Client.objects.visible_to(user).filter(office_id=office_id)
    own = people.filter(pk=client_key)
    beside = FamilyMember.objects.alive().clients_beside(own[:1])
    found = people.filter(pk__in=beside.filter(is_deceased=False).values("registered_as"))
    return list(found.only("name", "name_kana", "birth_on").by_kana()[:MOST_COMPANIONS])


class CompanionsMixin(forms.Form):
    """Adds `also_for` to a form about one client (ClientChoiceForm)."""

    also_for = CompanionsField(label=gettext_lazy("Also for"), required=False)

    @property
    def companions(self) -> list[dict[str, Any]]:
        """Whom the page offers for the client who is chosen now."""
        key = read_key(str(self["client"].value() or ""))
        chosen = set(self["also_for"].value() or ())
        return [
            {"client": client, "is_chosen": str(client.pk) in chosen}
            for client in companions(key, user=self.user, office_id=self.office.pk)
        ]

    def clean(self):
        data = super().clean()
        wanted = {int(key) for key in data.get("also_for") or ()}
        data["also_for"] = self._chosen_companions(wanted, data.get("client"))
        return data

    def _chosen_companions(self, wanted: set[int], client: Client | None) -> list[Client]:
        wanted.discard(client.pk if client else 0)
        if not wanted:
            return []
        offered = companions(client and client.pk, user=self.user, office_id=self.office.pk)
        found = [person for person in offered if person.pk in wanted]
        if len(found) < len(wanted):
            self.add_error(
                "also_for",
                _("Only clients of the same household can be recorded together. Choose again."),
            )
        return found
