"""An empty system gets its first account from the command line."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from staffing.models import User


def test_the_first_administrator_signs_in_and_chooses_a_password(db, client, capsys):
    call_command("create_administrator", "Admin1", "管理 花子")
    password = re.search(r"\w{4}-\w{4}-\w{4}", capsys.readouterr().out)[0]
    answer = client.post(reverse("login"), {"username": "admin1", "password": password})
    assert answer.status_code == 302
    assert client.get(reverse("staffing:office-create")).url == reverse("password-change")
    assert User.objects.get(login_id="admin1").is_administrator


def test_an_id_is_given_once(db):
    call_command("create_administrator", "admin1", "管理 花子")
    with pytest.raises(CommandError):
        call_command("create_administrator", "ADMIN1", "別の 人")
