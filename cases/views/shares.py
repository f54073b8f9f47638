"""Files shared with other offices: the list both ways, share, read, end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.choices_access import SharePart
from cases.filters import ShareFilter
from cases.forms import RevokeForm, ShareForm
from cases.models import Client, Share
from cases.person import person_context
from cases.rows import contact_rows, contact_values
from cases.shared_file import shared_contacts, shared_file
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.models import AuditEntry
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page

VIEW, ASSIGN = Permission.CLIENT_VIEW, Permission.CASE_ASSIGN
PER_PAGE = 30
READINGS = 20
#: The reader has no page of one contact: the text stands here as far as a text may go.
WHOLE = 10_000


def _between(request: HttpRequest):
    rows = Share.objects.between(request.user)
    return rows.select_related("office", "receiver", "receiver_user", "client", "consent")


def _share(request: HttpRequest, pk: int) -> Share:
    return get_object_or_404(_between(request), pk=pk)


@require_GET
@keeps_conditions("share-list")
def share_list(request: HttpRequest) -> HttpResponse:
    """List what is shared with us today, and what we share or shared, the newest first."""
    require_anywhere(request.user, VIEW)
    today = timezone.localdate()
    listed = ShareFilter(request.GET, queryset=_between(request), request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    held = set(Share.objects.in_force(today).filter(pk__in=[s.pk for s in page]).values_list("pk"))
    mine = request.user.access.file_office_ids
    rows = [{"share": s, "is_sent": s.office_id in mine, "is_held": (s.pk,) in held} for s in page]
    return render(request, "cases/share_list.html", {"filter": listed, "page": page, "rows": rows})


@require_GET
def share_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is shared with whom, for how long, and who opened it; to its reader the file."""
    share, user = _share(request, pk), request.user
    if not can(user, VIEW, share.office_id):
        return redirect("cases:share-file", pk=share.pk)
    today = timezone.localdate()
    readings = AuditEntry.objects.filter(
        verb="share.viewed", object_type=Share._meta.label_lower, object_id=share.pk
    )
    labels = dict(SharePart.choices)
    context = person_context(share.client, user=user, today=today) | {
        "share": share,
        "parts": [labels.get(part, part) for part in share.parts],
        "is_held": Share.objects.in_force(today).filter(pk=share.pk).exists(),
        "may_end": can(user, ASSIGN, share.office_id),
        "readings": readings.select_related("user").order_by("-pk")[:READINGS],
    }
    return render(request, "cases/share_detail.html", context)


@require_GET
def share_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the parts of a file that another office lets us read; each opening is in its trail."""
    rows = Share.objects.got_by(request.user)
    share = get_object_or_404(rows.select_related("office", "client", "created_by"), pk=pk)
    require(request.user, VIEW, share.receiver_id)
    today = timezone.localdate()
    actions.note_reading(share, by=request.user)
    values = contact_values(shared_contacts(share), excerpt=WHOLE)
    page = page_by_key(request, values, order=("-occurred_at", "-pk"), per_page=PER_PAGE)
    context = shared_file(share, user=request.user, today=today) | {
        "share": share,
        "page": page,
        "entries": contact_rows(page.rows, today=today, excerpt=WHOLE),
    }
    return render(request, "cases/share_file.html", context)


@require_http_methods(["GET", "POST"])
def share_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another office read parts of a file."""
    visible = Client.objects.visible_to(request.user).select_related("office")
    client = get_object_or_404(visible, pk=pk)
    require(request.user, ASSIGN, client.office_id)
    today = timezone.localdate()
    title = _("Share with another office")
    return edit_page(
        request,
        ShareForm,
        template="cases/person_form.html",
        key=f"share:{client.pk}",
        label=title,
        initial={"starts_on": today},
        form_kwargs={"office": client.office, "person": client},
        cancel_url=client.get_absolute_url(),
        submit_label=_("Share"),
        success=_("The file is shared; the other office was told."),
        context=person_context(client, user=request.user, today=today) | {"title": title},
        save=lambda form: actions.share_file(
            client, by=request.user, today=today, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def share_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a share at once, with the reason."""
    share = _share(request, pk)
    require(request.user, ASSIGN, share.office_id)
    today = timezone.localdate()
    title = _("End the sharing")
    return edit_page(
        request,
        RevokeForm,
        template="cases/person_form.html",
        key=f"share:{share.pk}:end",
        label=title,
        cancel_url=share.get_absolute_url(),
        submit_label=title,
        success=_("The sharing is ended; the other office reads nothing from now on."),
        context=person_context(share.client, user=request.user, today=today) | {"title": title},
        save=lambda form: actions.revoke_share(
            share, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
    )
