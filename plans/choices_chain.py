"""Choices of the chain from consent to the copies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsentWay(TextChoices):
    """How a plan was agreed to (運営基準 第15条: in writing; 第31条: electronically)."""

    SIGNED = "signed", pgettext_lazy("consent way", "Signed by hand")
    PROXY = "proxy", pgettext_lazy("consent way", "Signed by somebody else for the person")
    ELECTRONIC = "electronic", pgettext_lazy("consent way", "Agreed electronically")


class DeliveryWay(TextChoices):
    """How a copy reached a provider."""

    HAND = "hand", pgettext_lazy("delivery", "By hand")
    POST = "post", pgettext_lazy("delivery", "By post")
    FAX = "fax", pgettext_lazy("delivery", "By fax")
    MAIL = "mail", pgettext_lazy("delivery", "By e-mail")


CHAIN_VERBS = {
    "plan.handed_out": _("Recorded to which providers a plan was given"),
    "delivery.created": _("Recorded that a provider has its copy of a plan"),
    "delivery.changed": _("Changed when a provider got its copy of a plan"),
}
