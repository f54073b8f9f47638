"""The person who is supported."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import DisabilityKind, Gender
from cases.rules import ClientQuery, births_attaining
from config.common.kana import search_key
from config.common.keys import key_url
from config.common.sql import NOTHING
from config.common.wordindex import MayHold, WordIndex
from staffing.models import Municipality, Office, Record, ScopedQuerySet

#: The index on the letters by which a person is found.
WORDS = "cases_client_words"
#: Where digits that somebody types may stand.
NUMBERS = ("phone", "mobile", "certificate_number", "other_numbers")


def _fits(wanted: ClientQuery) -> Q:
    """Return who fits a query as a whole, or each of its words."""
    fits = Q(pk=wanted.number) if wanted.number else NOTHING
    if wanted.kana_key:
        fits |= Q(kana_key__contains=wanted.kana_key)
    if wanted.name_key:
        fits |= Q(name_key__contains=wanted.name_key)
    if wanted.digits:
        for field in NUMBERS:
            fits |= Q(**{f"{field}__contains": wanted.digits})
    if wanted.birth_on:
        fits |= Q(birth_on=wanted.birth_on)
    if wanted.parts:
        each = Q()
        for part in wanted.parts:
            each &= _fits(part)
        fits |= each
    return fits


class ClientQuerySet(ScopedQuerySet):
    def by_kana(self):
        """In 五十音 order."""
        return self.order_by("kana_sort", "pk")

    def matching(self, wanted: ClientQuery):
        """People whose reading, name, telephone, certificate or date of birth fits a query.

        They are found by an index on the letters of what is searched.
        """
        return self.filter(self._may_fit(wanted) & _fits(wanted))

    def _may_fit(self, wanted: ClientQuery) -> Q:
        """Return what an index answers: never false for somebody who fits."""
        lettered = [part for part in wanted.parts if part.words and not part.birth_on]
        # Of several words the longest is the rarest; every one of them must fit.
        parts = sorted(lettered or wanted.parts, key=lambda part: len(part.name_key))[-1:]
        may = Q(pk=wanted.number) if wanted.number else NOTHING
        if words := [word for each in (wanted, *parts) for word in each.words]:
            may |= Q(MayHold(self.model, WORDS, words))
        for each in (wanted, *parts):
            if each.birth_on:
                may |= Q(birth_on=each.birth_on)
        return may

    def best_first(self, wanted: ClientQuery, user=None):
        """Those whose reading or name begins with the query first, then in 五十音 order.

        Of these a user's own come before those opened lately, and these before the others.
        """
        begins = NOTHING
        for part in (wanted, *wanted.parts):
            if part.kana_key:
                begins |= Q(kana_key__startswith=part.kana_key)
                begins |= Q(name_kana__contains=f" {part.kana_key}")
            if part.name_key:
                begins |= Q(name_key__startswith=part.name_key)
        rank = [models.Case(models.When(begins, then=0), default=1)]
        if user:
            held = self.model._meta.get_field("cases").related_model.objects.alive().open()
            opened = RecentClient.objects.filter(user=user).values("client_id")
            rank.append(
                models.Case(
                    models.When(pk__in=held.filter(worker=user).values("client_id"), then=0),
                    models.When(pk__in=opened, then=1),
                    default=2,
                )
            )
        return self.order_by(*rank, "kana_sort", "pk")

    def twins_of(self, *, certificate_number, birth_on, kana):
        """People with this certificate, or with this reading and date of birth."""
        same = NOTHING
        if certificate_number:
            same |= Q(certificate_number=certificate_number)
            same |= Q(other_numbers__contains=certificate_number)
        if birth_on and kana:
            same |= Q(birth_on=birth_on, kana_key=search_key(kana))
        return self.filter(same).by_kana()

    def like(self, wanted):
        """People who share anything with {certificate_number, birth_on, phone, keys}."""
        fits = NOTHING
        for field in ("certificate_number", "birth_on", "phone"):
            if wanted.get(field):
                fits |= Q(**{field: wanted[field]})
        if wanted.get("certificate_number"):
            fits |= Q(other_numbers__contains=wanted["certificate_number"])
        if wanted.get("phone"):
            fits |= Q(mobile=wanted["phone"])
        for field in ("kana_key", "name_key"):
            if wanted.get(field):
                fits |= Q(**{f"{field}__startswith": wanted[field]})
        return self.filter(fits)

    def with_worker(self):
        """With `worker_name`: who is in charge of the open case."""
        held = self.model._meta.get_field("cases").related_model.objects.alive().open()
        in_charge = held.filter(client=models.OuterRef("pk")).values("worker__name")[:1]
        return self.annotate(worker_name=models.Subquery(in_charge))

    def attaining(self, ages, today):
        """People who attain one of these ages within six months, as rules.coming_ages says."""
        soon = NOTHING
        for age in ages:
            soon |= Q(birth_on__range=births_attaining(int(age), today))
        return self.filter(soon)

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
    mobile = models.CharField(_("mobile phone"), max_length=20, blank=True)
    fax = models.CharField(_("fax"), max_length=20, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=8, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("municipality that decides"),
    )
    has_ltc_care_manager = models.BooleanField(
        _("long-term care case management"), null=True, blank=True
    )
    #: Copies of the numbers of the certificates, to be found by them: the welfare certificate's
    #: (else the newest one's), and all others parted by blanks. Only their actions write them.
    certificate_number = models.CharField(
        _("certificate number"), max_length=10, blank=True, editable=False
    )
    other_numbers = models.CharField(max_length=120, blank=True, editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "kana_sort", "id"], name="cases_client_kana"),
            models.Index(fields=["office", "birth_on"], name="cases_client_birth"),
            models.Index(
                fields=["id"], name="cases_client_gone", condition=Q(deleted_at__isnull=False)
            ),
            WordIndex(
                fields=[
                    "name_key",
                    "kana_key",
                    "phone",
                    "mobile",
                    "certificate_number",
                    "other_numbers",
                ],
                name=WORDS,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return key_url("cases:client-detail")(self.pk)


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
