"""Files below FILES_DIR: a random name, written before its row, gone when the row is not kept."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile

CHUNK = 256 * 1024


@contextmanager
def stored(folder: str, content: File, *, ending: str) -> Iterator[str]:
    """Store a file and yield its name; whatever fails afterwards takes the file away again.

    The name says nothing about the content: the row is the only way to it.
    """
    name = default_storage.generate_filename(f"{folder}/{secrets.token_hex(16)}{ending}")
    try:
        yield default_storage.save(name, content)
    except BaseException:
        default_storage.delete(name)
        raise


def sha256_of(content: File) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    content.seek(0)
    for piece in content.chunks(CHUNK):
        digest.update(piece)
    content.seek(0)
    return digest.hexdigest()


def is_intact(file: FieldFile, sha256: str) -> bool:
    """Whether a stored file is there and is what it was when it was stored."""
    try:
        with file.open("rb") as content:
            return sha256_of(content) == sha256
    except OSError:
        return False
