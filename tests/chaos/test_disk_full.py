"""A6, A7, A8: the disk of the database, of the files, and of SQLite is full, and then is not."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import FileField
from django.urls import reverse

from tests.chaos.browser import as_new
from tests.chaos.forms import filled, open_form, signed_in
from tests.chaos.ledger import MARK, Ledger
from tests.chaos.services import given
from tests.reports.plan_files import FIXTURE

#: A paper or a file that leaves the house leaves an entry in the trail, or it does not leave.
LEAVES = ("-print", "-pdf", "-export", "-download")
#: They make something to be shown once, and have to keep it.
MAKES = {"second-factor-enrol"}


def fill_up(ledger: Ledger, disk) -> list:
    """Save with the disk full until nothing more fits; return the answers that say so."""
    disk.fill()
    answers = []
    for _attempt in range(300):
        answer = ledger.register(ledger.browser)
        if answer.status != 302:
            answers.append(answer)
        if len(answers) >= 3:
            return answers
    raise AssertionError("the disk was never full")


def assert_says_so(answers) -> None:
    for answer in answers:
        assert answer.status == 507, answer.text[:500]
        assert "いまは保存できません" in answer.text
        assert f"{MARK} " in answer.text, "what was typed is gone"


def assert_readable(house, people) -> None:
    """Every page of every app opens while nothing can be written."""
    for name, page in house.town["pages"].items():
        if page["method"] == "get" and not name.endswith(LEAVES) and name not in MAKES:
            assert people[page["persona"]].get(page["path"]).status < 500, name


@contextmanager
def on_a_small_disk(cluster, house, small):
    """Put the office's database on a disk of its own; the log of the server stays elsewhere."""
    name = house.database_url.rpartition("/")[2]
    folder = given(small.folder / "data")
    cluster.do(f"CREATE TABLESPACE small LOCATION '{folder}'")
    cluster.do(f'ALTER DATABASE "{name}" SET TABLESPACE small')
    try:
        yield
    finally:
        house.end()
        small.free()
        cluster.do(f'ALTER DATABASE "{name}" SET TABLESPACE pg_default')
        cluster.do("DROP TABLESPACE small")


def test_a6_the_disk_of_postgresql_is_full(cluster, house, disk, note):
    small = disk("database", 96)
    with on_a_small_disk(cluster, house, small):
        server, browser = house.web()
        ledger = Ledger(house, browser)
        people = signed_in(house, browser)
        assert_says_so(fill_up(ledger, small))
        assert_readable(house, people)
        small.free()
        assert ledger.register(browser).status == 302, "after there is room, by itself"
        assert set(ledger.statuses) == {302, 507}
        assert "Traceback" not in server.said()
        ledger.compare()
        assert cluster.is_sound(house.database_url.rpartition("/")[2])
        note(f"{len(ledger.acknowledged)} acknowledged, {ledger.statuses[507]} × 507, 0 lost")


def test_a8_the_disk_of_sqlite_is_full(small_house, disk, note):
    small = disk("database", 24)
    path = Path(small_house.database_url.removeprefix("sqlite:///"))
    moved = small.folder / path.name
    moved.write_bytes(path.read_bytes())
    small_house.database_url = f"sqlite:///{moved}"
    server, browser = small_house.web()
    ledger = Ledger(small_house, browser)
    people = signed_in(small_house, browser)
    with ledger.writing(threads=4):
        ledger.wait_for_more(20)
    assert_says_so(fill_up(ledger, small))
    assert_readable(small_house, people)
    small.free()
    with ledger.writing(threads=4):
        ledger.wait_for_more(20)
    assert set(ledger.statuses) == {302, 507}
    assert "Traceback" not in server.said()
    ledger.compare()
    note(f"{len(ledger.acknowledged)} acknowledged, {ledger.statuses[507]} × 507, integrity ok")
    small_house.end()


def files_missing(house) -> list[str]:
    """Return what rows of any table name and the disk does not hold."""
    found = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                named = house.rows(
                    f"SELECT {field.column} FROM {model._meta.db_table} WHERE {field.column} <> ''"
                )
                found += [n for (n,) in named if not (house.files / n).exists()]
    return found


def test_a7_the_disk_of_the_files_is_full(house, disk, folder, note):
    small = disk("papers", 2)
    house.files = small.folder
    elsewhere = set(files_missing(house))  # those of the town lie where it was built
    office = house.one(f"SELECT name FROM staffing_office WHERE id = {house.town['office']}")
    paper = json.loads(FIXTURE.read_text()) | {"office": office}
    (folder / "plan.json").write_text(json.dumps(paper))
    house.python("manage.py", "import_annual_plan", str(folder / "plan.json"))
    year = paper["fiscal_year"]
    pk = house.one(f"SELECT id FROM reports_annualplan WHERE fiscal_year = {year}")
    server, browser = house.web()
    browser.sign_in(house.who("manager"))
    path = reverse("reports:annual-plan-approve", args=[pk])
    form = browser.form(path)
    small.fill()
    refused = browser.post(path, form)
    assert refused.status == 507, refused.text[:500]
    assert "いまは保存できません" in refused.text
    assert house.one("SELECT COUNT(*) FROM reports_annualplan WHERE pdf <> ''") == 0
    assert set(files_missing(house)) <= elsewhere
    small.free()
    assert browser.post(path, form).status == 302
    assert house.one("SELECT COUNT(*) FROM reports_annualplan WHERE pdf <> ''") == 1
    assert set(files_missing(house)) <= elsewhere
    assert "Traceback" not in server.said()


@pytest.mark.long
def test_a7_no_form_of_any_app_fails_over_a_full_disk_of_files(house, disk):
    small = disk("papers", 1)
    house.files = small.folder
    elsewhere = set(files_missing(house))
    _server, browser = house.web()
    people = signed_in(house, browser)
    small.fill()
    for name, page in house.town["pages"].items():
        form = open_form(people[page["persona"]], page)
        if form is not None:
            answer = people[page["persona"]].post(page["path"], as_new(filled(form)))
            assert answer.status in {200, 302, 409, 422, 507}, name
    assert set(files_missing(house)) <= elsewhere
