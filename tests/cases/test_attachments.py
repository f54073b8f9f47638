"""Files from elsewhere: taken by content, kept by hash, never run, refused in words."""

import errno
import io
import tracemalloc
import uuid
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cases.models import Attachment
from config.common.filetypes import WrongFile, type_of
from staffing.models import AuditEntry
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.documents import AttachmentFactory

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF"


def image(kind="PNG", size=(4, 4)) -> bytes:
    made = io.BytesIO()
    Image.new("1", size).save(made, kind)
    return made.getvalue()


def book(*names: str, content: bytes = b"x") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in ("[Content_Types].xml", *names):
            parts.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "label"),
    [
        (PDF, "PDF"),
        (image(), "PNG"),
        (image("JPEG"), "JPEG"),
        (book("word/document.xml"), "Word"),
        (book("xl/workbook.xml"), "Excel"),
        (book("ppt/presentation.xml"), "PowerPoint"),
        ("髙﨑さんの𠮷野家".encode(), "Text"),
        ("氏名,住所\r\n髙橋".encode("cp932"), "Text"),
    ],
)
def test_a_file_is_what_its_content_says(content, label):
    assert type_of(io.BytesIO(content)).label == label


# G9
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unknown"),
        (b"MZ\x90\x00\x03", "unknown"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", "active"),
        (b"<svg xmlns='x' onload='alert(1)'/>", "active"),
        (b"text <script>alert(1)</script>", "active"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old_office"),
        (book("word/document.xml", "word/vbaProject.bin"), "macros"),
        (book("xl/workbook.xml", "xl/inner.zip"), "macros"),
        (book("readme.txt"), "unknown"),
        (book("xl/workbook.xml", content=bytes(30_000_000)), "bomb"),
        (image()[:40], "image"),
        (image(size=(10_000, 10_000)), "image"),
        (b"PK\x03\x04 no book", "unknown"),
    ],
)
def test_what_is_not_taken_says_why(content, code):
    with pytest.raises(WrongFile) as wrong:
        type_of(io.BytesIO(content))
    assert wrong.value.code == code


@pytest.fixture
def person(town):
    return CaseFactory(client__office=town.office, worker=town.counsellor).client


def add(browser, record, name="scan.pdf", content=PDF, owner="client", **typed):
    path = reverse("cases:attachment-create", args=[owner, record.pk])
    file = SimpleUploadedFile(name, content)
    sent = {"note": "診断書の写し", "upload": file, "_key": str(uuid.uuid4())}
    return browser.post(path, sent | typed)


