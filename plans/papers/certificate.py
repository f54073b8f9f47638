"""受給者証の写し: what a certificate says, page by page (domain 6.7), with a box for the copy."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.choices import DisabilityKind
from config.common.wareki import month_label, wareki
from plans.choices import LawGroup
from plans.models import BenefitDecision, DecidedService
from staffing.models import User

#: The groups of services as the pages of a certificate have them.
PAGES = (
    ("介護給付費の支給決定内容", (LawGroup.CARE,)),
    ("訓練等給付費の支給決定内容", (LawGroup.TRAINING,)),
    ("地域相談支援給付決定の内容", (LawGroup.COMMUNITY,)),
    ("障害児通所・入所給付決定の内容", (LawGroup.CHILD_DAY, LawGroup.CHILD_FACILITY)),
    ("地域生活支援事業・その他", (LawGroup.MUNICIPAL, LawGroup.OTHER)),
    ("計画相談支援・障害児相談支援", (LawGroup.PLAN, LawGroup.CHILD_PLAN)),
)


def decisions_of(user: User) -> QuerySet:
    """The decisions whose certificate is printed."""
    rows = BenefitDecision.objects.visible_to(user)
    return rows.select_related("client", "office", "municipality", "certificate__municipality")


def certificate_paper(
    decision: BenefitDecision, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet of one decision and the certificate it stands on."""
    client, paper = decision.client, decision.certificate
    town = (paper and paper.municipality) or decision.municipality
    kinds = client.disabilities.order_by("pk").values_list("kind", flat=True)
    services = list(decision.services.select_related("service_type"))
    level = (paper and paper.support_level and paper.get_support_level_display()) or (
        decision.support_level and decision.get_support_level_display()
    )
    return {
        "office": decision.office.name,
        "ident": f"利用者番号 {client.pk}",
        "can_print": True,
        "name": client.name,
        "kana": client.name_kana,
        "born": wareki(client.birth_on) if client.birth_on else "",
        "address": f"〒{client.postal_code}　{client.address}".removeprefix("〒　"),
        "disabilities": [str(DisabilityKind(kind).label) for kind in kinds],
        "kind": str(paper.get_kind_display()) if paper else "",
        "number": paper.number if paper else "",
        "town": town.name if town else "",
        "issued": _day(paper and paper.issued_on),
        "decided": wareki(decision.decided_on),
        "period": _period(decision.starts_on, decision.ends_on),
        "level": str(level or ""),
        "level_period": _period(paper and paper.level_from, paper and paper.level_to),
        "pages": [page for page in (_page(*each, services) for each in PAGES) if page["rows"]],
        "benefit": _period(decision.plan_benefit_from, decision.plan_benefit_to),
        "interval": _interval(decision),
        "cap": f"{paper.copayment_cap:,}円" if paper and paper.copayment_cap is not None else "",
        "cap_period": _period(paper and paper.cap_from, paper and paper.cap_to),
        "cap_manager": paper.cap_manager if paper else "",
        "note": paper.note if paper else "",
    }


def _page(title: str, groups: tuple[str, ...], services: list[DecidedService]) -> dict[str, Any]:
    rows = [_row(each) for each in services if each.service_type.law_group in groups]
    return {"title": title, "rows": rows}


def _row(service: DecidedService) -> list[str]:
    return [service.service_type.name, service.amount, _period(service.starts_on, service.ends_on)]


def _interval(decision: BenefitDecision) -> str:
    every = decision.interval_months
    words = f"{every}か月ごと" if every > 1 else "毎月"
    first, last = month_label(decision.monitoring_from), month_label(decision.monitoring_to)
    return f"{words}（{first}～{last}）"


def _day(day: date | None) -> str:
    return wareki(day) if day else ""


def _period(start: date | None, end: date | None) -> str:
    return f"{_day(start)}～{_day(end)}" if start or end else ""
