"""確認依頼: asked on a record, seen by whoever sees the record, answered by the lead."""

from django.urls import reverse

from cases.actions import change_consultation
from cases.models import Consultation
from staffing.choices import QuestionState
from staffing.models import Notice, Question
from tests.access.questions import asked_on
from tests.factories.cases import ClientFactory, ConsultationFactory
from tests.factories.staffing import QuestionFactory


def ask(town, sign_in, record):
    path = reverse("staffing:question-create", args=["cases.consultation", record.pk])
    return sign_in(town.counsellor).post(path, {"text": "どう書けばよいでしょうか。"})


def test_a_question_reaches_the_leads_and_waits_in_their_list(town, sign_in):
    record = ConsultationFactory(office=town.office, worker=town.counsellor)
    assert ask(town, sign_in, record).url == record.get_absolute_url()
    told = Notice.objects.filter(kind="question").values_list("recipient", flat=True)
    assert set(told) == {town.lead.pk, town.manager.pk}
    rows = sign_in(town.lead).get(reverse("staffing:question-list")).context["rows"]
    assert [row["question"] for row in rows] == [Question.objects.get()]
    assert not sign_in(town.counsellor).get(reverse("staffing:question-list")).context["rows"]
    page = sign_in(town.clerk).get(record.get_absolute_url()).content.decode()
    assert "どう書けばよいでしょうか。" in page


def test_a_question_goes_along_when_its_record_gets_a_person(town):
    record = ConsultationFactory(office=town.office)
    question = QuestionFactory(
        office=town.office, object_type="cases.consultation", object_id=record.pk
    )
    client = ClientFactory(office=town.office)
    change_consultation(record, by=town.lead, version=None, client=client)
    question.refresh_from_db()
    assert question.client_id == client.pk


def test_confirming_answers_the_asker_and_marks_the_record(town, sign_in):
    question = asked_on(town, created_by=town.counsellor, asker=town.counsellor)
    path = question.get_absolute_url()
    sent = {"state": "confirmed", "_version": 1}
    assert sign_in(town.clerk).post(path, sent).status_code == 403
    assert sign_in(town.lead).post(path, sent).status_code == 302
    record = Consultation.objects.get(pk=question.object_id)
    assert record.checked_by == town.lead
    assert Notice.objects.get(recipient=town.counsellor).url == path
    assert not Question.objects.waiting().exists()


def test_an_answer_needs_words_and_asking_back_waits_for_the_asker(town, sign_in):
    question = asked_on(town, created_by=town.counsellor, asker=town.counsellor)
    path, sent = question.get_absolute_url(), {"state": "returned", "_version": 1}
    refused = sign_in(town.lead).post(path, sent)
    assert refused.status_code == 422
    assert "内容を入力" in str(refused.context["form"].errors["words"])
    sign_in(town.lead).post(path, sent | {"words": "いつの話ですか。"})
    rows = sign_in(town.counsellor).get(reverse("staffing:question-list")).context["rows"]
    assert [row["question"].state for row in rows] == [QuestionState.RETURNED]


def test_two_leads_who_answer_at_once_lose_nothing(town, sign_in):
    question = asked_on(town, created_by=town.counsellor, asker=town.counsellor)
    path, sent = question.get_absolute_url(), {"state": "answered", "_version": 1}
    sign_in(town.lead).post(path, sent | {"words": "それでよいです。"})
    sign_in(town.manager).post(path, sent | {"words": "私もそう思います。"})
    assert question.answers.count() == 2


def test_a_question_on_a_record_that_is_gone_is_gone_with_it(town, sign_in):
    question = asked_on(town, created_by=town.counsellor, asker=town.counsellor)
    Consultation.objects.filter(pk=question.object_id).update(deleted_at="2026-11-26T00:00Z")
    assert sign_in(town.lead).get(question.get_absolute_url()).status_code == 404
    path = reverse("staffing:question-create", args=["staffing.user", town.lead.pk])
    assert sign_in(town.lead).get(path).status_code == 404
