"""Entries one after the other in a sealed file, and a manifest of them at its end.

An entry is its name and blocks of bytes up to an empty block, so that nothing has to be known of
its size before: the dump of a database is written while it is made.
"""

import hashlib
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from config.backup.manifest import MANIFEST, Entry, Manifest
from config.backup.sealed import SealedReader, SealedWriter, damaged

LENGTH = struct.Struct(">I")
#: No block is longer, so a reader never holds more than this.
BLOCK = 256 * 1024
Blocks = Iterator[bytes]


class ArchiveWriter:
    """Adds entries to a sealed file and remembers the SHA-256 and the size of each."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed

    def add(self, name: str, blocks: Iterable[bytes]) -> Entry:
        digest, size = hashlib.sha256(), 0
        self._block(name.encode())
        for block in blocks:
            for start in range(0, len(block), BLOCK):
                part = block[start : start + BLOCK]
                self._block(part)
                digest.update(part)
                size += len(part)
        self._block(b"")
        return Entry(name=name, size=size, sha256=digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        self.add(MANIFEST, [manifest.to_json()])
        self._sealed.close()

    def _block(self, data: bytes) -> None:
        self._sealed.write(LENGTH.pack(len(data)))
        self._sealed.write(data)


def entries(sealed: SealedReader) -> Iterator[tuple[str, Blocks]]:
    """Give the name of each entry and its blocks; what is not read of them is passed over."""
    while name := sealed.read(LENGTH.size):
        blocks = _blocks(sealed)
        yield _exactly(sealed, _length(name)).decode(), blocks
        for _rest in blocks:
            pass


def _blocks(sealed: SealedReader) -> Blocks:
    while size := _length(sealed.read(LENGTH.size)):
        yield _exactly(sealed, size)


def _length(raw: bytes) -> int:
    if len(raw) != LENGTH.size:
        raise damaged()
    (size,) = LENGTH.unpack(raw)
    if size > BLOCK:
        raise damaged()
    return size


def _exactly(sealed: SealedReader, size: int) -> bytes:
    data = sealed.read(size)
    if len(data) != size:
        raise damaged()
    return data


def write_archive(path: Path, secret: str, fill: Callable[[ArchiveWriter], Manifest]) -> Manifest:
    """Write the file whole and on the disk, or leave nothing; readable by its owner only."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        archive = ArchiveWriter(SealedWriter(target, secret))
        manifest = fill(archive)
        archive.finish(manifest)
        target.flush()
        os.fsync(target.fileno())
    return manifest


def read_manifest(path: Path, secret: str) -> Manifest:
    """Read the whole file, compare every entry with the manifest, and return it.

    Raises WrongKey, Damaged, or OSError.
    """
    found, manifest = {}, None
    with path.open("rb") as source:
        for name, blocks in entries(SealedReader(source, secret)):
            if name == MANIFEST:
                manifest = Manifest.from_json(b"".join(blocks))
                continue
            digest, size = hashlib.sha256(), 0
            for block in blocks:
                digest.update(block)
                size += len(block)
            found[name] = Entry(name=name, size=size, sha256=digest.hexdigest())
    if manifest is None or found != manifest.entries_by_name():
        raise damaged()
    return manifest
