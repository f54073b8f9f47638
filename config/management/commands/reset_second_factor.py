"""The way back in for the last administrator whose phone and recovery codes are lost."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from staffing import actions
from staffing.models import User


class Command(BaseCommand):
    help = "Switch the codes of one account off, and end its sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login_id", help="the staff ID")

    def handle(self, *args: object, **options: object) -> None:
        try:
            user = User.objects.get_by_natural_key(str(options["login_id"]))
        except User.DoesNotExist:
            raise CommandError(_("There is no such staff ID.")) from None
        actions.remove_second_factor(user, by=None)
        self.stdout.write(_("The codes are switched off and the person is logged out everywhere."))
