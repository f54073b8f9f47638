"""Somebody with roles at two offices reads of each row what he may at its office."""

from django.utils import timezone

from cases.models import Client
from cases.rows import client_rows, client_values
from staffing.choices import Role
from staffing.permissions import access_for
from tests.factories.cases import CaseFactory
from tests.factories.plans import ServiceUsePlanFactory
from tests.factories.staffing import PostingFactory


def test_plan_columns_stay_empty_where_one_is_only_a_clerk(town):
    user = town.counsellor
    PostingFactory(user=user, office=town.other_office, role=Role.CLERK)
    access_for(user, on=timezone.localdate())
    for office in (town.office, town.other_office):
        case = CaseFactory(client__office=office)
        ServiceUsePlanFactory(case=case, client=case.client, office=office)

    people = Client.objects.visible_to(user)
    rows = client_rows(
        list(client_values(people, user=user)), user=user, today=timezone.localdate()
    )

    filled = {row["office_id"]: any(cell for _label, cell in row["cells"]) for row in rows}
    assert filled == {town.office.pk: True, town.other_office.pk: False}
