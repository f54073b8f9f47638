"""Which records of this app can be deleted and restored."""

from django.utils.translation import gettext_lazy as _

from cases.deletion import DeletedKind, add_deleted, client_name
from cases.models import Appointment, Attachment, Consultation, Document, NearMiss
from cases.rows import person_name
from staffing.models import User
from staffing.permissions import Permission, can


def connect() -> None:
    """Register contacts, appointments, papers and files; called once when the app is ready."""
    for kind in (
        DeletedKind(
            "contact",
            _("Contact records"),
            lambda user: Consultation.objects.deleted_for(user).select_related("client", "worker"),
            when=lambda record: record.occurred_at,
            who=_caller,
            what=lambda record: record.text,
            may_restore=_is_writer,
            restore_url="cases:consultation-restore",
            order=10,
        ),
        DeletedKind(
            "appointment",
            _("Appointments"),
            lambda user: Appointment.objects.cancelled_for(user).select_related("client"),
            when=lambda record: record.starts_at,
            who=client_name,
            what=lambda record: record.title,
            may_restore=lambda user, row: can(user, Permission.APPOINTMENT_EDIT, row.office_id),
            restore_url="cases:appointment-restore",
            order=20,
        ),
        DeletedKind(
            "paper",
            _("Papers"),
            lambda user: Document.objects.deleted_for(user).select_related("client"),
            when=lambda record: record.created_at,
            who=client_name,
            what=lambda record: f"{record.title} {record.number}",
            may_restore=_is_maker,
            restore_url="cases:document-restore",
            order=30,
        ),
        DeletedKind(
            "file",
            _("Files"),
            lambda user: Attachment.objects.deleted_for(user).select_related("client"),
            when=lambda record: record.created_at,
            who=client_name,
            what=lambda record: " ".join(filter(None, (record.name, record.note))),
            may_restore=_is_maker,
            restore_url="cases:attachment-restore",
            order=40,
        ),
        DeletedKind(
            "near_miss",
            _("Near misses and cases"),
            lambda user: NearMiss.objects.deleted_for(user).select_related("client"),
            when=lambda record: record.occurred_on,
            who=client_name,
            what=lambda record: record.title,
            may_restore=lambda user, row: _may(user, row, row.reporter_id),
            restore_url="cases:near-miss-restore",
            order=50,
        ),
    ):
        add_deleted(kind)


def _caller(record: Consultation) -> str:
    name = record.client.name if record.client else None
    return person_name(name, record.caller_name, record.is_anonymous)


def _is_writer(user: User, record: Consultation) -> bool:
    return _may(user, record, record.worker_id)


def _is_maker(user: User, record: Document | Attachment) -> bool:
    return _may(user, record, record.created_by_id)


def _may(user: User, record, own: int | None) -> bool:
    """Its writer, and those who approve records."""
    is_own = own == user.pk and can(user, Permission.LOG_WRITE, record.office_id)
    return is_own or can(user, Permission.RECORD_APPROVE, record.office_id)
