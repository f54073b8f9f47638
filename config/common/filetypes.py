"""What a file is, by its content and never by its name; what is not named here is not taken.

Pages and drawings that a browser would run (HTML, SVG), programs, and documents with macros are
no kind of file.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

#: An image of more points is a bomb or a poster; a page scanned at 600 dpi has 35 million.
MOST_PIXELS = 60_000_000
#: What an office file may unpack to, in how many parts, and how much smaller it may be.
MOST_UNPACKED, MOST_PARTS, MOST_RATIO = 200 * 1024 * 1024, 5_000, 200
HEAD = 4096
PIECE = 64 * 1024


class WrongFile(Exception):
    """The file is not taken; `code` says why: unknown, old_office, macros, image, bomb, active."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class FileType:
    """A kind of file: its name for people, its type, and the endings that belong to it."""

    label: str
    content_type: str
    endings: tuple[str, ...]


PDF = FileType("PDF", "application/pdf", (".pdf",))
JPEG = FileType("JPEG", "image/jpeg", (".jpg", ".jpeg"))
PNG = FileType("PNG", "image/png", (".png",))
_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = FileType("Word", f"{_OFFICE}wordprocessingml.document", (".docx",))
EXCEL = FileType("Excel", f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
SLIDES = FileType("PowerPoint", f"{_OFFICE}presentationml.presentation", (".pptx",))
TEXT = FileType("Text", "text/plain", (".txt", ".csv"))
TYPES = (PDF, JPEG, PNG, WORD, EXCEL, SLIDES, TEXT)
ENDINGS = tuple(ending for kind in TYPES for ending in kind.endings)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {"word/": WORD, "xl/": EXCEL, "ppt/": SLIDES}
_ACTIVE = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"<iframe", b"<body")


def type_of(file: BinaryIO) -> FileType:
    """Return what a file is; raises WrongFile for what is not taken."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    for sign, check in _SIGNS.items():
        if head.startswith(sign):
            try:
                return check(file)
            finally:
                file.seek(0)
    return _text(file, head)


def _pdf(file: BinaryIO) -> FileType:
    return PDF


def _old_office(file: BinaryIO) -> FileType:
    raise WrongFile("old_office")


def _image(kind: FileType, name: str) -> Callable[[BinaryIO], FileType]:
    def check(file: BinaryIO) -> FileType:
        try:
            with Image.open(file, formats=(name,)) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise WrongFile("image")
                image.load()
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise WrongFile("image") from error
        except Image.DecompressionBombError as error:
            raise WrongFile("image") from error
        return kind

    return check


def _office(file: BinaryIO) -> FileType:
    """Read the list of what is inside, never trusting what it says about sizes."""
    try:
        with zipfile.ZipFile(file) as book:
            parts = book.infolist()
            names = [part.filename for part in parts]
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
                raise WrongFile("bomb")
            if any(name.lower().endswith(("vbaproject.bin", ".exe", ".zip")) for name in names):
                raise WrongFile("macros")
            kind = next(
                (kind for start, kind in _PARTS.items() if any(n.startswith(start) for n in names)),
                None,
            )
            if kind is None or "[Content_Types].xml" not in names:
                raise WrongFile("unknown")
            _count(book, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise WrongFile("unknown") from error
    return kind


def _count(book: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    packed = sum(part.compress_size for part in parts)
    limit = min(MOST_UNPACKED, max(packed * MOST_RATIO, 10 * 1024 * 1024))
    total = 0
    for part in parts:
        with book.open(part) as content:
            while piece := content.read(PIECE):
                total += len(piece)
                if total > limit:
                    raise WrongFile("bomb")


def _text(file: BinaryIO, head: bytes) -> FileType:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_ACTIVE) or b"<script" in head.lower() or b"<svg" in head.lower():
        raise WrongFile("active")
    if not head or b"\x00" in head:
        raise WrongFile("unknown")
    content = file.read()
    file.seek(0)
    for encoding in ("utf-8", "cp932"):
        try:
            text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding).read()
        except UnicodeDecodeError:
            continue
        if all(letter >= " " or letter in "\t\r\n\f" for letter in text):
            return TEXT
    raise WrongFile("unknown")


_SIGNS: dict[bytes, Callable[[BinaryIO], FileType]] = {
    b"%PDF-": _pdf,
    b"\xff\xd8\xff": _image(JPEG, "JPEG"),
    b"\x89PNG\r\n\x1a\n": _image(PNG, "PNG"),
    b"PK\x03\x04": _office,
    _OLD_OFFICE: _old_office,
}