def test_a_file_is_kept_under_a_random_name_and_comes_back_whole(town, sign_in, person):
    browser = sign_in(town.clerk)
    assert add(browser, person, "..\\..\\診断書 髙﨑.pdf").status_code == 302
    kept = Attachment.objects.get()
    assert (kept.name, kept.note, kept.client) == ("診断書 髙﨑.pdf", "診断書の写し", person)
    assert "診断書" not in kept.file.name
    answer = browser.get(reverse("cases:attachment-download", args=[kept.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert AuditEntry.objects.get(verb="attachment.downloaded").client_id == person.pk
    page = browser.get(reverse("cases:client-documents", args=[person.pk]))
    assert "診断書 髙﨑.pdf" in page.content.decode()


# G8, G11
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("scan.png", PDF, "中身は PDF"),
        ("scan", PDF, "中身は PDF"),
        ("page.pdf", b"<html>", "ウェブページ"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "古い形式"),
        ("big.pdf", PDF + bytes(1024 * 1024), "大きすぎます"),
    ],
)
def test_a_refused_file_is_said_at_its_field_and_the_rest_stays(
    town, sign_in, person, settings, name, content, words
):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    answer = add(sign_in(town.clerk), person, name, content)
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["upload"][0]
    assert 'value="診断書の写し"' in answer.content.decode()
    assert not Attachment.objects.exists()
    assert (
        not default_storage.exists("attachments") or not default_storage.listdir("attachments")[1]
    )


class Torrent:
    """The body of a form with a file of so many bytes that nobody holds in memory."""

    def __init__(self, size: int) -> None:
        begin = (
            b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n\xe8\xa8\xba\r\n'
            b'--x\r\nContent-Disposition: form-data; name="upload"; filename="big.pdf"\r\n'
            b"Content-Type: application/pdf\r\n\r\n%PDF-1.7\n"
        )
        self.parts = [begin, size, b"\r\n--x--\r\n"]
        self.length = len(begin) + size + len(self.parts[2])

    def readline(self, wanted: int = 65_536) -> bytes:
        return self.read(wanted)

    def read(self, wanted: int = 65_536) -> bytes:
        found = b""
        while self.parts and len(found) < wanted:
            room, first = wanted - len(found), self.parts[0]
            if isinstance(first, int):
                found += bytes(min(first, room))
                self.parts[0] = first - min(first, room)
            else:
                found, self.parts[0] = found + first[:room], first[room:]
            if not self.parts[0]:
                self.parts.pop(0)
        return found


# Bad input of issue 4: two hundred megabytes, really sent.
def test_two_hundred_megabytes_are_refused_without_being_held(town, sign_in, person):
    body = Torrent(200 * 1024 * 1024)
    browser = sign_in(town.clerk)
    tracemalloc.start()
    answer = browser.request(
        PATH_INFO=reverse("cases:attachment-create", args=["client", person.pk]),
        REQUEST_METHOD="POST",
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(body.length),
        **{"wsgi.input": body},
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422
    assert "大きすぎます" in answer.context["form"].errors["upload"][0]
    assert not Attachment.objects.exists()
    assert peak < 20 * 1024 * 1024


def test_the_same_file_and_one_too_many_are_refused(town, sign_in, person, settings):
    browser, settings.ATTACHMENTS_MAX = sign_in(town.clerk), 2
    assert add(browser, person).status_code == 302
    assert "すでに" in add(browser, person, "other.pdf").context["form"].errors["upload"][0]
    assert add(browser, person, content=PDF + b"2").status_code == 302
    assert "2件" in add(browser, person, content=PDF + b"3").context["form"].errors["upload"][0]
    assert Attachment.objects.count() == 2


def test_a_file_of_a_contact_moves_to_whom_the_contact_was_about(town, sign_in, person):
    contact = ConsultationFactory(office=town.office, worker=town.counsellor)
    browser = sign_in(town.counsellor)
    assert add(browser, contact, owner="contact").url == contact.get_absolute_url()
    assert "scan.pdf" in browser.get(contact.get_absolute_url()).content.decode()
    assert Attachment.objects.get().client is None


# A7
def test_a_full_disk_leaves_no_row_without_its_file(town, sign_in, person, monkeypatch):
    browser = sign_in(town.clerk)
    browser.raise_request_exception = False

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.files.storage.FileSystemStorage._save", full)
        answer = add(browser, person)
    assert answer.status_code == 507
    assert "診断書の写し" in answer.content.decode()
    assert not Attachment.objects.exists()
    assert add(browser, person).status_code == 302


def test_a_failing_row_leaves_no_file(town, sign_in, person, monkeypatch):
    browser = sign_in(town.clerk)
    browser.raise_request_exception = False

    def fail(*args, **kwargs):
        raise RuntimeError("no row")

    monkeypatch.setattr("cases.actions.attachments.insert", fail)
    assert add(browser, person).status_code == 500
    assert default_storage.listdir("attachments")[1] == []


def test_a_changed_file_is_not_sent(town, sign_in, person):
    kept = AttachmentFactory(client=person, created_by=town.clerk, sha256="0" * 64)
    answer = sign_in(town.clerk).get(reverse("cases:attachment-download", args=[kept.pk]))
    assert "保存したときのものと違います" in answer.content.decode()
    assert AuditEntry.objects.filter(verb="document.damaged").exists()
