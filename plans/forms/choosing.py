"""Fields that several forms share: which service, which colleague, which provider."""

from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from config.common.wareki import wareki
from plans.choices import LawGroup
from plans.models import ServiceProvider, ServiceType
from staffing.models import User


class ServiceTypeField(forms.ModelChoiceField):
    """The services of the law and the others, by benefit; ended ones say until when."""

    def __init__(self, **options: Any) -> None:
        super().__init__(ServiceType.objects.all(), **options)
        self.widget.attrs["class"] = "w-full"

    def label_from_instance(self, obj: ServiceType) -> str:
        """Return the name, with its last day once that has passed."""
        name = f"{obj.code} {obj.name}" if obj.code else obj.name
        if obj.valid_to is None:
            return name
        until = wareki(obj.valid_to, "short")
        return _("%(service)s (until %(day)s)") % {"service": name, "day": until}

    def offer_groups(self) -> None:
        """Show the choices under the headings of their benefit."""
        groups = groupby(ServiceType.objects.all(), key=lambda service: service.law_group)
        self.choices = [
            ("", "―"),
            *(
                (
                    LawGroup(group).label,
                    [(service.pk, self.label_from_instance(service)) for service in services],
                )
                for group, services in groups
            ),
        ]


def narrow_authors(form: forms.BaseForm, name: str = "author") -> None:
    """Offer the colleagues of the form's office, and whoever wrote it before."""
    office_id = form.office.pk if form.office else None
    colleagues = User.objects.posted_to(office_id, on=form.today)
    kept = form.get_initial_for_field(form.fields[name], name)
    kept_id = kept.pk if isinstance(kept, User) else kept
    form.fields[name].queryset = User.objects.filter(
        Q(pk__in=colleagues.values("pk")) | Q(pk=kept_id)
    ).order_by("name_kana", "pk")


def narrow_providers(form: forms.BaseForm) -> None:
    """Offer the providers of the form's own office only."""
    providers = ServiceProvider.objects.alive().filter(office=form.office)
    form.fields["provider"].queryset = providers.order_by("name_kana", "name")
