"""The household around a person: its members, of whom some are clients too, and joint visits."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import Gender
from cases.choices_family import Kinship, Living
from cases.models.clients import Client
from cases.rules import Kin
from staffing.models import Office, Record, ScopedQuerySet


class HouseholdQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Households with a client whom this user may see."""
        people = Client.objects.visible_to(user)
        held = FamilyMember.objects.alive().filter(
            household=OuterRef("pk"), registered_as__in=people
        )
        return super().visible_to(user).filter(Exists(held))


class Household(Record):
    """The family around one or several clients of an office (世帯): who belongs together."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="households")
    name = models.CharField(_("name of the household"), max_length=60)
    note = models.CharField(_("remarks"), max_length=200, blank=True)

    objects = HouseholdQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cases:household-detail", args=[self.pk])


class FamilyMemberQuerySet(ScopedQuerySet):
    office_path = "household__office"

    def visible_to(self, user):
        """Members, without the clients whose files this user may not see."""
        may_see = Q(registered_as=None) | Q(registered_as__in=Client.objects.visible_to(user))
        return super().visible_to(user).filter(may_see)

    def around(self, client):
        """All members of the household of a client, the client too."""
        own = self.model.objects.alive().filter(registered_as=client)
        return self.filter(household__in=own.values("household"))

    def clients_beside(self, client):
        """The other members who are clients of the office themselves."""
        beside = self.around(client).filter(registered_as__isnull=False)
        return beside.exclude(registered_as=client)


class FamilyMember(Record):
    """One person of a household or family (家族); `registered_as` when a client of the office too.

    Name, kana, gender, date of birth and phone of a client stand in the client's own entry. The
    relation is what the member is to `relation_of`: 「母」 of the client on whose page it was
    written. Father, mother and partner are named only where the relations do not say them.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    registered_as = models.ForeignKey(
        Client,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="family_entries",
        verbose_name=_("registered client"),
    )
    relation = models.CharField(_("relation"), max_length=20, choices=Kinship, blank=True)
    relation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="relatives"
    )
    relation_note = models.CharField(_("relation in words"), max_length=30, blank=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    name_kana = models.CharField(_("kana"), max_length=80, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    #: Where only the age is known: so old, on the day when it was written down.
    age = models.PositiveSmallIntegerField(_("age"), null=True, blank=True)
    aged_on = models.DateField(null=True, editable=False)
    living = models.CharField(_("living"), max_length=10, choices=Living, default=Living.TOGETHER)
    is_deceased = models.BooleanField(_("deceased"), default=False)
    occupation = models.CharField(_("occupation"), max_length=60, blank=True)
    is_main_carer = models.BooleanField(_("main carer"), default=False)
    emergency_order = models.PositiveSmallIntegerField(_("emergency order"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    note = models.CharField(_("remarks"), max_length=200, blank=True)
    father = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("father"),
    )
    mother = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mother"),
    )
    partner = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )

    objects = FamilyMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registered_as"],
                condition=Q(deleted_at=None, registered_as__isnull=False),
                name="cases_family_one_household",
                violation_error_message=_("This client belongs to a household already."),
            ),
            models.CheckConstraint(
                name="cases_family_named",
                condition=Q(registered_as__isnull=False) | ~Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.registered_as)

    @property
    def office_id(self) -> int:
        """The office whose household it is (for the audit trail)."""
        return self.household.office_id

    @property
    def client_id(self) -> int | None:
        """The client on whose page the member is written (for the audit trail), else itself."""
        return getattr(self, "file_of", None) or self.registered_as_id

    @property
    def kin(self) -> Kin:
        """The entry for the rules of the family tree; a client's own data go before it."""
        person = self.registered_as or self
        is_aged = self.aged_on is not None and self.age is not None
        return Kin(
            pk=self.pk or 0,
            relation=self.relation,
            of=self.relation_of_id,
            gender=person.gender,
            birth_on=person.birth_on,
            birth_year=self.aged_on.year - self.age if is_aged else None,
            father=self.father_id,
            mother=self.mother_id,
            partner=self.partner_id,
        )


class Visit(models.Model):
    """One contact with several people of a household: it ties their records together."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="visits")
    #: What it took in all; each record holds its share (cases.rules.shares).
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True)

    def __str__(self) -> str:
        return f"{self.pk}"
