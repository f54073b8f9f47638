"""Many rows at once, for tests of what a page asks when there is much of everything."""

from datetime import timedelta

from django.utils import timezone

from cases.choices import CaseState
from cases.models import Appointment, Case, Client, Consultation, ConsultationContent, Promise
from config.common.fiscal import add_months, month_of
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth, MonitoringReport, MonitoringSchedule
from plans.models import BenefitDecision, ServiceUsePlan
from staffing.models import Notice, Office, User
from tests.factories.cases import ClientFactory, ConsultationFactory
from tests.factories.plans import BenefitDecisionFactory, ServiceUsePlanFactory


def fill(office: Office, workers: list[User], number: int) -> list[Client]:
    """Give an office so many clients, each with a case, plan, decision, months, report, contact."""
    today, now = timezone.localdate(), timezone.now()
    built = ClientFactory.build_batch(number, office=office)
    clients = Client.objects.bulk_create(built)
    held = [(client, workers[place % len(workers)]) for place, client in enumerate(clients)]
    common = {"office": office}
    cases = Case.objects.bulk_create(
        Case(
            **common,
            client=client,
            worker=worker,
            state=CaseState.ACTIVE,
            opened_on=today - timedelta(days=400),
            contracted_on=today - timedelta(days=390),
        )
        for client, worker in held
    )
    plans = ServiceUsePlan.objects.bulk_create(
        ServiceUsePlanFactory.build(
            case=case,
            client=client,
            office=office,
            author=worker,
            number=1,
            stage="final",
            drafted_on=today - timedelta(days=40),
            consented_on=today - timedelta(days=35),
            consented_by="本人",
        )
        for case, (client, worker) in zip(cases, held, strict=True)
    )
    decisions = BenefitDecision.objects.bulk_create(
        BenefitDecisionFactory.build(
            client=client, office=office, plan=plan, municipality=None, ends_on=_end(today)
        )
        for plan, (client, _worker) in zip(plans, held, strict=True)
    )
    schedules = MonitoringSchedule.objects.bulk_create(
        MonitoringSchedule(**common, client=decision.client, decision=decision, computed_at=now)
        for decision in decisions
    )
    past = [_month(schedule, -1, MonthState.SUBMITTED, today) for schedule in schedules]
    coming = [
        _month(schedule, step, MonthState.OPEN, today) for schedule in schedules for step in (0, 2)
    ]
    MonitoringMonth.objects.bulk_create([*past, *coming])
    MonitoringReport.objects.bulk_create(
        MonitoringReport(
            **common,
            client=month.client,
            month=month,
            author=worker,
            visited_on=month.due_month,
            overall="落ち着いている",
            outcome="continue",
            finished_at=now,
        )
        for month, (_client, worker) in zip(past, held, strict=True)
    )
    contacts = Consultation.objects.bulk_create(
        ConsultationFactory.build(office=office, client=client, worker=worker, occurred_at=now)
        for client, worker in held
    )
    ConsultationContent.objects.bulk_create(
        ConsultationContent(consultation=contact, content="services") for contact in contacts
    )
    Promise.objects.bulk_create(
        Promise(**common, client=c, consultation=contact, text="電話する", due_on=today, owner=w)
        for contact, (c, w) in zip(contacts, held, strict=True)
    )
    Appointment.objects.bulk_create(
        Appointment(**common, client=client, worker=worker, starts_at=now, title="訪問")
        for client, worker in held
    )
    Notice.objects.bulk_create(
        Notice(recipient=worker, key=f"client:{client.pk}", kind="system", text="お知らせ")
        for client, worker in held
    )
    return clients


def _end(today):
    return add_months(month_of(today), 2) - timedelta(days=1)


def _month(schedule, step, state, today):
    return MonitoringMonth(
        schedule=schedule,
        office_id=schedule.office_id,
        client_id=schedule.client_id,
        due_month=add_months(month_of(today), step),
        state=state,
        reason="3か月ごと",
    )
