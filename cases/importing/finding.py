"""Which client a row means: by name, date of birth and certificate, as far as they are given."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Client
from config.common.kana import name_key
from staffing.importing.kinds import ImportRow, Outcome, Scope


class People:
    """The clients of the office that some rows may mean, asked for at once."""

    def __init__(self, scope: Scope, rows: Sequence[ImportRow]) -> None:
        names = {name_key(row.values["client_name"]) for row in rows} - {""}
        numbers = {row.values["certificate_number"] for row in rows} - {""}
        here = Client.objects.visible_to(scope.user).filter(office=scope.office)
        self.people = list(here.filter(Q(name_key__in=names) | Q(certificate_number__in=numbers)))

    def find(self, row: ImportRow) -> Client | None:
        """The one client that fits everything the row says; otherwise the row is turned."""
        number, birth = row.values["certificate_number"], row.values["birth_on"]
        key = name_key(row.values["client_name"])
        fits = [
            person
            for person in self.people
            if (not key or person.name_key == key)
            and (not number or person.certificate_number == number)
            and (not birth or person.birth_on == birth)
        ]
        if len(fits) == 1:
            return fits[0]
        if fits:
            sentence = _("Several clients fit. Add the date of birth or the certificate number.")
            row.turn(Outcome.LOOK, sentence)
        else:
            sentence = _("No client of your office fits. Take over the clients first.")
            row.turn(Outcome.WRONG, sentence)
        return None
