"""What trainings a person's certificates are about (domain 8)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

__all__ = ["AUDIT_VERBS", "TrainingKind"]


class TrainingKind(TextChoices):
    """The trainings that the law or a fee asks for."""

    INITIAL = "initial", _("Initial training of specialists")
    RENEWAL = "renewal", _("Renewal training of specialists")
    CHIEF = "chief", _("Training of chief specialists")
    BEHAVIOUR = "behaviour", _("Training: severe behaviour")
    MEDICAL_CARE = "medical_care", _("Training: coordinators of medical care for children")
    MENTAL = "mental", _("Training: mental disabilities")
    BRAIN = "brain", _("Training: higher brain dysfunction")
    PEER = "peer", _("Training: peer support")
    SPECIAL = "special", _("Special course of specialists")
    DECISIONS = "decisions", _("Training: support of decisions")


AUDIT_VERBS = {
    "training.created": _("Registered a training of a staff member"),
    "training.changed": _("Changed a training of a staff member"),
}
