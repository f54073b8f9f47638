"""The files beside the database: attachments and printed documents below FILES_DIR."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from config.backup.archive import BLOCK, ArchiveWriter, Blocks
from config.backup.manifest import FILES_PREFIX, Entry
from config.backup.problems import BackupProblem
from config.backup.sealed import damaged


def add_files(archive: ArchiveWriter, folder: Path) -> list[Entry]:
    """Add every file below the folder.

    Called after the moment of the database: a file its rows name is there already, and one that
    came later harms nobody. A file that goes away meanwhile is not of that moment.
    """
    added = []
    for path in _files(folder):
        name = FILES_PREFIX + path.relative_to(folder).as_posix()
        try:
            source = path.open("rb")
        except FileNotFoundError:
            continue
        with source:
            added.append(archive.add(name, iter(partial(source.read, BLOCK), b"")))
    return added


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=_refuse):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            # A link leads out of the folder; ours are plain files with random names.
            if path.is_file() and not path.is_symlink():
                yield path


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def holds_anything(folder: Path) -> bool:
    """Whether the folder is there and not empty."""
    return folder.is_dir() and any(folder.iterdir())


class Restored:
    """Files written so far; `undo` takes them away again when a later step fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._existed = folder.is_dir()

    def begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def write(self, entry: Entry, blocks: Blocks) -> None:
        """Write one file of the archive; raises Damaged when it is not the manifest's."""
        path = self.folder.joinpath(*_parts(entry.name))
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("xb") as target:
            for block in blocks:
                digest.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        if digest.hexdigest() != entry.sha256:
            raise damaged()

    def undo(self) -> None:
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not self._existed:
            self.folder.rmdir()

    def give_back(self, kept: Path) -> None:
        """Rename the old folder to its place again."""
        if self.folder.is_dir():
            self.folder.rmdir()
        kept.rename(self.folder)


def _parts(name: str) -> tuple[str, ...]:
    path = PurePosixPath(name.removeprefix(FILES_PREFIX))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise damaged()
    return path.parts


def set_aside(folder: Path, stamp: str) -> Path:
    """Rename the folder of the old files and return its new path."""
    kept = folder.with_name(f"{folder.name}-{stamp}")
    try:
        return folder.rename(kept)
    except OSError as error:
        # The root of a volume cannot be renamed.
        raise BackupProblem(
            _(
                "The folder %(folder)s cannot be moved aside: %(reason)s."
                " Empty it, then start again."
            )
            % {"folder": folder, "reason": error.strerror}
        ) from error
