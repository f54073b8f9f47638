"""相談受付票 (ux 6.6): one page, and a continuation where the texts are long."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.choices import IntakeCourse, IntakeGroup, IntakeMethod, Relation, Urgency
from cases.intake_sheet import intake_sheet
from cases.models import Intake
from config.common.phones import format_phone
from config.common.wareki import wareki
from staffing.models import User

#: The parts below the head, in the order of the paper.
PARTS = (
    (IntakeGroup.FAMILY, "家族の状況"),
    (IntakeGroup.CARER, "介護者の状況"),
    (IntakeGroup.SERVICES, "保健福祉サービス|等の利用"),
    (IntakeGroup.MEDICAL, "医療に関すること"),
    (IntakeGroup.PARTICIPATION, "社会参加"),
    (IntakeGroup.DAYTIME, "日中活動"),
    (IntakeGroup.WORK, "就労"),
    (IntakeGroup.HOUSING, "居住"),
    (IntakeGroup.OTHER, "その他参考|となる事項"),
)


def intakes_of(user: User):
    """The sheets that a person may print."""
    return Intake.objects.visible_to(user).select_related("client", "receiver", "worker")


def intake_day(intake: Intake) -> date:
    """The day whose form of the office counts: that of the request."""
    return timezone.localtime(intake.received_at).date()


def intake_paper(
    intake: Intake, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet of a request."""
    sheet = intake_sheet(intake)
    return {
        "office": sheet.office,
        "ident": f"受付番号 {sheet.number}",
        "can_print": True,
        "number": sheet.number,
        "received": _moment(sheet.received_at),
        "receiver": sheet.receiver,
        "worker": sheet.worker,
        "is_again": sheet.is_again,
        "methods": ticks(IntakeMethod, sheet.method),
        "method_note": sheet.method_note,
        "route": "　".join(filter(None, (sheet.route_label, sheet.route_note))),
        "relations": ticks(Relation, sheet.relation),
        "caller": "匿名" if sheet.is_anonymous else sheet.caller_name,
        "caller_relation": sheet.caller_relation,
        "caller_phone": _phone(sheet.caller_phone),
        "name": sheet.name,
        "kana": sheet.name_kana,
        "born": f"{wareki(sheet.birth_on)}（{sheet.age}歳）" if sheet.birth_on else "",
        "gender": sheet.gender_label,
        "address": f"〒{sheet.postal_code}　{sheet.address}".removeprefix("〒　"),
        "phone": _phone(sheet.phone),
        "disabilities": sheet.disability_labels,
        "handbooks": [
            ("身体", sheet.physical_handbook),
            ("療育", sheet.intellectual_handbook),
            ("精神", sheet.mental_handbook),
        ],
        "level": sheet.support_level_label,
        "illness": sheet.illness,
        "disability_note": sheet.texts[IntakeGroup.DISABILITY],
        "complaint": sheet.texts[IntakeGroup.COMPLAINT],
        "urgencies": ticks(Urgency, sheet.urgency),
        "is_abuse_suspected": sheet.is_abuse_suspected,
        "abuse_reported": _moment(sheet.abuse_reported_at),
        "abuse_reported_to": sheet.abuse_reported_to,
        "parts": [[label, sheet.texts[group]] for group, label in PARTS],
        "response": sheet.texts[IntakeGroup.RESPONSE],
        "courses": ticks(IntakeCourse, sheet.course),
        "referred_to": sheet.referred_to,
        "referred_on": wareki(sheet.referred_on) if sheet.referred_on else "",
        "referral_consent": intake.get_referral_consent_display() if sheet.referred_to else "",
        "next_on": wareki(sheet.next_on) if sheet.next_on else "",
        "privacy": "　".join(
            filter(
                None,
                (
                    wareki(sheet.privacy_explained_on) if sheet.privacy_explained_on else "",
                    sheet.privacy_method_label,
                ),
            )
        ),
    }


def ticks(choices, chosen: str) -> list[list]:
    """Return every choice in words and whether it is the chosen one."""
    return [[str(choice.label), choice == chosen] for choice in choices]


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{wareki(local.date(), 'long-weekday')}　{local:%H:%M}"


def _phone(number: str) -> str:
    return format_phone(number) if number else ""
