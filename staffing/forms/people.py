"""Forms for people and their postings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.fields import DayField, KanaField, NameField
from config.common.problems import Problem
from staffing.models import Corporation, Office, Posting, User
from staffing.models.people import fold_login_id
from staffing.permissions import Permission
from staffing.rules import Period, posting_problems
from staffing.sheets import SheetModelForm


class UserForm(SheetModelForm):
    """A person's own data."""

    name = NameField(label=pgettext_lazy("person", "Name"))
    name_kana = KanaField(label=_("Kana"), required=False)

    class Meta:
        model = User
        fields = ("login_id", "name", "name_kana", "email")

    def clean_login_id(self) -> str:
        return fold_login_id(self.cleaned_data["login_id"])


class PostingForm(SheetModelForm):
    """A posting: office, job, role, hours and period."""

    started_on = DayField(label=_("From"))
    ended_on = DayField(label=_("To"), required=False)

    class Meta:
        model = Posting
        fields = (
            "office",
            "title",
            "job",
            "role",
            "is_specialist",
            "employment",
            "dedication",
            "weekly_hours",
            "fte",
            "started_on",
            "ended_on",
            "home_corporation",
            "note",
        )

    def prepare(self) -> None:
        """Offer only the offices whose staff this user manages."""
        access = self.user.access
        offices = Office.objects.visible_to(self.user).order_by("name")
        if not access.is_administrator:
            offices = offices.filter(pk__in=access.offices_with(Permission.STAFF_MANAGE))
        self.fields["office"].queryset = offices
        self.fields["home_corporation"].queryset = Corporation.objects.order_by("name")
        if not self.instance.pk and self.office and not self.initial.get("office"):
            self.initial["office"] = self.office.pk
        self.fields["fte"].help_text = _("Empty: computed from the hours.")

    def clean(self):
        data = super().clean()
        if data.get("started_on"):
            self.add_problems(self._posting_problems(data))
        return data

    def _posting_problems(self, data: dict) -> list[Problem]:
        others = Posting.objects.none()
        if self.instance.user_id:
            others = Posting.objects.filter(user_id=self.instance.user_id, deleted_at=None)
        return posting_problems(
            Period(
                data["started_on"],
                data.get("ended_on"),
                getattr(data.get("office"), "pk", None),
                data.get("job") or "",
            ),
            [
                Period(other.started_on, other.ended_on, other.office_id, other.job)
                for other in others.exclude(pk=self.instance.pk)
            ],
            weekly_hours=data.get("weekly_hours"),
        )


class StaffForm(PostingForm):
    """A new person together with the first posting."""

    login_id = forms.CharField(
        label=_("Staff ID"), max_length=40, help_text=_("What the person types to sign in.")
    )
    name = NameField(label=pgettext_lazy("person", "Name"))
    name_kana = KanaField(label=_("Kana"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    field_order = ("login_id", "name", "name_kana", "email", "office", "job", "role")
    person_fields = ("login_id", "name", "name_kana", "email")

    def clean_login_id(self) -> str:
        login_id = fold_login_id(self.cleaned_data["login_id"])
        if User.objects.filter(login_id=login_id).exists():
            raise forms.ValidationError(_("This staff ID is already in use."))
        return login_id

    @property
    def person(self) -> dict:
        """What belongs to the person."""
        return {name: self.cleaned_data[name] for name in self.person_fields}

    @property
    def posting(self) -> dict:
        """What belongs to the posting."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.person_fields
        }
