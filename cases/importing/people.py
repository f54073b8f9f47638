"""People with their case: who is here already is recognised, who may be is shown (S09)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases import actions
from cases.choices import ConsentMethod, DisabilityKind, Gender, Route
from cases.forms.clients import CERTIFICATE_DIGITS
from cases.importing.colleagues import Colleagues
from cases.models import Client
from config.common.fields import DayField, DigitsField, KanaField, NameField, PhoneField
from config.common.kana import name_key, search_key
from config.common.wareki import wareki
from staffing.importing.kinds import ANOTHER, ImportColumn, ImportKind, ImportRow, Outcome, Scope
from staffing.importing.words import MarkField, WordField, WordsField, folded
from staffing.models import Municipality
from staffing.permissions import Permission


def _text(length: int):
    return lambda: forms.CharField(required=False, max_length=length)


def _past_day(**options: Any):
    return lambda: DayField(required=False, is_past=True, **options)


def _zero(digits: str) -> str:
    return digits if digits.startswith("0") else f"0{digits}"


COLUMNS = (
    ImportColumn(
        "name",
        gettext_lazy("Client's name"),
        NameField,
        ("氏名", "利用者名", "お名前", "名前"),
        "小樽 花子",
        gettext_lazy("As registered, with a blank between family and given name."),
    ),
    ImportColumn(
        "name_kana",
        gettext_lazy("Kana"),
        lambda: KanaField(required=False),
        ("かな", "フリガナ", "カナ", "よみ"),
        "おたる はなこ",
    ),
    ImportColumn(
        "birth_on",
        gettext_lazy("Date of birth"),
        _past_day(two_digit_era=None),
        ("誕生日",),
        "S60.4.2",
        gettext_lazy("For example S60.4.2 or 1985-04-02"),
    ),
    ImportColumn(
        "gender",
        pgettext_lazy("person", "Gender"),
        lambda: WordField(Gender.choices, required=False, more={"女": "female", "男": "male"}),
        example="女性",
    ),
    ImportColumn(
        "phone",
        gettext_lazy("Phone"),
        lambda: PhoneField(required=False),
        ("電話", "電話番号", "TEL"),
        "0134-00-0000",
        restore=_zero,
    ),
    ImportColumn(
        "postal_code",
        gettext_lazy("Postal code"),
        lambda: DigitsField(7, required=False),
        ("〒",),
        "047-0000",
        restore=lambda digits: digits.zfill(7),
    ),
    ImportColumn("address", gettext_lazy("Address"), _text(200), ("現住所",)),
    ImportColumn(
        "municipality",
        gettext_lazy("Municipality that decides"),
        _text(60),
        ("市町村", "支給決定市町村"),
        "小樽市",
    ),
    ImportColumn(
        "certificate_number",
        gettext_lazy("Certificate number"),
        lambda: DigitsField(CERTIFICATE_DIGITS, required=False),
        ("受給者番号",),
        "0123456789",
        gettext_lazy("10 digits; it can be added later."),
        restore=lambda digits: digits.zfill(CERTIFICATE_DIGITS),
    ),
    ImportColumn(
        "disabilities",
        gettext_lazy("Kind of disability"),
        lambda: WordsField(
            DisabilityKind.choices,
            required=False,
            more={
                "身体": "physical",
                "知的": "intellectual",
                "精神": "mental",
                "発達": "developmental",
            },
        ),
        ("障がい種別",),
        "知的障害、発達障害",
        gettext_lazy("Several are separated by “、”."),
    ),
    ImportColumn(
        "guardian_name",
        gettext_lazy("Guardian"),
        lambda: NameField(required=False),
        ("保護者氏名",),
    ),
    ImportColumn(
        "care_note",
        gettext_lazy("Points to consider"),
        _text(200),
        ("配慮", "配慮事項"),
        "電話は午後",
    ),
    ImportColumn(
        "opened_on",
        gettext_lazy("First contact on"),
        _past_day(),
        ("相談受付日", "受付日", "契約日"),
        "R8.4.1",
        gettext_lazy("Empty: today."),
    ),
    ImportColumn(
        "route",
        gettext_lazy("Came by way of"),
        lambda: WordField(Route.choices, required=False),
        ("紹介経路",),
    ),
    ImportColumn(
        "worker",
        gettext_lazy("Person in charge"),
        _text(60),
        ("担当", "担当職員"),
        "佐藤 一郎",
        gettext_lazy("Name or staff ID of somebody who is posted here today."),
    ),
    ImportColumn(
        "consent_method",
        gettext_lazy("Consent to use personal information"),
        lambda: WordField(ConsentMethod.choices, required=False),
        ("個人情報同意", "同意"),
        "書面",
    ),
    ImportColumn(
        "consent_on", gettext_lazy("Consent given on"), _past_day(), ("同意年月日",), "R8.4.1"
    ),
    ImportColumn(
        ANOTHER,
        gettext_lazy("Is another person"),
        MarkField,
        example="○",
        note=gettext_lazy("○ after you compared a row that needed a look."),
    ),
)
#: What decides whether two entries are one person.
KNOWN = ("pk", "name", "name_key", "kana_key", "birth_on", "certificate_number")


class PeopleImporter:
    """Recognises people by certificate, or by name with date of birth."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.colleagues = Colleagues(scope)
        self.municipalities = {
            folded(name): pk for pk, name in Municipality.objects.values_list("pk", "name")
        }
        self.seen: dict[tuple, int] = {}

    def judge(self, rows: Sequence[ImportRow]) -> None:
        for row in rows:
            self._read_references(row)
        people = self._people_like(rows)
        for row in rows:
            if row.outcome == Outcome.NEW:
                self._compare(row, people)
            if row.outcome == Outcome.NEW:
                self._compare_with_list(row)

    def _read_references(self, row: ImportRow) -> None:
        values = row.values
        if word := values["municipality"]:
            if folded(word) in self.municipalities:
                values["municipality_id"] = self.municipalities[folded(word)]
            else:
                sentence = _("The municipality “%(word)s” is not registered.")
                row.turn(Outcome.WRONG, sentence % {"word": word})
        if word := values["worker"]:
            values["worker_found"] = self.colleagues.find(word)
            if values["worker_found"] is None:
                sentence = _("Nobody who is posted here is called “%(word)s”.")
                row.turn(Outcome.WRONG, sentence % {"word": word})
        if values["consent_on"] and not values["consent_method"]:
            row.turn(Outcome.WRONG, _("Choose how the consent was given."))

    def _people_like(self, rows: Sequence[ImportRow]) -> list[dict]:
        numbers = {row.values["certificate_number"] for row in rows} - {""}
        names = {name_key(row.values["name"]) for row in rows}
        births = {row.values["birth_on"] for row in rows} - {None}
        like = Q(name_key__in=names) | Q(certificate_number__in=numbers) | Q(birth_on__in=births)
        here = Client.objects.visible_to(self.scope.user).filter(office=self.scope.office)
        return list(here.filter(like).values(*KNOWN))

    def _compare(self, row: ImportRow, people: list[dict]) -> None:
        values = row.values
        key, kana = name_key(values["name"]), search_key(values["name_kana"])
        for known in people:
            number = bool(values["certificate_number"]) and (
                values["certificate_number"] == known["certificate_number"]
            )
            birth = bool(values["birth_on"]) and values["birth_on"] == known["birth_on"]
            name = key == known["name_key"]
            if name and (number or birth):
                row.turn(Outcome.SAME, _("This person is registered already."))
                return
            if values[ANOTHER] and not number:
                continue
            if number:
                row.turn(Outcome.LOOK, self._said(_("has the same certificate number"), known))
            elif name and not (values["birth_on"] and known["birth_on"]):
                row.turn(Outcome.LOOK, self._said(_("has the same name"), known))
            elif birth and kana and kana == known["kana_key"]:
                row.turn(Outcome.LOOK, self._said(_("was born on this day and reads alike"), known))

    @staticmethod
    def _said(why: str, known: dict) -> str:
        birth = wareki(known["birth_on"]) if known["birth_on"] else _("date of birth unknown")
        sentence = _("%(name)s (%(birth)s) %(why)s. Is it another person? Then mark the row.")
        return sentence % {"name": known["name"], "birth": birth, "why": why}

    def _compare_with_list(self, row: ImportRow) -> None:
        values = row.values
        keys = [("number", values["certificate_number"])] if values["certificate_number"] else []
        keys.append(("name", name_key(values["name"]), values["birth_on"]))
        for key in keys:
            earlier = self.seen.setdefault(key, row.number)
            if earlier != row.number and not (values[ANOTHER] and key[0] == "name"):
                sentence = _("Row %(number)s of this list looks like the same person.")
                row.turn(Outcome.LOOK, sentence % {"number": earlier})
                return

    def write(self, rows: Sequence[ImportRow]) -> None:
        for row in rows:
            values = row.values
            actions.register_client(
                office=self.scope.office,
                by=self.scope.user,
                opened_on=values["opened_on"] or self.scope.today,
                worker=values.get("worker_found"),
                route=values["route"],
                disabilities=values["disabilities"],
                consent_method=values["consent_method"],
                consent_on=values["consent_on"],
                municipality_id=values.get("municipality_id"),
                **{name: values[name] for name in PLAIN},
            )


#: Columns of Client that are taken over as they were read.
PLAIN = (
    "name",
    "name_kana",
    "birth_on",
    "gender",
    "phone",
    "postal_code",
    "address",
    "certificate_number",
    "guardian_name",
    "care_note",
)

PEOPLE = ImportKind(
    key="clients",
    label=gettext_lazy("Clients"),
    hint=gettext_lazy("People with their case. Who is registered already is not taken twice."),
    permission=Permission.CLIENT_EDIT,
    columns=COLUMNS,
    make_importer=PeopleImporter,
    order=10,
)
