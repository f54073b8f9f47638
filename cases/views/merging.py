"""Two files of one person become one: choose the other, look at both, type the name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import merging as actions
from cases.actions.purging import file_counts
from cases.forms.deciding import MergeForm, OtherFileForm
from cases.models import Client
from cases.person import person_context
from staffing.permissions import Permission, require
from staffing.sheets import edit_page
from staffing.signin import fresh_login_required


def _client(request: HttpRequest, pk: int) -> Client:
    rows = Client.objects.visible_to(request.user).select_related("office", "municipality")
    client = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.FILE_PURGE, client.office_id)
    return client


@require_http_methods(["GET", "POST"])
def client_twin(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other file of the same person."""
    kept = _client(request, pk)
    title = _("Merge with another file")
    return edit_page(
        request,
        OtherFileForm,
        template="cases/person_form.html",
        key=f"merge:{kept.pk}",
        label=title,
        form_kwargs={"office": kept.office},
        cancel_url=reverse("cases:client-history", args=[kept.pk]),
        submit_label=_("Look at both"),
        context=person_context(kept, user=request.user, today=timezone.localdate())
        | {"title": title},
        save=lambda form: reverse(
            "cases:client-merge", args=[kept.pk, form.cleaned_data["client"].pk]
        ),
    )


@require_http_methods(["GET", "POST"])
@fresh_login_required
def client_merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show what comes together, and merge once the name is typed."""
    kept, given_up = _client(request, pk), _client(request, other)
    filled = actions.filled_in(kept, given_up)
    fields = [(name, Client._meta.get_field(name)) for name in actions.FILLED_IN]
    title = _("Merge the two files")
    context = person_context(kept, user=request.user, today=timezone.localdate())
    context |= {
        "heading": title,
        "kept": kept,
        "given_up": given_up,
        "contents": sum(file_counts(given_up).values()) - 1,
        "lines": [
            {
                "label": field.verbose_name,
                "kept": _shown(kept, field.name),
                "other": _shown(given_up, field.name),
                "is_filled": name in filled,
            }
            for name, field in fields
        ],
    }
    return edit_page(
        request,
        MergeForm,
        template="cases/merge_form.html",
        key=f"merge:{kept.pk}:{given_up.pk}",
        label=title,
        form_kwargs={"name": kept.name, "versions": (kept.version, given_up.version)},
        cancel_url=kept.get_absolute_url(),
        submit_label=title,
        success=_("The two files are one now."),
        context=context,
        save=lambda form: actions.merge_clients(
            kept,
            given_up,
            by=request.user,
            version=kept.version,
            other_version=given_up.version,
        ),
    )


def _shown(client: Client, name: str) -> str:
    display = getattr(client, f"get_{name}_display", None)
    value = display() if display else getattr(client, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value) if value is not None else ""
