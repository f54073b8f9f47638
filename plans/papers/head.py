"""The head that the papers of a plan share: who, which certificates, which office (domain 6.1)."""

from typing import Any

from cases.choices_file import CertificateKind, GuardianKind
from cases.models import Client, RecipientCertificate
from config.common.wareki import month_label
from plans.choices import PlanKind, Stage
from plans.models import BenefitDecision, ServiceUsePlan

#: What stands in a box of the head for which there is nothing.
NOTHING = ""
TITLES = {
    Stage.DRAFT: "サービス等利用計画案・障害児支援利用計画案",
    Stage.FINAL: "サービス等利用計画・障害児支援利用計画",
}
#: 別紙2.
PRESENT = "申請者の現状【現在の生活】"
FORMS = {Stage.DRAFT: "様式1", Stage.FINAL: "様式2"}


def plan_head(plan: ServiceUsePlan) -> dict[str, Any]:
    """Return the head of a paper of this plan, with its titles, as plain texts."""
    client = plan.client
    papers = list(client.certificates.alive().newest_first())
    # Who holds a certificate holds no other; of whom none is known, it is written in by hand.
    without = "―" if any(paper.number for paper in papers) else NOTHING
    numbers = {kind: _number(papers, kind) or without for kind in CertificateKind}
    return {
        "office": plan.office.name,
        "ident": f"利用者番号 {client.pk}　{_short_title(plan)} 第{plan.number}版",
        "is_numbered": True,
        "can_print": True,
        "filled": True,
        "title": TITLES[Stage(plan.stage)],
        "name": client.name,
        "level": support_level(papers, _decision(plan)),
        "certificate": numbers[CertificateKind.WELFARE],
        "community": numbers[CertificateKind.COMMUNITY],
        "child": numbers[CertificateKind.CHILD],
        "cap": _cap(papers),
        "author": plan.author.name,
        "guardian": _guardian(client) if plan.kind == PlanKind.CHILD else NOTHING,
        "is_child": plan.kind == PlanKind.CHILD,
    }


def form_name(plan: ServiceUsePlan, sheet: int) -> str:
    """Return the name of the form in the corner of the page, as 様式1-2."""
    return f"{FORMS[Stage(plan.stage)]}-{sheet}"


def interval_words(plan: ServiceUsePlan) -> str:
    """Return モニタリング期間（開始年月）: as proposed, else as the decision says."""
    months, start = plan.proposed_months, plan.proposed_from
    if not start:
        decision = _decision_of_interval(plan)
        # Where the municipality decided otherwise, its month says nothing of what was proposed.
        if decision and months in (None, decision.interval_months):
            months, start = decision.interval_months, decision.monitoring_from
    every = f"{months}か月ごと" if months and months > 1 else ("毎月" if months else "")
    begin = f"（{month_label(start)}から）" if start else ""
    return f"{every}{begin}"


def _decision_of_interval(plan: ServiceUsePlan) -> BenefitDecision | None:
    """The decision of a draft; the one under which a final plan began, which may be an old one."""
    if plan.stage == Stage.DRAFT or not plan.proposed_months:
        return _decision(plan)
    day = plan.begins_on or plan.consented_on or plan.drafted_on
    held = BenefitDecision.objects.alive().filter(client_id=plan.client_id)
    return held.filter(starts_on__lte=day, ends_on__gte=day).order_by("-ends_on", "-pk").first()


def _decision(plan: ServiceUsePlan) -> BenefitDecision | None:
    """The decision that answered this draft; of a final plan the person's newest."""
    if plan.stage == Stage.DRAFT:
        answers = BenefitDecision.objects.alive().order_by("-ends_on", "-pk")
        return answers.filter(plan=plan).first()
    return newest_decision(plan.client_id)


def newest_decision(client_id: int) -> BenefitDecision | None:
    """Return the decision of a person that ends last."""
    decisions = BenefitDecision.objects.alive().order_by("-ends_on", "-pk")
    return decisions.filter(client_id=client_id).first()


def _short_title(plan: ServiceUsePlan) -> str:
    return "計画案" if plan.stage == Stage.DRAFT else "計画"


def _number(papers: list[RecipientCertificate], kind: str) -> str:
    return next((p.number for p in papers if p.kind == kind and p.number), NOTHING)


def support_level(papers: list[RecipientCertificate], decision: BenefitDecision | None) -> str:
    """Return the support level of the decision, else of the newest certificate that says one.

    The report of monitoring reads them in the same order.
    """
    if decision and decision.support_level:
        return str(decision.get_support_level_display())
    found = next((paper for paper in papers if paper.support_level), None)
    return str(found.get_support_level_display()) if found else NOTHING


def _cap(papers: list[RecipientCertificate]) -> str:
    """The cap of the newest certificate that says one, in yen a month."""
    found = next((paper for paper in papers if paper.copayment_cap is not None), None)
    return f"{found.copayment_cap:,}円" if found else NOTHING


def _guardian(client: Client) -> str:
    guardians = client.guardians.alive().filter(kind=GuardianKind.PARENT, ended_on=None)
    found = guardians.order_by("pk").first()
    if found is None:
        return NOTHING
    return f"{found.name}（{found.relation}）" if found.relation else found.name
