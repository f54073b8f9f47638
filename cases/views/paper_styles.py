"""The forms of municipalities (S43): versions, how they look on every paper, a new one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import paper_styles as actions
from cases.forms.paper_styles import HEADS, PaperStyleForm
from cases.models import PaperStyle
from cases.papers import Paper, paper_context, paper_named, paper_pdf, style_data, styled_papers
from config.common.keys import read_key
from config.common.pdf import PdfUnavailable
from staffing.permissions import Permission, require
from staffing.sheets import edit_page
from staffing.sheets.drafts import keep_posted
from staffing.sheets.forms import named_error

#: What a new version takes over from the one before.
COPIED = (
    *("spelling", "confirm", "confirm_heads", "confirm_on", "has_seal", "sign_text"),
    *("letter_text", "municipality_id"),
)


@require_GET
def paper_styles(request: HttpRequest) -> HttpResponse:
    """Show every version of the chosen office, the one that holds marked."""
    require(request.user, Permission.OFFICE_EDIT, request.office)
    today = timezone.localdate()
    rows, held = [], set()
    for style in _styles(request).filter(office=request.office).for_page():
        is_held = style.starts_on <= today and style.municipality_id not in held
        held |= {style.municipality_id} if is_held else set()
        rows.append({"style": style, "is_held": is_held, "may_edit": style.starts_on >= today})
    first = styled_papers()[0].key
    context = {"rows": rows, "first": first, "papers": styled_papers(), "today": today}
    return render(request, "cases/paper_styles.html", context)


@require_http_methods(["GET", "POST"])
def paper_style_create(request: HttpRequest) -> HttpResponse:
    """Begin a version; `?from=` takes over what an earlier one says."""
    require(request.user, Permission.OFFICE_EDIT, request.office)
    key = read_key(request.GET.get("from"))
    rows = _styles(request).filter(office=request.office)
    base = rows.filter(pk=key).first() if key else None
    title = _("New version of forms")
    return edit_page(
        request,
        PaperStyleForm,
        template="cases/paper_style_form.html",
        key=f"paper-style:new:{base.pk if base else ''}",
        label=title,
        initial=_first_values(base, timezone.localdate()),
        form_kwargs={"office": request.office, "base": base},
        cancel_url=reverse("cases:paper-styles"),
        success=_("The forms are kept. Look at every paper."),
        context={"title": title, "style": base, "papers": styled_papers()},
        save=lambda form: _shown(
            actions.create_style(request.office, by=request.user, base=base, **form.values)
        ),
    )


def _first_values(base: PaperStyle | None, today: date) -> dict[str, Any]:
    if base is None:
        return {"starts_on": today, "confirm_heads": HEADS}
    values = {name.removesuffix("_id"): getattr(base, name) for name in COPIED}
    return values | {"starts_on": today}


@require_http_methods(["GET", "POST"])
def paper_style_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a version that does not hold yet."""
    style = _style(request, pk)
    today = timezone.localdate()
    if request.method == "GET" and style.starts_on < today:
        messages.info(request, _("A version that holds already is followed by a new one."))
        return redirect(f"{reverse('cases:paper-style-create')}?from={pk}")
    title = _("Forms of a municipality")
    return edit_page(
        request,
        PaperStyleForm,
        template="cases/paper_style_form.html",
        key=f"paper-style:{pk}",
        label=title,
        record=style,
        form_kwargs={"office": style.office},
        cancel_url=reverse("cases:paper-styles"),
        success=_("The forms are kept. Look at every paper."),
        context={"title": title, "style": style, "papers": styled_papers()},
        save=lambda form: _shown(
            actions.change_style(
                style, by=request.user, version=form.version, today=today, **form.values
            )
        ),
    )


@require_GET
def paper_style_preview(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show a paper of nobody in this version's form, with the way to the others."""
    style = _style(request, pk)
    paper, context = _sample(request, style, kind)
    context |= {
        "is_screen": True,
        "back_url": reverse("cases:paper-styles"),
        "style_bar": True,
        "pdf_url": reverse("cases:paper-style-print", args=[pk, kind]),
        "kinds": [
            {
                "label": each.label,
                "url": reverse("cases:paper-style-preview", args=[pk, each.key]),
                "is_here": each.key == kind,
            }
            for each in styled_papers()
        ],
    }
    return render(request, paper.template, context)


@require_POST
def paper_style_try(request: HttpRequest) -> HttpResponse:
    """Show a paper of nobody as the form stands now; nothing is saved but the draft of the form.

    `?style=` is the version whose logo stays without a new one.
    """
    require(request.user, Permission.OFFICE_EDIT, request.office)
    rows = _styles(request).filter(office=request.office)
    now, key = timezone.localtime(), read_key(request.GET.get("style"))
    form = PaperStyleForm(
        data=request.POST,
        files=request.FILES,
        base=rows.filter(pk=key).first() if key else None,
        office=request.office,
        user=request.user,
        today=now.date(),
        now=now,
    )
    form.is_valid()
    style, image = form.typed
    paper = paper_named(request.POST.get("look", ""))
    if paper is None or paper.sample is None:
        paper = styled_papers()[0]
    data = _sample_data(style, paper, image=image)
    context = paper_context(paper, data, now=now, by=request.user.name)
    context |= {
        "is_screen": True,
        "style_bar": True,
        "is_typed": True,
        "paper": paper,
        "back_url": keep_posted(request, now=now) or reverse("cases:paper-styles"),
        "wrong": [
            named_error(form[name], message) if name in form.fields else message
            for name, messages_of in form.errors.items()
            for message in messages_of
        ],
    }
    return render(request, paper.template, context)


@require_GET
def paper_style_print(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Print a paper of nobody in this version's form."""
    style = _style(request, pk)
    paper, context = _sample(request, style, kind)
    try:
        pdf = paper_pdf(paper, context["data"], now=timezone.now(), by=request.user.name)
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("cases:paper-styles")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}-sample.pdf"'
    return response


def _sample(request: HttpRequest, style: PaperStyle, kind: str) -> tuple[Paper, dict[str, Any]]:
    paper = paper_named(kind)
    if paper is None or paper.sample is None:
        raise Http404(kind)
    data = _sample_data(style, paper)
    return paper, paper_context(paper, data, now=timezone.now(), by=request.user.name)


def _sample_data(style: PaperStyle, paper: Paper, *, image: bytes = b"") -> dict[str, Any]:
    with override("ja"):  # a paper is Japanese, whatever the reader speaks
        data = paper.sample()
        return data | {"style": style_data(style, paper, data, None, image=image)}


def _styles(request: HttpRequest):
    return PaperStyle.objects.visible_to(request.user)


def _style(request: HttpRequest, pk: int) -> PaperStyle:
    rows = _styles(request).select_related("office", "municipality")
    style = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.OFFICE_EDIT, style.office_id)
    return style


def _shown(style: PaperStyle) -> str:
    """Return where the new form is looked at."""
    return reverse("cases:paper-style-preview", args=[style.pk, styled_papers()[0].key])
