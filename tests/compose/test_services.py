"""The services run by their own commands, from their own file, and the journey passes on them."""

from datetime import timedelta

import psycopg
import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Client, Consultation
from config.common.fiscal import add_months, month_of
from config.common.wareki import month_label
from monitoring.models import MonitoringMonth
from staffing.models import JobRun
from tests.compose.stack import CHOSEN, wait_until
from tests.e2e import test_journey_client as journey

pytestmark = pytest.mark.compose


@pytest.mark.parametrize("name", ["postgres", "redis", "web", "worker", "beat"])
def test_each_service_passes_its_own_health_check(stack, name):
    stack.wait_for(name)


def test_nothing_of_the_developer_reaches_a_service(stack, monkeypatch):
    monkeypatch.setenv("DEBUG", "on")
    monkeypatch.setenv("DEMO", "on")
    for name in ("migrate", "web", "worker", "beat"):
        program = "import os, sys; sys.stdout.write(' '.join(sorted(os.environ)))"
        given = set(stack.run(name, "python", "-c", program).split())
        image = {"PATH", "LANG", "PYTHONUNBUFFERED", "HOME", "HOSTNAME", "FILES_DIR"}
        # Python itself sets LC_CTYPE where the system's locale is plain C.
        example = set(stack.services[name].environment) | image | {"LC_CTYPE"}
        assert given - example == set()


def test_production_settings_hold_but_for_the_switches_of_the_example(stack):
    program = (
        "from django.conf import settings as s; print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE,"
        " s.DATABASES['default']['ENGINE'], s.CELERY_BROKER_URL.split(':')[0], s.ALLOWED_HOSTS)"
    )
    found = stack.run("web", "python", "manage.py", "shell", "-v0", "--command", program).strip()
    hosts = [CHOSEN["ALLOWED_HOSTS"]]
    assert found == f"False False False django.db.backends.postgresql redis {hosts}"


def page_says(person, sentence: str) -> bool:
    person.page.reload()
    return sentence in person.main().inner_text()


def log_a_call(person, text: str) -> None:
    drawer = person.open_quick_log()
    person.field("内容", within=drawer).fill(text)
    person.press("記録する", within=drawer)
    expect(drawer).to_be_hidden()


def waiting_for_a_lock(database) -> bool:
    query = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"
    return database.execute(query).fetchone()[0]


def test_a_worker_killed_amid_the_months_delays_them_and_loses_nothing(person, stack):
    today, counsellor = timezone.localdate(), person
    counsellor.sign_in("mizuno")
    journey.register(counsellor, today)
    journey.write_plan(counsellor, today)
    journey.agree_and_send(counsellor, today)
    stack.wait_for("worker")
    with psycopg.connect(stack.database_url) as database:
        # The months can be read but not written: the worker stops halfway through its task.
        database.execute("LOCK TABLE monitoring_monitoringmonth IN SHARE MODE")
        journey.enter_decision(counsellor, today)
        wait_until(lambda: waiting_for_a_lock(database), what="the worker at its task")
        stack.kill("worker")
    decision = counsellor.page.url
    months = MonitoringMonth.objects.filter(client=Client.objects.get(name=journey.NAME))
    assert not months.exists()

    # Twenty minutes without a worker, and nobody waits for them.
    ago = {name: F(name) - timedelta(minutes=20) for name in ("started_at", "finished_at")}
    JobRun.objects.update(**ago)
    wait_until(lambda: page_says(counsellor, "裏で動く処理が止まっています。"))
    counsellor.sees("計算待ち")
    counsellor.picture("compose-worker-is-down")
    before = Consultation.objects.count()
    log_a_call(counsellor, "働き手が止まっている間の電話。")
    assert Consultation.objects.count() == before + 1

    stack.start("worker")
    wait_until(months.exists, seconds=100, what=stack.log("worker"))
    wait_until(lambda: not page_says(counsellor, "裏で動く処理が止まっています。"))
    counsellor.page.goto(decision)
    last = add_months(month_of(today), 11)
    for month in (add_months(last, -9), add_months(last, -6), add_months(last, -3), last):
        counsellor.sees(month_label(month))
    expect(counsellor.main()).not_to_contain_text("計算待ち")
    assert months.filter(is_due=True).count() == 6
