"""Choices of restricted files, shares, handovers and transfers to other offices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RestrictionGround(TextChoices):
    """Why a file exists only for the people named."""

    VIOLENCE = "violence", _("Flees from violence (DV)")
    ABUSE = "abuse", _("Abuse")
    STALKING = "stalking", _("Stalking")
    RELATIVE = "relative", _("A relative or acquaintance works here")
    WISH = "wish", _("The person's wish")
    OTHER = "other", pgettext_lazy("restriction", "Other")


class LeftBehind(TextChoices):
    """Why something did not go over on the day of a handover that was planned ahead."""

    GONE = "gone", _("No longer in hand")
    UNREAD = "unread", _("The successor may not read the restricted file")
    AWAY = "away", _("The successor no longer works here")
    TAKEN = "taken", _("The successor has one already")


class SharePart(TextChoices):
    """What of a file another office may read besides who the person is."""

    SUPPORTERS = "supporters", _("Supporters and bodies around the person")
    PLAN = "plan", _("Goals, team and end of the decision")
    LOG = "log", _("Records in the log")


class TransferState(TextChoices):
    """What became of an offer to another office."""

    OFFERED = "offered", pgettext_lazy("transfer", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("transfer", "Accepted")
    DECLINED = "declined", pgettext_lazy("transfer", "Declined")
    REVOKED = "revoked", pgettext_lazy("transfer", "Taken back")


ACCESS_VERBS = {
    "share.made": _("Shared a file with another office"),
    "share.viewed": _("Read a shared file"),
    "share.revoked": _("Ended the sharing of a file"),
    "transfer.offered": _("Offered a person to another office"),
    "transfer.accepted": _("Accepted a person from another office"),
    "transfer.declined": _("Declined a person from another office"),
    "transfer.revoked": _("Took back the offer to another office"),
    "handover.planned": _("Planned a handover"),
    "handover.done": _("Handed over what a person had in hand"),
    "handover.item": _("Took over in a handover"),
    "handover.undone": _("Took a handover back"),
    "restriction.set": _("Restricted a file"),
    "restriction.changed": _("Changed the restriction of a file"),
    "restriction.readers": _("Named the readers of a restricted file"),
    "restriction.lifted": _("Lifted the restriction of a file"),
}
