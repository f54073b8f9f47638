"""What stands beside the code agrees with it: lock files, the example of variables."""

import re
import tomllib

import pytest
from django.conf import settings

LOCKS = {
    "requirements.lock": (),
    "requirements-test.lock": ("test", "lint"),
    "requirements-e2e.lock": ("test", "lint", "e2e"),
}


def text(name: str) -> str:
    return (settings.BASE_DIR / name).read_text(encoding="utf-8")


def name_of(requirement: str) -> str:
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_file_holds_every_declared_dependency(lock):
    project = tomllib.loads(text("pyproject.toml"))
    declared = list(project["project"]["dependencies"])
    for group in LOCKS[lock]:
        declared += project["dependency-groups"][group]
    pinned = set(re.findall(r"^([a-z0-9-]+)==", text(lock), re.MULTILINE))
    assert {name_of(requirement) for requirement in declared} <= pinned


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_file_pins_by_hash_and_names_no_address(lock):
    content = text(lock)
    assert "://" not in content
    for entry in re.split(r"\n(?=[a-z0-9-]+==)", content):
        assert "--hash=sha256:" in entry, entry


def test_every_variable_is_in_the_example_and_no_other():
    settings_source = text("config/settings.py")
    read = set(re.findall(r"^    ([A-Z_]+)=\(", settings_source, re.MULTILINE))
    shown = set(re.findall(r"^#?([A-Z_]+)=", text(".env.example"), re.MULTILINE))
    set_by_serve, of_compose = {"DEMO"}, {"POSTGRES_PASSWORD"}
    assert read - set_by_serve == shown - of_compose


def test_every_dependency_says_its_reason():
    lines = text("pyproject.toml").splitlines()
    requirements = [line for line in lines if re.match(r'  "[a-z0-9-]+(\[[a-z,-]+\])?[<>=]', line)]
    assert len(requirements) > 20
    assert [line for line in requirements if "#" not in line] == []
