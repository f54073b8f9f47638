"""The person who is supported."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import ConsentMethod, DisabilityKind, Gender
from cases.rules import ClientQuery
from config.common.kana import search_key
from config.common.wordindex import MayHold, WordIndex
from staffing.models import Municipality, Office, Record, ScopedQuerySet

#: The index on the letters by which a person is found.
WORDS = "cases_client_words"


class ClientQuerySet(ScopedQuerySet):
    def by_kana(self):
        """In 五十音 order."""
        return self.order_by("kana_sort", "pk")

    def fitting(self, wanted: ClientQuery):
        """People whose reading, name, telephone, certificate or date of birth fits a query."""
        fits = Q(pk=None)
        if wanted.kana_key:
            fits |= Q(kana_key__contains=wanted.kana_key)
        if wanted.name_key:
            fits |= Q(name_key__contains=wanted.name_key)
        if wanted.digits:
            fits |= Q(phone__contains=wanted.digits)
            fits |= Q(certificate_number__contains=wanted.digits)
        if wanted.birth_on:
            fits |= Q(birth_on=wanted.birth_on)
        return self.filter(fits)

    def matching(self, wanted: ClientQuery):
        """The same people, found by an index on the letters of what is searched."""
        found = self.fitting(wanted)
        if not wanted.words:
            return found
        may = Q(MayHold(self.model, WORDS, wanted.words))
        return found.filter(may | Q(birth_on=wanted.birth_on) if wanted.birth_on else may)

    def best_first(self, wanted: ClientQuery):
        """Those whose reading or name begins with the query first, then in 五十音 order."""
        begins = Q(pk=None)
        if wanted.kana_key:
            begins |= Q(kana_key__startswith=wanted.kana_key)
        if wanted.name_key:
            begins |= Q(name_key__startswith=wanted.name_key)
        rank = models.Case(models.When(begins, then=0), default=1)
        return self.order_by(rank, "kana_sort", "pk")

    def twins_of(self, *, certificate_number, birth_on, kana):
        """People with this certificate, or with this reading and date of birth."""
        same = Q(pk=None)
        if certificate_number:
            same |= Q(certificate_number=certificate_number)
        if birth_on and kana:
            same |= Q(birth_on=birth_on, kana_key=search_key(kana))
        return self.filter(same).by_kana()

    def like(self, wanted):
        """People who share anything with {certificate_number, birth_on, phone, keys}."""
        fits = Q(pk=None)
        for field in ("certificate_number", "birth_on", "phone"):
            if wanted.get(field):
                fits |= Q(**{field: wanted[field]})
        for field in ("kana_key", "name_key"):
            if wanted.get(field):
                fits |= Q(**{f"{field}__startswith": wanted[field]})
        return self.filter(fits)

    def with_worker(self):
        """With `worker_name`: who is in charge of the open case."""
        held = self.model._meta.get_field("cases").related_model.objects.alive().open()
        in_charge = held.filter(client=models.OuterRef("pk")).values("worker__name")[:1]
        return self.annotate(worker_name=models.Subquery(in_charge))

    def born_after(self, day):
        """People born after a day (children, when the day lies 18 years back)."""
        return self.filter(birth_on__gt=day)


class Client(Record):
    """A person an office supports (利用者); the same person elsewhere is another client."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="clients")
    #: The name is stored as it was typed, never normalised; the keys below are for searching.
    name = models.CharField(_("name"), max_length=60)
    name_kana = models.CharField(_("kana"), max_length=80, blank=True)
    name_key = models.CharField(max_length=120, editable=False)
    kana_key = models.CharField(max_length=120, editable=False)
    kana_sort = models.CharField(max_length=255, editable=False)
    kana_row = models.CharField(max_length=1, editable=False)
    also_called = models.CharField(_("called"), max_length=60, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=8, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("municipality that decides"),
    )
    guardian_name = models.CharField(_("guardian"), max_length=60, blank=True)
    care_note = models.CharField(_("points to consider"), max_length=200, blank=True)
    has_ltc_care_manager = models.BooleanField(
        _("long-term care case management"), null=True, blank=True
    )
    certificate_number = models.CharField(_("certificate number"), max_length=10, blank=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "kana_sort", "id"], name="cases_client_kana"),
            models.Index(fields=["office", "birth_on"], name="cases_client_birth"),
            WordIndex(fields=["name_key", "kana_key", "phone", "certificate_number"], name=WORDS),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cases:client-detail", args=[self.pk])


class ClientDisability(models.Model):
    """A kind of disability of a client (障害種別)."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="disabilities")
    kind = models.CharField(_("kind of disability"), max_length=20, choices=DisabilityKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "kind"], name="cases_disability_once")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ConsentQuerySet(ScopedQuerySet):
    office_path = "client__office"


class Consent(Record):
    """A consent to use personal information (個人情報使用の同意)."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="consents")
    given_on = models.DateField(_("given on"))
    method = models.CharField(_("how"), max_length=10, choices=ConsentMethod)
    note = models.CharField(_("remarks"), max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.given_on)


class RecentClient(models.Model):
    """A file that a user opened lately (最近開いた利用者)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "client"], name="cases_recent_once")]
        indexes = [models.Index(fields=["user", "-opened_at"], name="cases_recent_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.client_id}"
