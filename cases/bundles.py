"""The walk over a bundle: a paper at a time, so that memory and a killed worker cost little."""

import io
import logging
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from cases.actions import documents
from cases.choices_printing import PrintStage, PrintState
from cases.models import Document, PrintItem, PrintRun
from cases.models.printing import FILED
from cases.papers import gathered, paper_named, paper_pdf
from config.common.filing import is_intact, stored
from config.common.pdf import PdfUnavailable, Running, render_pdf
from config.common.wareki import wareki
from staffing import audit
from staffing.models import User
from staffing.permissions import Permission, access_for

logger = logging.getLogger("tsunagi.print")


class NotMade(Exception):
    """A paper that cannot be made; the message says why in words."""


def take(run: PrintRun, *, now: datetime) -> bool:
    """Begin to work on a waiting bundle; False when somebody else does."""
    mine = PrintRun.objects.waiting(now).filter(pk=run.pk, touched_at=run.touched_at)
    return bool(mine.update(touched_at=now))


def walk(run: PrintRun, *, now: datetime) -> None:
    """Make what is still to be made, and join it; a bundle that is cancelled meanwhile ends."""
    user = run.made_by
    user.access = access_for(user, on=timezone.localdate(now))
    for item in run.items.filter(state=PrintState.WAITING).select_related("client"):
        going = PrintRun.objects.filter(pk=run.pk, stage=PrintStage.WAITING)
        if not going.update(touched_at=timezone.now()):
            return
        _make(item, user=user, now=now)
    _join(run, now=now)


def _make(item: PrintItem, *, user: User, now: datetime) -> None:
    try:
        with override("ja"):
            pdf = _print(item, user=user, now=now)
        pages = len(PdfReader(io.BytesIO(pdf)).pages)
        with stored("bundles", ContentFile(pdf), ending=".pdf") as name:
            _note(item, state=PrintState.DONE, file=name, pages=pages, reason="")
    except (NotMade, PdfUnavailable) as error:
        _note(item, state=PrintState.FAILED, reason=str(error)[:200])
    except Exception:  # one person's paper must not keep the others from theirs
        logger.exception("paper %s of bundle %s", item.pk, item.run_id)
        with override("ja"):
            reason = _("This paper could not be made. Please tell whoever looks after the system.")
        _note(item, state=PrintState.FAILED, reason=reason)


def _print(item: PrintItem, *, user: User, now: datetime) -> bytes:
    if item.paper == FILED:
        return _as_filed(item, user=user)
    paper = paper_named(item.paper)
    found = paper.subjects(user).select_related("office").filter(pk=item.subject_id).first()
    if found is None or paper.permission not in user.access.permissions(found.office_id):
        raise NotMade(_("You may not open this record any more."))
    today = timezone.localdate(now)
    chosen = paper.options(item.options or None, today=today).chosen if paper.options else {}
    data = gathered(paper, found, user=user, today=today, options=chosen)
    if not data["can_print"]:
        raise NotMade(_("The paper is too long. Print it by itself with a shorter period."))
    pdf = paper_pdf(paper, data, now=now, by=user.name, is_tagged=False)
    documents.record_printed(paper, found, by=user)
    return pdf


def _as_filed(item: PrintItem, *, user: User) -> bytes:
    document = Document.objects.visible_to(user).filter(pk=item.subject_id).first()
    paper = paper_named(document.kind) if document else None
    permission = paper.permission if paper else Permission.CLIENT_VIEW
    if document is None or permission not in user.access.permissions(document.office_id):
        raise NotMade(_("You may not open this record any more."))
    if not is_intact(document.pdf, document.pdf_sha256):
        raise NotMade(_("The filed paper is no longer what it was."))
    audit.record(user, "document.viewed", document)
    with document.pdf.open("rb") as file:
        return file.read()


def _note(item: PrintItem, **values) -> None:
    PrintItem.objects.filter(pk=item.pk).update(**values)


def _join(run: PrintRun, *, now: datetime) -> None:
    """Write the bundle: the list of what is in it, then the papers with their bookmarks."""
    items = list(run.items.select_related("client"))
    made = [item for item in items if item.state == PrintState.DONE]
    old, name, pages = run.file, "", 0
    if made:
        with override("ja"):
            pdf, pages = _joined(run, items, now=now)
        with stored("bundles", ContentFile(pdf), ending=".pdf") as name:
            pass
    ended = PrintRun.objects.filter(pk=run.pk, stage=PrintStage.WAITING).update(
        stage=PrintStage.DONE, finished_at=timezone.now(), file=name, pages=pages
    )
    leftover = old if ended else name
    if leftover:
        default_storage.delete(leftover)


def _joined(run: PrintRun, items: list[PrintItem], *, now: datetime) -> tuple[bytes, int]:
    writer = PdfWriter()
    cover = _cover(run, items, now=now, first=1)
    number = len(PdfReader(io.BytesIO(cover)).pages)
    if number > 1:
        cover = _cover(run, items, now=now, first=number)
    writer.append(io.BytesIO(cover), outline_item="一覧", import_outline=False)
    for item in items:
        if item.state == PrintState.DONE:
            words = f"{item.client.name_kana} {item.label}"
            with default_storage.open(item.file) as file:
                writer.append(file, outline_item=words, import_outline=False)
    writer.root_object[NameObject("/Lang")] = TextStringObject("ja")  # it is read aloud in it
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), len(writer.pages)


def _cover(run: PrintRun, items: list[PrintItem], *, now: datetime, first: int) -> bytes:
    """Return the list of the bundle; its own pages, `first` of them, are counted too."""
    page, rows = first + 1, []
    for item in items:
        is_made = item.state == PrintState.DONE
        rows.append(
            {
                "name": item.client.name,
                "paper": item.label,
                "page": page if is_made else "",
                "reason": item.reason,
            }
        )
        page += item.pages if is_made else 0
    local = timezone.localtime(now)
    stamp = f"出力 {wareki(local.date())} {local:%H:%M}　{run.made_by.name}"
    running = Running(office=run.office.name, document="一覧", ident="", stamp=stamp)
    missing = sum(item.state != PrintState.DONE for item in items)
    context = {"title": run.title, "rows": rows, "missing": missing, "running": running}
    context["notes"] = run.notes
    return render_pdf("print/bundle.html", context, is_tagged=False)
