"""Back up the database and the files into one sealed file, while people go on working."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup.keys import key_for_backup, new_key
from config.backup.problems import BackupProblem
from config.backup.saving import make_backup, output_path, size_of
from config.management.backups import counts, leave_failure, leave_trail

VERB = "backup.made"


class Command(BaseCommand):
    help = (
        "Back up database and files into one encrypted file and read it back. The key is taken"
        " from BACKUP_KEY or asked for."
    )
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--output", help="file to write, or a folder: the time names the file")
        what.add_argument("--new-key", action="store_true", help="print a new key, nothing else")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=tuple(connections))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new_key"]:
            self.stdout.write(new_key())
            return
        started, alias = timezone.localtime(), options["database"]
        try:
            output = output_path(options["output"], now=started)
            secret = key_for_backup(settings.BACKUP_KEY)
            manifest = make_backup(
                connections[alias],
                files=settings.FILES_DIR,
                output=output,
                secret=secret,
                now=started,
            )
        except BackupProblem as problem:
            leave_failure(VERB, str(problem), alias=alias, started=started)
            raise CommandError(str(problem)) from problem
        leave_trail(VERB, manifest, alias=alias, started=started)
        if options["verbosity"]:
            self.stdout.write(
                _("%(file)s was written and read back: %(counts)s, %(size)s.")
                % {
                    "file": output,
                    "counts": counts(manifest),
                    "size": filesizeformat(size_of(output)),
                }
            )
