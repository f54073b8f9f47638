from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from config.common.wareki import wareki
from plans.models import (
    PlannedService,
    PlanNeed,
    ServiceProvider,
    ServiceType,
)
from tests.factories.plans import (
    BenefitDecisionFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
)
from tests.plans.posts import rows


def test_a_need_is_written_with_its_services(desk, draft, town):
    call_command("seed", verbosity=0)
    provider = ServiceProviderFactory(office=town.office)
    services = rows(
        "services",
        {
            "service_type": ServiceType.objects.get(code="22").pk,
            "quantity": "週4日",
            "provider": provider.pk,
        },
        {"content": "妹の見守り"},
        {},
    )
    path = reverse("plans:need-create", args=[draft.pk])

    desk.post(path, {"need": "働きたい", "target_on": "R9.2", **services})

    need = PlanNeed.objects.get()
    assert need.target_on == date(2027, 2, 1)
    assert [service.provider for service in need.services.all()] == [provider, None]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"quantity": "週1日"}, "service_type"),
        ({"content": "あ" * 10000}, "content"),
        ({"content": "送迎", "service_type": "999999"}, "service_type"),
    ],
)
def test_a_bad_line_says_where_and_keeps_the_need(desk, draft, line, field):
    path = reverse("plans:need-create", args=[draft.pk])

    response = desk.post(path, {"need": "働きたい", **rows("services", line)})

    assert response.status_code == 422
    assert field in response.context["form"].formsets["services"].forms[0].errors
    assert "働きたい" in response.text
    assert not PlanNeed.objects.exists()


def test_a_provider_of_another_office_is_not_accepted(desk, draft, town):
    foreign = ServiceProviderFactory(office=town.other_office, name="よその事業所")
    path = reverse("plans:need-create", args=[draft.pk])
    line = rows("services", {"content": "送迎", "provider": foreign.pk})

    response = desk.post(path, {"need": "働きたい", **line})

    assert response.status_code == 422
    assert "よその事業所" not in response.text
    assert not PlannedService.objects.exists()


def test_the_needs_page_goes_on_to_the_next_need(desk, draft):
    first = PlanNeedFactory(plan=draft, position=1)
    second = PlanNeedFactory(plan=draft, position=2)
    post = {"need": "変えた", "then": "next", **rows("services")}

    response = desk.post(reverse("plans:need-edit", args=[first.pk]), post)

    assert response.url.startswith(reverse("plans:need-edit", args=[second.pk]))


def test_a_need_is_deleted_with_a_reason(desk, draft):
    need = PlanNeedFactory(plan=draft, position=1)

    desk.post(reverse("plans:need-delete", args=[need.pk]), {"reason": "まとめた"})

    need.refresh_from_db()
    assert need.delete_reason == "まとめた"


def test_a_provider_is_registered_once(sign_in, town):
    desk = sign_in(town.lead)
    path, post = reverse("plans:provider-create"), {"name": "あおば工房", "phone": "0134-22-1234"}

    desk.post(path, post)
    response = desk.post(path, post)

    assert "name" in response.context["form"].errors
    assert ServiceProvider.objects.get().phone == "0134221234"


def test_the_page_of_a_person_shows_plan_team_and_deadline(desk, case, draft, town):
    provider = ServiceProviderFactory(office=town.office, name="あおば工房")
    PlannedServiceFactory(need=PlanNeedFactory(plan=draft), provider=provider)
    today = timezone.localdate()
    BenefitDecisionFactory(client=case.client, ends_on=today, starts_on=today)

    page = desk.get(case.client.get_absolute_url())

    assert "あおば工房" in page.text
    assert draft.short_goal in page.text
    assert wareki(today, "short") in page.text
