"""Make the first account of an empty system: an administrator of accounts and offices."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffing.actions import create_user, one_time_password, reset_password
from staffing.models import User
from staffing.models.people import fold_login_id


class Command(BaseCommand):
    help = "Create a system administrator and print the one-time password once."

    def add_arguments(self, parser) -> None:
        parser.add_argument("login_id", help="staff ID (職員ID)")
        parser.add_argument("name", help="name, family and given name with a blank between")

    def handle(self, *args: Any, **options: Any) -> None:
        login_id = fold_login_id(options["login_id"])
        if User.objects.filter(login_id=login_id).exists():
            raise CommandError(_("This staff ID is already in use."))
        password = one_time_password()
        with transaction.atomic():
            user = create_user(
                by=None,
                password=None,
                login_id=login_id,
                name=options["name"],
                is_administrator=True,
            )
            reset_password(user, by=None, password=password, now=timezone.now())
        line = _("Staff ID %(login_id)s, one-time password %(password)s (for 7 days)")
        self.stdout.write(line % {"login_id": login_id, "password": password})
