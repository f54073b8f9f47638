"""Contact records of people who are registered, and of those who never were."""

from collections.abc import Sequence
from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import actions
from cases.choices import Content, Counterpart, Method, PlaceKind
from cases.forms.clients import CERTIFICATE_DIGITS
from cases.importing.colleagues import Colleagues
from cases.importing.finding import People
from cases.models import Consultation
from config.common.fields import ClockField, DayField, DigitsField, NameField
from staffing.importing.kinds import ImportColumn, ImportKind, ImportRow, Outcome, Scope
from staffing.importing.words import WordField, WordsField
from staffing.permissions import Permission

LONGEST_MINUTES = 24 * 60

COLUMNS = (
    ImportColumn(
        "day",
        gettext_lazy("Day of the contact"),
        lambda: DayField(is_past=True),
        ("日付", "年月日", "対応日", "相談日"),
        "R8.11.24",
    ),
    ImportColumn(
        "start",
        gettext_lazy("Start"),
        lambda: ClockField(required=False),
        ("時刻", "時間", "開始時刻"),
        "10:02",
        gettext_lazy("Empty: 0:00."),
    ),
    ImportColumn(
        "minutes",
        gettext_lazy("Minutes"),
        lambda: forms.IntegerField(required=False, min_value=1, max_value=LONGEST_MINUTES),
        ("分", "所要時間"),
        "16",
    ),
    ImportColumn(
        "client_name",
        gettext_lazy("Client's name"),
        lambda: NameField(required=False),
        ("氏名", "利用者名"),
        "小樽 花子",
        gettext_lazy("Empty: somebody who is not registered."),
    ),
    ImportColumn(
        "birth_on",
        gettext_lazy("Date of birth"),
        lambda: DayField(required=False, two_digit_era=None, is_past=True),
        example="S60.4.2",
        note=gettext_lazy("Needed where two clients have the same name."),
    ),
    ImportColumn(
        "certificate_number",
        gettext_lazy("Certificate number"),
        lambda: DigitsField(CERTIFICATE_DIGITS, required=False),
        ("受給者番号",),
        restore=lambda digits: digits.zfill(CERTIFICATE_DIGITS),
    ),
    ImportColumn(
        "caller_name",
        gettext_lazy("Name of an unregistered caller"),
        lambda: NameField(required=False),
        ("相談者", "相談者名"),
    ),
    ImportColumn(
        "method",
        gettext_lazy("How the contact was made"),
        lambda: WordField(Method.choices, required=False),
        ("方法", "支援方法", "相談方法"),
        "電話",
        gettext_lazy("Empty: by telephone."),
    ),
    ImportColumn(
        "counterpart",
        gettext_lazy("With whom"),
        lambda: WordField(Counterpart.choices, required=False),
        ("相手", "対応相手"),
        "家族",
    ),
    ImportColumn(
        "place_kind",
        gettext_lazy("Kind of place"),
        lambda: WordField(PlaceKind.choices, required=False),
        ("場所",),
        "居宅",
    ),
    ImportColumn(
        "text",
        gettext_lazy("What was said and done"),
        lambda: forms.CharField(max_length=20_000),
        ("内容", "相談内容", "記録", "対応内容"),
    ),
    ImportColumn(
        "contents",
        gettext_lazy("Content of support"),
        lambda: WordsField(Content.choices, required=False),
        ("支援内容",),
        note=gettext_lazy("Several are separated by “、”."),
    ),
    ImportColumn(
        "worker",
        gettext_lazy("Recorded by"),
        lambda: forms.CharField(required=False, max_length=60),
        ("記録者", "対応者", "担当"),
        "佐藤 一郎",
        gettext_lazy("Name or staff ID; empty: you."),
    ),
)


class ContactImporter:
    """Finds the person of each record; the same words at the same time are one record."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.colleagues = Colleagues(scope)

    def judge(self, rows: Sequence[ImportRow]) -> None:
        people = People(self.scope, rows)
        for row in rows:
            self._read_references(row, people)
        good = [row for row in rows if row.outcome == Outcome.NEW]
        here = self._records_at({row.values["occurred_at"] for row in good})
        for row in good:
            values = row.values
            client = values["client"]
            if (client and client.pk, values["occurred_at"], values["text"]) in here:
                row.turn(Outcome.SAME, _("This record is here already."))

    def _records_at(self, moments: set[datetime]) -> set[tuple]:
        here = Consultation.objects.visible_to(self.scope.user).filter(office=self.scope.office)
        found = here.filter(occurred_at__in=moments)
        return set(found.values_list("client_id", "occurred_at", "text"))

    def _read_references(self, row: ImportRow, people: People) -> None:
        values = row.values
        began = datetime.combine(values["day"], values["start"] or time.min)
        values["occurred_at"] = timezone.make_aware(began)
        if values["occurred_at"] > self.scope.now:
            row.turn(Outcome.WRONG, _("This day is still to come. Check the year."))
        values["worker_found"] = self.scope.user
        if word := values["worker"]:
            values["worker_found"] = self.colleagues.find(word)
            if values["worker_found"] is None:
                sentence = _("Nobody who is posted here is called “%(word)s”.")
                row.turn(Outcome.WRONG, sentence % {"word": word})
        values["client"] = None
        if values["client_name"] or values["certificate_number"]:
            values["client"] = people.find(row)

    def write(self, rows: Sequence[ImportRow]) -> None:
        actions.log_many([self._record(row.values) for row in rows], by=self.scope.user)

    def _record(self, values: dict) -> dict:
        client = values["client"]
        return {
            "office": self.scope.office,
            "client": client,
            "caller_name": "" if client else values["caller_name"],
            "is_anonymous": not client and not values["caller_name"],
            "occurred_at": values["occurred_at"],
            "minutes": values["minutes"],
            "method": values["method"] or Method.CALL,
            "counterpart": values["counterpart"] or Counterpart.SELF,
            "place_kind": values["place_kind"],
            "text": values["text"],
            "contents": values["contents"],
            "worker": values["worker_found"],
        }


CONTACTS = ImportKind(
    key="contacts",
    label=gettext_lazy("Contact records"),
    hint=gettext_lazy("Notes of calls, visits and meetings. Take over the clients first."),
    permission=Permission.LOG_WRITE,
    columns=COLUMNS,
    make_importer=ContactImporter,
    order=20,
)
