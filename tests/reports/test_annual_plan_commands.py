"""Annual plans from the command line: read in, write out, print."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from councils.models import Council, Recurrence, TrainingEvent
from reports.models import AnnualPlan
from staffing.models import Office, Posting, User
from tests.reports.plan_files import FIXTURE, ORIGINAL, data_2019, without_notes

pytestmark = pytest.mark.django_db


def run(*args) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def exported(name: str) -> dict:
    return json.loads(run("export_annual_plan", "--office", name, "--year", "2019"))


# O-01 O-02 O-03 O-04 O-05 O-06 O-07
@pytest.mark.parametrize(
    "file",
    [
        FIXTURE,
        pytest.param(
            ORIGINAL,
            marks=pytest.mark.skipif(not ORIGINAL.exists(), reason="the paper is not here"),
        ),
    ],
    ids=["fixture", "paper"],
)
def test_reading_in_and_writing_out_and_again_changes_nothing(file, tmp_path):
    data = without_notes(json.loads(file.read_text(encoding="utf-8")))
    run("import_annual_plan", str(file))
    first = exported(data["office"])
    again = tmp_path / "again.json"
    again.write_text(json.dumps(first, ensure_ascii=False), encoding="utf-8")

    run("import_annual_plan", str(again), "--replace")

    assert first == data
    assert exported(data["office"]) == data


def test_an_empty_database_gets_the_office_and_its_year_and_no_people():
    run("import_annual_plan", str(FIXTURE))

    office = Office.objects.get(name=data_2019()["office"])
    assert Council.objects.filter(office=office).count() == 1
    assert Recurrence.objects.count() == 12
    assert TrainingEvent.objects.count() == 13
    assert (User.objects.count(), Posting.objects.count()) == (0, 0)


def test_a_draft_that_is_there_asks_for_replace():
    run("import_annual_plan", str(FIXTURE))

    with pytest.raises(CommandError, match="--replace"):
        run("import_annual_plan", str(FIXTURE))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (FIXTURE.read_bytes()[:5000], "途中で切れて"),
        (FIXTURE.read_bytes().replace(b'"B": 191', b'"B": -191'), r"service_targets\.rows\[0\]\.B"),
        (FIXTURE.read_bytes().replace(b'"B": 191', b'"b": 191'), r"service_targets\.rows\[0\]\.b"),
    ],
)
def test_a_bad_file_is_refused_whole(tmp_path, raw, words):
    file = tmp_path / "bad.json"
    file.write_bytes(raw)

    with pytest.raises(CommandError, match=words):
        run("import_annual_plan", str(file))

    assert not Office.objects.exists()
    assert not AnnualPlan.objects.exists()


def test_a_missing_file_is_said_in_words(tmp_path):
    with pytest.raises(CommandError, match=r"no\.json"):
        run("import_annual_plan", str(tmp_path / "no.json"))


# O-07
def test_the_plan_is_printed_to_a_file(tmp_path):
    run("import_annual_plan", str(FIXTURE))
    output = tmp_path / "plan.pdf"

    run(
        "print_annual_plan",
        "--office",
        data_2019()["office"],
        "--year",
        "2019",
        "--output",
        str(output),
    )

    pages = PdfReader(output).pages
    assert len(pages) >= 5
    assert "1042人" in pages[0].extract_text()


def test_an_unknown_office_or_year_is_said_in_words(tmp_path):
    with pytest.raises(CommandError, match="どこにもない"):
        run("export_annual_plan", "--office", "どこにもない", "--year", "2019")
    run("import_annual_plan", str(FIXTURE))
    with pytest.raises(CommandError, match="2031"):
        run("export_annual_plan", "--office", data_2019()["office"], "--year", "2031")
