"""Compile the message catalogues without a system gettext."""

from argparse import ArgumentParser
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalogues(folder: Path) -> list[Path]:
    """Write a .mo beside every .po under `folder` and return the files written.

    Fuzzy entries are left out, as gettext does. Raises OSError for an unreadable or broken .po.
    """
    written = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        partial = target.with_suffix(".mo.part")
        polib.pofile(str(source)).save_as_mofile(str(partial))
        # A running server never reads half a file.
        partial.replace(target)
        written.append(target)
    return written


class Command(BaseCommand):
    """Write the .mo files that Django reads; the repository holds only the .po."""

    # Plain English: these lines are what makes any other language available.
    help = "Compile the message catalogues (.po) to .mo, without a system gettext."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="*", type=Path, help="default: LOCALE_PATHS")

    def handle(self, *args: object, **options: object) -> None:
        folders = options["folder"] or [Path(path) for path in settings.LOCALE_PATHS]
        for folder in folders:
            for target in compile_catalogues(folder):
                self.stdout.write(f"{target}")
