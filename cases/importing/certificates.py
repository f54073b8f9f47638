"""Recipient certificates with their periods; one without a period is completed."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import actions
from cases.choices_file import CertificateKind, SupportLevel
from cases.forms.papers import CERTIFICATE_DIGITS, HIGHEST_CAP, YenField
from cases.importing.finding import People
from cases.models import Client, RecipientCertificate
from cases.rules import Held, certificate_problems
from config.common.fields import DayField, DigitsField, NameField
from staffing.importing.kinds import ImportColumn, ImportKind, ImportRow, Outcome, Scope
from staffing.importing.words import WordField, folded
from staffing.models import Municipality
from staffing.permissions import Permission


def _day() -> forms.Field:
    return DayField(required=False)


def _plain(length: int) -> Callable[[], forms.Field]:
    return lambda: forms.CharField(required=False, max_length=length)


COLUMNS = (
    ImportColumn(
        "client_name", gettext_lazy("Client's name"), NameField, ("氏名", "利用者名"), "小樽 花子"
    ),
    ImportColumn(
        "birth_on",
        gettext_lazy("Date of birth"),
        lambda: DayField(required=False, two_digit_era=None, is_past=True),
        example="S60.4.2",
        note=gettext_lazy("Needed where two clients have the same name."),
    ),
    ImportColumn(
        "kind",
        gettext_lazy("kind of certificate"),
        lambda: WordField(CertificateKind.choices, required=False),
        ("受給者証の種類",),
        "障害福祉サービス",
    ),
    ImportColumn(
        "number",
        gettext_lazy("certificate number"),
        lambda: DigitsField(CERTIFICATE_DIGITS, required=False),
        ("受給者証番号", "受給者番号"),
        "0123456789",
        restore=lambda digits: digits.zfill(CERTIFICATE_DIGITS),
    ),
    ImportColumn("municipality", gettext_lazy("municipality"), _plain(60), ("支給市町村",)),
    ImportColumn("issued_on", gettext_lazy("issued on"), _day, ("交付日",), "R8.4.1"),
    ImportColumn("starts_on", gettext_lazy("valid from"), _day, ("有効期間開始",), "R8.5.1"),
    ImportColumn(
        "ends_on", gettext_lazy("valid to"), _day, ("有効期間終了", "有効期限"), "R9.4.30"
    ),
    ImportColumn(
        "support_level",
        gettext_lazy("support level"),
        lambda: WordField(SupportLevel.choices, required=False),
        ("区分", "障害支援区分"),
        "区分3",
    ),
    ImportColumn("level_from", gettext_lazy("support level from"), _day),
    ImportColumn("level_to", gettext_lazy("support level to"), _day, ("認定有効期間終了",)),
    ImportColumn(
        "copayment_cap",
        gettext_lazy("monthly co-payment cap (yen)"),
        lambda: YenField(required=False, min_value=0, max_value=HIGHEST_CAP),
        ("利用者負担上限月額", "負担上限額"),
        "9300",
    ),
    ImportColumn("cap_from", gettext_lazy("cap from"), _day),
    ImportColumn("cap_to", gettext_lazy("cap to"), _day),
    ImportColumn("note", gettext_lazy("special notes"), _plain(500), ("特記事項",)),
)
#: Columns that only say whose certificate it is.
WHOSE = ("client_name", "birth_on", "municipality")


class CertificateImporter:
    """Judges each certificate beside those that the person has and those further up the list."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.municipalities = {folded(m.name): m for m in Municipality.objects.all()}
        self.earlier: dict[tuple, list[Held]] = {}

    def judge(self, rows: Sequence[ImportRow]) -> None:
        for row in rows:
            # The number is the certificate's own here: it does not say whose it is.
            row.values["certificate_number"] = ""
        people = People(self.scope, rows)
        for row in rows:
            row.values["client"] = people.find(row)
        held = self._held([row.values["client"] for row in rows if row.values["client"]])
        for row in rows:
            if row.outcome == Outcome.NEW:
                self._judge(row, held)

    def _held(self, clients: Sequence[Client]) -> dict[tuple, list[RecipientCertificate]]:
        found: dict[tuple, list[RecipientCertificate]] = {}
        papers = RecipientCertificate.objects.visible_to(self.scope.user)
        for paper in papers.filter(client__in=clients):
            found.setdefault((paper.client_id, paper.kind), []).append(paper)
        return found

    def _judge(self, row: ImportRow, held: dict) -> None:
        values = row.values["paper"] = self._paper(row)
        if row.outcome != Outcome.NEW:
            return
        key = (row.values["client"].pk, values["kind"])
        papers = held.get(key, [])
        if any((p.number, p.starts_on) == (values["number"], values["starts_on"]) for p in papers):
            row.turn(Outcome.SAME, _("This certificate is registered already."))
            return
        row.values["completes"] = next(
            (p for p in papers if self._is_completed_by(p, values)), None
        )
        others = [Held(p.starts_on, p.ends_on) for p in papers if p != row.values["completes"]]
        earlier = self.earlier.setdefault(key, [])
        problems = certificate_problems(values, today=self.scope.today, others=[*others, *earlier])
        for problem in problems:
            row.turn(Outcome.WRONG, problem.message)
        if not problems:
            earlier.append(Held(values["starts_on"], values["ends_on"]))

    def _paper(self, row: ImportRow) -> dict[str, Any]:
        paper = {
            column.key: row.values[column.key] for column in COLUMNS if column.key not in WHOSE
        }
        paper["kind"] = paper["kind"] or CertificateKind.WELFARE
        paper["municipality"] = row.values["client"].municipality
        if word := row.values["municipality"]:
            paper["municipality"] = self.municipalities.get(folded(word))
            if paper["municipality"] is None:
                sentence = _("The municipality “%(word)s” is not registered.")
                row.turn(Outcome.WRONG, sentence % {"word": word})
        return paper

    @staticmethod
    def _is_completed_by(paper: RecipientCertificate, values: dict[str, Any]) -> bool:
        has_no_period = paper.starts_on is None and paper.ends_on is None
        return has_no_period and paper.number in ("", values["number"])

    def write(self, rows: Sequence[ImportRow]) -> None:
        by, today = self.scope.user, self.scope.today
        for row in rows:
            paper = row.values["paper"]
            if known := row.values["completes"]:
                actions.change_certificate(known, by=by, version=None, today=today, **paper)
            else:
                actions.register_certificate(row.values["client"], by=by, today=today, **paper)


CERTIFICATES = ImportKind(
    key="certificates",
    label=gettext_lazy("Recipient certificates"),
    hint=gettext_lazy("Certificates with their periods. Take over the clients first."),
    permission=Permission.CLIENT_EDIT,
    columns=COLUMNS,
    make_importer=CertificateImporter,
    order=15,
)
