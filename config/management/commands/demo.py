"""Fill an empty database with the invented town, and say who can sign in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from config.demo.build import build
from config.demo.town import PASSWORD, accounts
from plans.models import ServiceType
from staffing.models import User


class Command(BaseCommand):
    help = "Load the invented demo town into an empty SQLite database and print its accounts."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="only print the accounts, load nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("The demo is only for an empty SQLite database on one's machine.")
        if not options["accounts"] and not User.objects.exists():
            self._load()
        elif not User.objects.filter(login_id="mizuno").exists():
            raise CommandError("This database holds other data; the demo was not loaded.")
        self._print_accounts()

    def _load(self) -> None:
        if not ServiceType.objects.exists():
            raise CommandError("Run `manage.py seed` first.")
        counts = build(timezone.now())
        self.stdout.write(
            f"デモのデータを作りました：利用者 {counts['clients']}人、記録 {counts['log']:,}件"
        )

    def _print_accounts(self) -> None:
        self.stdout.write(f"デモのアカウント（パスワードはすべて {PASSWORD}）")
        for login_id, name, what in accounts():
            self.stdout.write(f"  {login_id:<10}{name}　{what}")
