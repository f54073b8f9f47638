"""Many papers as one file: made by the worker, stopped, made again where it failed, cleared."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases import bundles, tasks
from cases.actions.print_runs import cancel_run, clear_runs, start_run, wanted
from cases.models import Client, PrintItem, PrintRun
from cases.papers import paper_named
from config.common.pdf import PdfUnavailable
from staffing.models import AuditEntry
from tests.factories.cases import CaseFactory


@pytest.fixture
def people(town):
    names = ("浅井 花乃", "三枝 遥", "諸橋 悟")
    return [CaseFactory(client__office=town.office, client__name=name).client for name in names]


@pytest.fixture
def run(people, town):
    papers = [wanted(paper_named("face"), client) for client in people]
    return start_run(papers, office=town.office, by=town.counsellor, title="別紙1 3人")


def worked(run):
    tasks.print_waiting()
    run.refresh_from_db()
    return run


def text_of(run):
    with default_storage.open(run.file) as file:
        reader = PdfReader(io.BytesIO(file.read()))
    pages = ["".join(page.extract_text().split()) for page in reader.pages]
    return reader, pages


# issue 5: bundle in the background with progress, cancel and retry
def test_a_bundle_is_one_file_with_a_list_in_front(run, people, town, sign_in):
    browser = sign_in(town.counsellor)
    waiting = browser.get(run.get_absolute_url()).text
    assert "3件のうち0件" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    worked(run)
    reader, pages = text_of(run)
    assert (run.stage, run.pages) == ("done", 4)
    assert all(client.name.replace(" ", "") in pages[0] for client in people)
    for place, client in enumerate(people, start=1):
        assert client.name.replace(" ", "") in pages[place]
    assert len(reader.outline) == 4
    page = browser.get(run.get_absolute_url()).text
    assert reverse("cases:print-fetch", args=[run.pk]) in page
    answer = browser.get(reverse("cases:print-fetch", args=[run.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert not any(client.name in answer["Content-Disposition"] for client in people)
    printed = AuditEntry.objects.filter(verb="paper.printed").values_list("client_id", flat=True)
    assert set(printed) == {client.pk for client in people}


def test_what_could_not_be_made_is_said_and_made_again(run, people, town, sign_in, monkeypatch):
    real = bundles.paper_pdf

    def fails(paper, data, **options):
        if data["name"] == people[1].name:
            raise PdfUnavailable("紙がありません")
        return real(paper, data, **options)

    monkeypatch.setattr(bundles, "paper_pdf", fails)
    worked(run)
    browser = sign_in(town.counsellor)
    page = browser.get(run.get_absolute_url()).text
    assert "紙がありません" in page
    assert "この1件だけ作り直す" in page
    assert "作成できなかったもの1件" in text_of(run)[1][0]
    made = set(PrintItem.objects.filter(state="done").values_list("file", flat=True))
    monkeypatch.setattr(bundles, "paper_pdf", real)
    assert browser.post(reverse("cases:print-retry", args=[run.pk])).status_code == 302
    worked(run)
    assert run.pages == 4
    assert made < set(PrintItem.objects.values_list("file", flat=True))


def test_an_error_of_one_paper_does_not_keep_the_others(run, monkeypatch):
    real = bundles.paper_pdf
    calls = []

    def breaks(*args, **options):
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("name")
        return real(*args, **options)

    monkeypatch.setattr(bundles, "paper_pdf", breaks)
    worked(run)
    assert [item.state for item in run.items.all()] == ["failed", "done", "done"]


def test_a_person_gone_out_of_sight_is_left_out(run, people, town):
    Client.objects.filter(pk=people[0].pk).update(office=town.other_office)
    worked(run)
    assert run.items.get(client=people[0]).state == "failed"
    assert run.pages == 3


def test_a_cancelled_bundle_stops(run, town, sign_in):
    browser = sign_in(town.counsellor)
    browser.post(reverse("cases:print-cancel", args=[run.pk]))
    worked(run)
    assert run.stage == "cancelled"
    assert not run.file
    assert set(run.items.values_list("state", flat=True)) == {"waiting"}
    assert not cancel_run(run, by=town.counsellor, now=timezone.now())
    assert "取り消し" in browser.get(run.get_absolute_url()).text


def test_a_bundle_of_a_killed_worker_goes_on_where_it_was(run):
    now = timezone.now()
    assert bundles.take(run, now=now)
    tasks.print_waiting()
    run.refresh_from_db()
    assert run.stage == "waiting"
    first = run.items.first()
    PrintItem.objects.filter(pk=first.pk).update(state="failed")
    PrintRun.objects.update(touched_at=now - timedelta(minutes=6))
    worked(run)
    assert [item.state for item in run.items.all()] == ["failed", "done", "done"]


def test_a_bundle_is_cleared_away_after_a_day(run, town, sign_in):
    worked(run)
    name = run.file
    assert clear_runs(before=timezone.now() - timedelta(hours=24)) == 0
    assert clear_runs(before=timezone.now()) == 1
    assert not default_storage.exists(name)
    browser = sign_in(town.counsellor)
    assert browser.get(reverse("cases:print-fetch", args=[run.pk])).url == run.get_absolute_url()
    assert "24時間たった" in browser.get(run.get_absolute_url()).text


def test_a_bundle_is_nobody_elses(run, town, sign_in):
    assert sign_in(town.lead).get(run.get_absolute_url()).status_code == 404
