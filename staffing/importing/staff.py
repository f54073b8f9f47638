"""Staff with their first posting; a one-time password is issued to each afterwards."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from staffing import actions
from staffing.choices import Dedication, Employment, Job
from staffing.forms import StaffForm
from staffing.importing.kinds import ImportColumn, ImportKind, ImportRow, Outcome, Scope
from staffing.importing.words import MarkField, WordField
from staffing.models import Posting, User
from staffing.models.people import fold_login_id
from staffing.permissions import Permission


def _text(*, required: bool = False):
    return lambda: forms.CharField(required=required)


COLUMNS = (
    ImportColumn("login_id", gettext_lazy("Staff ID"), _text(required=True), example="yamada"),
    ImportColumn(
        "name",
        gettext_lazy("Name of the staff member"),
        _text(required=True),
        ("氏名",),
        "山田 花子",
    ),
    ImportColumn("name_kana", gettext_lazy("Kana"), _text(), ("かな", "フリガナ"), "やまだ はなこ"),
    ImportColumn("email", gettext_lazy("E-mail"), _text(), ("メールアドレス",)),
    ImportColumn(
        "job", gettext_lazy("Job"), lambda: WordField(Job.choices), example="相談支援専門員"
    ),
    ImportColumn(
        "role",
        gettext_lazy("Permissions"),
        lambda: WordField(Posting._meta.get_field("role").choices),
        ("役割",),
        "相談員",
    ),
    ImportColumn(
        "employment",
        gettext_lazy("Full or part time"),
        lambda: WordField(Employment.choices, required=False),
        example="常勤",
    ),
    ImportColumn(
        "dedication",
        gettext_lazy("Dedicated or concurrent"),
        lambda: WordField(Dedication.choices, required=False),
        example="専従",
    ),
    ImportColumn("weekly_hours", gettext_lazy("Hours a week"), _text(), example="40"),
    ImportColumn("fte", gettext_lazy("FTE"), _text(), example="1.0"),
    ImportColumn("is_specialist", gettext_lazy("Is a specialist"), MarkField, example="○"),
    ImportColumn(
        "started_on", gettext_lazy("Posted from"), _text(required=True), ("着任日",), "R8.4.1"
    ),
)


class StaffImporter:
    """Each row is judged by the form of the screen; an ID that is here already is left alone."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.forms: dict[int, StaffForm] = {}
        self.seen: dict[str, int] = {}

    def judge(self, rows: Sequence[ImportRow]) -> None:
        self.forms.clear()
        ids = {row.number: fold_login_id(row.values["login_id"]) for row in rows}
        taken = set(
            User.objects.filter(login_id__in=ids.values()).values_list("login_id", flat=True)
        )
        here = set(
            Posting.objects.filter(
                office=self.scope.office, user__login_id__in=taken, deleted_at=None
            ).values_list("user__login_id", flat=True)
        )
        for row in rows:
            login_id = ids[row.number]
            earlier = self.seen.setdefault(login_id, row.number)
            if login_id in here:
                row.turn(Outcome.SAME, _("A staff member with this ID is here already."))
            elif earlier != row.number:
                sentence = _("Row %(number)s has the same staff ID.")
                row.turn(Outcome.WRONG, sentence % {"number": earlier})
            else:
                self._judge_by_form(row)

    def _judge_by_form(self, row: ImportRow) -> None:
        scope = self.scope
        form = StaffForm(
            self._data(row.values),
            today=scope.today,
            now=scope.now,
            user=scope.user,
            office=scope.office,
        )
        if form.is_valid():
            self.forms[row.number] = form
            return
        for name, messages in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            for message in messages:
                row.turn(Outcome.WRONG, f"{label}：{message}" if label else message)

    def _data(self, values: dict[str, Any]) -> dict[str, Any]:
        usual = {
            "employment": values["employment"] or Employment.FULL_TIME,
            "dedication": values["dedication"] or Dedication.DEDICATED,
            "weekly_hours": values["weekly_hours"]
            or Posting._meta.get_field("weekly_hours").default,
        }
        data = values | usual | {"office": self.scope.office.pk}
        return {name: value for name, value in data.items() if value not in ("", None, False)}

    def write(self, rows: Sequence[ImportRow]) -> None:
        for row in rows:
            form = self.forms[row.number]
            actions.register_staff(by=self.scope.user, person=form.person, posting=form.posting)


STAFF = ImportKind(
    key="staff",
    label=gettext_lazy("Staff"),
    hint=gettext_lazy(
        "Staff members with their first posting. Issue a one-time password to each afterwards."
    ),
    permission=Permission.STAFF_MANAGE,
    columns=COLUMNS,
    make_importer=StaffImporter,
    order=30,
)
