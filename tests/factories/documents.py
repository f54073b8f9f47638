"""Filed papers and files."""

import hashlib
from datetime import date

import factory
from django.core.files.base import ContentFile

from cases.models import Attachment, Document, PaperStyle
from cases.papers import digest_of
from tests.factories.cases import ClientFactory

PDF = b"%PDF-1.7\n% a filed paper\n%%EOF\n"


class DocumentFactory(factory.django.DjangoModelFactory):
    """A filed record of support, intact."""

    class Meta:
        model = Document

    client = factory.SubFactory(ClientFactory)
    office = factory.SelfAttribute("client.office")
    kind = "progress"
    subject_id = factory.SelfAttribute("client.pk")
    number = factory.Sequence(lambda n: n + 1)
    title = "支援経過記録"
    data = factory.LazyFunction(lambda: {"office": "潮見", "ident": "利用者番号 1"})
    data_sha256 = factory.LazyAttribute(lambda o: digest_of(o.data))
    pdf = factory.LazyFunction(lambda: ContentFile(PDF, "paper.pdf"))
    pdf_sha256 = hashlib.sha256(PDF).hexdigest()


class AttachmentFactory(factory.django.DjangoModelFactory):
    """A scan of a person, intact; its content differs from every other one's."""

    class Meta:
        model = Attachment
        exclude = ("content",)

    content = factory.Sequence(lambda n: b"%PDF-1.7 scan " + str(n).encode())
    client = factory.SubFactory(ClientFactory)
    office = factory.SelfAttribute("client.office")
    name = factory.Sequence(lambda n: f"scan{n}.pdf")
    content_type = "application/pdf"
    file = factory.LazyAttribute(lambda o: ContentFile(o.content, "scan.pdf"))
    size = factory.LazyAttribute(lambda o: len(o.content))
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.content).hexdigest())


class PaperStyleFactory(factory.django.DjangoModelFactory):
    """Forms for all municipalities, with boxes on the plan."""

    class Meta:
        model = PaperStyle

    office = factory.SubFactory("tests.factories.staffing.OfficeFactory")
    starts_on = date(2020, 4, 1)
    spelling = "kana"
    confirm = "name"
    confirm_heads = factory.LazyFunction(lambda: ["管理者", "担当"])
    confirm_on = factory.LazyFunction(lambda: ["plan"])
