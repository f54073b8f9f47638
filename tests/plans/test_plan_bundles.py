"""Plans printed together: chosen from the list, in the order of readings."""

from django.urls import reverse

from cases import tasks
from cases.models import PrintRun
from tests.factories.plans import ServiceUsePlanFactory

PATH = reverse("plans:plan-bundle")


def test_the_chosen_plans_become_one_file(town, desk, draft):
    other = ServiceUsePlanFactory(author=town.counsellor)
    page = desk.get(PATH).text
    assert draft.client.name in page
    assert f'value="{other.pk}"' not in page
    post = {"plan": [draft.pk, other.pk, "x"], "paper": ["plan", "week", "face"]}
    answer = desk.post(PATH, post)
    run = PrintRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert list(run.items.values_list("subject_id", "paper")) == [
        (draft.pk, "plan"),
        (draft.pk, "week"),
    ]
    tasks.print_bundle(run.pk)
    run.refresh_from_db()
    assert (run.stage, run.pages) == ("done", 3)


def test_nothing_chosen_is_said(desk, draft):
    answer = desk.post(PATH, {"paper": ["plan"]}, follow=True)
    assert "帳票を1枚以上" in answer.text
    assert not PrintRun.objects.exists()


def test_the_filters_of_the_list_hold(desk, draft):
    assert draft.client.name not in desk.get(PATH, {"state": "decided"}).text
    assert "対象の計画がありません" in desk.get(PATH, {"state": "decided"}).text
