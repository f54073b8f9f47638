"""A file sealed in chunks: encrypted, and refused when one bit of it is not as it was written.

Layout: a header of 59 bytes (mark, cost and salt of the key, a value that tells a wrong key from
a damaged file, a checksum of all this), then AES-256-GCM chunks of 1 MiB, the last one shorter.
The nonce of a chunk is its number and whether it is the last (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015), so chunks can be neither swapped nor cut off at the end.
The header is authenticated with every chunk. One key is used for one file only: the salt is new.
"""

import hashlib
import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from config.backup.problems import Damaged, WrongKey

MARK = b"TSUNAGI1"
HEADER = struct.Struct(">8sBBB16s16s16s")  # mark, log2 of n, r, p, salt, key check, checksum
CHUNK, TAG = 1024 * 1024, 16
#: 2^17 · 8 · 1 needs 128 MiB and some tenths of a second for each guess (OWASP's advice).
COST = (17, 8, 1)
#: A header that asks for more was not written by us.
HIGHEST_COST = (20, 16, 4)


def _keys(secret: str, cost: tuple[int, int, int], salt: bytes) -> tuple[bytes, bytes]:
    """Return the 32 bytes that encrypt and the 16 bytes that recognise the key."""
    log2_n, r, p = cost
    both = Scrypt(salt=salt, length=48, n=2**log2_n, r=r, p=p).derive(secret.encode())
    return both[:32], both[32:]


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


class SealedWriter:
    """Takes bytes, writes sealed chunks; without `close` the file stays incomplete and refused."""

    def __init__(self, target: BinaryIO, secret: str) -> None:
        salt = os.urandom(16)
        key, check = _keys(secret, COST, salt)
        start = HEADER.pack(MARK, *COST, salt, check, b"")[:-16]
        self._header = start + hashlib.sha256(start).digest()[:16]
        self._cipher, self._target = AESGCM(key), target
        self._waiting, self._number = bytearray(), 0
        target.write(self._header)

    def write(self, data: bytes) -> None:
        self._waiting += data
        # A full chunk waits until more follows: only then it is known not to be the last.
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        self._seal(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._target.write(self._cipher.encrypt(nonce, plain, self._header))
        self._number += 1


class SealedReader:
    """Reads what SealedWriter wrote; raises WrongKey or Damaged instead of giving a false byte."""

    def __init__(self, source: BinaryIO, secret: str) -> None:
        self._header = source.read(HEADER.size)
        if self._header[: len(MARK)] != MARK:
            raise Damaged(_("This is not a backup of Tsunagi, or its beginning is damaged."))
        if hashlib.sha256(self._header[:-16]).digest()[:16] != self._header[-16:]:
            raise damaged()
        _mark, *cost, salt, check, _checksum = HEADER.unpack(self._header)
        if any(ours < given for given, ours in zip(cost, HIGHEST_COST, strict=True)):
            raise damaged()
        key, own_check = _keys(secret, tuple(cost), salt)
        if own_check != check:
            raise WrongKey(_("The key does not fit this backup. Nothing was changed."))
        self._cipher, self._source = AESGCM(key), source
        self._open, self._number = bytearray(), 0
        self._ahead: bytes | None = source.read(CHUNK + TAG)

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end of the file."""
        while len(self._open) < size and self._ahead is not None:
            self._next_chunk()
        found = bytes(self._open[:size])
        del self._open[:size]
        return found

    def _next_chunk(self) -> None:
        following = self._source.read(CHUNK + TAG)
        nonce = _nonce(self._number, is_last=not following)
        try:
            self._open += self._cipher.decrypt(nonce, bytes(self._ahead), self._header)
        except (InvalidTag, ValueError) as error:
            raise damaged() from error
        self._number += 1
        self._ahead = following or None


def damaged() -> Damaged:
    """The one sentence for a changed byte and for a missing end: the remedy is the same."""
    return Damaged(
        _("The backup is damaged or incomplete. Nothing was changed. Use another copy of it.")
    )
