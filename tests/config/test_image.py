"""Dockerfile, docker-compose.yml and .env.example agree; `make compose-test` runs what they say."""

import json
import re

import pytest
from django.conf import settings

from tests.compose.files import read_image, read_services, read_variables

ROOT = settings.BASE_DIR
SET = {"SECRET_KEY": "k" * 50, "POSTGRES_PASSWORD": "p"}
OURS = ("migrate", "web", "worker", "beat")


@pytest.fixture
def image():
    return read_image(ROOT / "Dockerfile")


@pytest.fixture
def example():
    return read_variables(ROOT / ".env.example")


@pytest.fixture
def services(example):
    return read_services(ROOT / "docker-compose.yml", example | SET)


@pytest.mark.parametrize("name", SET)
def test_nothing_starts_without_what_must_be_set(example, name):
    with pytest.raises(LookupError, match=name):
        read_services(ROOT / "docker-compose.yml", example | SET | {name: ""})


def test_python_packages_come_from_the_lock_file_by_the_same_script(image):
    steps = " ".join(image.all("RUN"))
    assert "requirements.lock ./" in image.all("COPY")
    assert "scripts/setup run" in steps
    assert not re.search(r"\b(pip|uv|poetry)\b", steps)
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert "requirements-*.lock" in left_out
    assert {".env", ".git", ".venv", "var"} <= set(left_out)


def test_the_program_does_not_run_as_root_and_may_write_only_its_own_folders(image):
    names = [name for name, _rest in image.steps]
    assert image.all("USER") == ["tsunagi"]
    assert names.index("USER") < names.index("CMD")
    assert "chown -R tsunagi: var /srv/files" in image.all("RUN")[-1]


def test_files_lie_on_the_volume_that_web_and_worker_share(image, services):
    (folder,) = image.all("VOLUME")
    assert image.environment(path="")["FILES_DIR"] == folder
    for name in OURS:
        assert services[name].environment["FILES_DIR"] == folder
        assert services[name].volumes == (f"files:{folder}",)


def test_web_listens_where_compose_and_the_health_check_look_for_it(image, services):
    (port,) = image.all("EXPOSE")
    assert f"0.0.0.0:{port}" in image.command
    assert f"127.0.0.1:{port}/healthz" in services["web"].healthcheck[-1]


def test_the_access_log_holds_no_query_string(image):
    line = image.command[image.command.index("--access-logformat") + 1]
    assert set(re.findall(r"%\((\w+)\)s", line)) == {"h", "m", "U", "s", "b", "M"}


def test_services_are_given_only_variables_that_the_settings_know(services, example):
    known = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    for name in OURS:
        assert set(services[name].environment) <= known
        assert services[name].environment["DATABASE_URL"].startswith("postgres://tsunagi:p@")


def test_everything_waits_for_what_it_needs_and_can_say_whether_it_is_well(services):
    for name, service in services.items():
        assert service.healthcheck or service.runs_once, name
        for other, how in service.waits_for.items():
            assert (how == "service_completed_successfully") == services[other].runs_once
    for name in ("web", "worker", "beat"):
        assert set(services[name].waits_for) == {"postgres", "redis", "migrate"}


def test_the_image_can_dump_the_database_of_its_server(image, services):
    # Debian 12 brings PostgreSQL 15: an older pg_dump refuses a newer server.
    assert image.all("FROM") == ["debian:bookworm-slim"]
    assert services["postgres"].image == "postgres:15"
    assert "postgresql-client" in " ".join(image.all("RUN"))


def test_the_command_is_a_list_so_that_signals_reach_the_program(image):
    assert json.loads(image.all("CMD")[0])[0] == "gunicorn"
