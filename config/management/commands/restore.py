"""Restore a backup into an empty database, or in the place of the old one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup.keys import key_for_restore
from config.backup.problems import BackupProblem
from config.backup.restoring import Restored, restore, verified
from config.backup.versions import require_fitting
from config.management.backups import counts, leave_trail, made_at
from staffing.models import Session


class Command(BaseCommand):
    help = "Check a backup completely, then restore database and files from it. Stop Tsunagi first."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", help="file that `backup` wrote")
        parser.add_argument("--verify-only", action="store_true", help="check it, change nothing")
        parser.add_argument(
            "--replace", action="store_true", help="move the old SQLite file and files aside"
        )
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, choices=tuple(connections))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["verify_only"]:
                self._verify(Path(options["file"]))
            else:
                self._restore(options)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem

    def _verify(self, path: Path) -> None:
        manifest = verified(path, key_for_restore(settings.BACKUP_KEY))
        require_fitting(manifest)
        self.stdout.write(
            _("The backup is sound and the key fits: %(counts)s, made at %(time)s.")
            % {"counts": counts(manifest), "time": made_at(manifest)}
        )

    def _restore(self, options: dict[str, Any]) -> None:
        alias, started = options["database"], timezone.localtime()
        done = restore(
            connections[alias],
            Path(options["file"]),
            secret=key_for_restore(settings.BACKUP_KEY),
            files=settings.FILES_DIR,
            now=started,
            replace=options["replace"],
        )
        # Sessions of that day: whoever was logged out since, or has left, must not be in again.
        Session.objects.using(alias).all().delete()
        leave_trail("backup.restored", done.manifest, alias=alias, started=started)
        self._report(done)

    def _report(self, done: Restored) -> None:
        self.stdout.write(
            _("Restored and compared with the backup of %(time)s: %(counts)s.")
            % {"time": made_at(done.manifest), "counts": counts(done.manifest)}
        )
        if done.was_migrated:
            self.stdout.write(
                _("It was made by an older version; its tables were brought up to date.")
            )
        for place in done.kept:
            self.stdout.write(_("What was there before was kept as %(place)s.") % {"place": place})
