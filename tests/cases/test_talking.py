"""面談モード of a person's file: large type, this person's data, nothing of the office's own."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cases.models import FaceSheet
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    CertificateFactory,
    WarningFactory,
)


# S10, S11, ux 4.15
def test_the_file_is_checked_together_without_what_is_not_the_persons(town, sign_in):
    person = CaseFactory(
        client__office=town.office,
        client__name="浅井 花乃",
        client__name_kana="あさい かの",
        client__address="小樽市緑1-2-3",
        worker=town.counsellor,
    ).client
    FaceSheet.objects.create(client=person, own_wish="一人で暮らしたい", overview="浪費の不安")
    WarningFactory(client=person, text="大声に弱い")
    CertificateFactory(client=person, number="0000001420")
    soon = timezone.now() + timedelta(days=3)
    AppointmentFactory(
        office=town.office, client=person, worker=town.counsellor, starts_at=soon, place="自宅"
    )
    other = CaseFactory(client__office=town.office, client__name="別人 太郎").client
    browser = sign_in(town.counsellor)
    browser.get(other.get_absolute_url())
    path = reverse("cases:client-talk", args=[person.pk])
    for page in (person.get_absolute_url(), reverse("cases:client-sheet", args=[person.pk])):
        assert path in browser.get(page).text
    page = browser.get(path).text
    for words in ("一人で暮らしたい", "小樽市緑1-2-3", "0000001420", "自宅"):
        assert words in page
    for hidden in ("浪費の不安", "大声に弱い", "別人", 'class="sidenav', "<ruby>"):
        assert hidden not in page
    assert "<rt>あさい</rt>" in browser.get(path, {"ruby": "1"}).text
