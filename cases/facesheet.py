"""申請者の現状（基本情報）, 別紙1: everything the sheet holds, gathered in one place (domain 6.4).

The page, the frozen version and the print read the same `SheetData`; household and ecomap are added
by whoever keeps them. `as_plain()` is what a frozen version stores.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.choices import DisabilityKind
from cases.choices_file import Dwelling, SupportGroup
from cases.forms.sheet import MEDICAL, SUPPORT
from cases.models import (
    Client,
    ClientDisability,
    DisabilityHandbook,
    FaceSheet,
    MedicalCare,
    RecipientCertificate,
    SupportEntry,
)
from config.common.fiscal import age_on
from config.common.prepared import prepared
from staffing.audit import plain


@dataclass(frozen=True)
class SheetData:
    """The sheet in the order of the paper; texts are empty where nothing was written."""

    created_on: date | None
    office: str
    author: str
    overview: str
    name: str
    name_kana: str
    birth_on: date | None
    age: int | None
    postal_code: str
    address: str
    dwelling: str
    dwelling_label: str
    dwelling_note: str
    phone: str
    mobile: str
    fax: str
    condition: str
    disabilities: list[str]
    support_level: str
    handbooks: list[dict[str, Any]]
    gender: str
    life_history: str
    medical_note: str
    medical: list[dict[str, str]]
    own_wish: str
    family_wish: str
    public: list[dict[str, str]]
    other: list[dict[str, str]]

    def as_plain(self) -> dict[str, Any]:
        """Return it as a frozen version keeps it: texts, numbers, days as texts."""
        return plain(asdict(self))

    @property
    def missing(self) -> int:
        """How many parts of the sheet nobody has filled in (未記入)."""
        parts = (
            self.overview,
            self.birth_on,
            self.address,
            self.dwelling,
            self.condition or self.disabilities,
            self.life_history,
            self.medical_note or self.medical,
            self.own_wish,
            self.public or self.other,
        )
        return sum(1 for part in parts if not part)


def face_sheet(client: Client, today: date) -> SheetData:
    """Gather the sheet of a person as it is today."""
    key = client.pk
    sheet = next(iter(_sheets_of(client_key=key)), None) or FaceSheet(client=client)
    kinds = {row["kind"] for row in _disabilities_of(client_key=key)}
    entries = _entries_of(client_key=key)
    return SheetData(
        created_on=sheet.created_on,
        office=client.office.name,
        author=sheet.author.name if sheet.author else "",
        overview=sheet.overview,
        name=client.name,
        name_kana=client.name_kana,
        birth_on=client.birth_on,
        age=age_on(client.birth_on, today) if client.birth_on else None,
        postal_code=client.postal_code,
        address=client.address,
        dwelling=sheet.dwelling,
        dwelling_label=str(Dwelling(sheet.dwelling).label) if sheet.dwelling else "",
        dwelling_note=sheet.dwelling_note,
        phone=client.phone,
        mobile=client.mobile,
        fax=client.fax,
        condition=sheet.condition,
        disabilities=[str(kind.label) for kind in DisabilityKind if kind in kinds],
        support_level=_support_level(client),
        handbooks=_handbooks(client),
        gender=client.get_gender_display(),
        life_history=sheet.life_history,
        medical_note=sheet.medical_note,
        medical=_care_of(client_key=key),
        own_wish=sheet.own_wish,
        family_wish=sheet.family_wish,
        public=_group(entries, SupportGroup.PUBLIC),
        other=_group(entries, SupportGroup.OTHER),
    )


# A question each of what belongs to a person; none of them goes beyond the person.


@prepared
def _sheets_of(*, client_key: int) -> QuerySet:
    return FaceSheet.objects.filter(client_id=client_key).select_related("author")


@prepared
def _disabilities_of(*, client_key: int) -> QuerySet:
    return ClientDisability.objects.filter(client_id=client_key).values("kind")


@prepared
def _entries_of(*, client_key: int) -> QuerySet:
    return SupportEntry.objects.filter(client_id=client_key).values("group", *SUPPORT)


@prepared
def _care_of(*, client_key: int) -> QuerySet:
    return MedicalCare.objects.filter(client_id=client_key).values(*MEDICAL)


@prepared
def _certificates_of(*, client_key: int) -> QuerySet:
    papers = RecipientCertificate.objects.alive().filter(client_id=client_key)
    return papers.exclude(support_level="").newest_first()[:1]


@prepared
def _handbooks_of(*, client_key: int) -> QuerySet:
    return DisabilityHandbook.objects.alive().filter(client_id=client_key).order_by("kind")


def _group(entries: list[dict[str, str]], group: str) -> list[dict[str, str]]:
    return [{name: row[name] for name in SUPPORT} for row in entries if row["group"] == group]


def _support_level(client: Client) -> str:
    """The level of the newest certificate that says one."""
    paper = next(iter(_certificates_of(client_key=client.pk)), None)
    return str(paper.get_support_level_display()) if paper else ""


def _handbooks(client: Client) -> list[dict[str, Any]]:
    return [
        {
            "kind": handbook.kind,
            "label": str(handbook.get_kind_display()),
            "grade": handbook.grade,
            "impairment": str(handbook.get_impairment_display()),
            "number": handbook.number,
            "issued_on": handbook.issued_on,
            "renew_on": handbook.renew_on,
        }
        for handbook in _handbooks_of(client_key=client.pk)
    ]
