"""家族・関係者: the tables around a person, and the members of the family (S13)."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.drawing import family_svg, ring_svg
from cases.family import FamilyView, family_of
from cases.forms import FamilyForm, SupporterForm
from cases.forms.choosing import choosable
from cases.models import Client, FamilyMember
from cases.person import note_view, person_context
from cases.supporters import offered
from cases.views.around import load_client, row_form, tab_url
from staffing.permissions import Permission, can
from staffing.saving import Refused
from staffing.sheets import edit_page

#: Older deletions are brought back by whoever keeps the records.
MOST_REMOVED = 20


@require_GET
def client_family(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is around a person: family, supporters, both drawings."""
    client = load_client(request, pk, Permission.CLIENT_VIEW)
    user, today = request.user, timezone.localdate()
    note_view(client, user=user, now=timezone.now())
    view = family_of(client, user=user, today=today)
    rows = list(client.support_contacts.by_emergency())
    contacts = [row for row in rows if not row.deleted_at]
    present = [row for row in contacts if not row.until_on or row.until_on >= today]
    context = person_context(client, user=user, today=today, tab="family") | {
        "view": view,
        "contacts": contacts,
        "family_drawing": family_svg(view),
        "ring": ring_svg(client, present, view),
        "removed_contacts": [row for row in rows if row.deleted_at][-MOST_REMOVED:],
        "removed_members": list(_removed(request, view)),
        "offers": offered(client, contacts, user=user),
    }
    if can(user, Permission.CLIENT_EDIT, client.office_id):
        context |= _row_forms(request, client, view)
    return render(request, "cases/client_family.html", context)


def _removed(request: HttpRequest, view: FamilyView):
    """Entries that can be brought back, without the clients whom the reader may not see."""
    if view.household is None:
        return []
    may_see = Q(registered_as__in=Client.objects.visible_to(request.user)) | Q(registered_as=None)
    gone = FamilyMember.objects.filter(household=view.household, deleted_at__isnull=False)
    return gone.filter(may_see).select_related("registered_as").order_by("-pk")[:MOST_REMOVED]


def _row_forms(request: HttpRequest, client: Client, view: FamilyView) -> dict[str, Any]:
    return {
        "family_row": row_form(
            request,
            FamilyForm,
            client,
            part="family",
            url=reverse("cases:family-create", args=[client.pk]),
            label=_("Add a member of the family"),
            relatives=relatives(view),
        ),
        "supporter_row": row_form(
            request,
            SupporterForm,
            client,
            part="supporter",
            url=reverse("cases:supporter-create", args=[client.pk]),
            label=_("Add a supporter"),
        ),
    }


def relatives(view: FamilyView) -> dict[int, str]:
    """Everybody of the family with the word for them, for a choice."""
    return {member.entry.pk: f"{member.name}（{member.word}）" for member in view.members}


def _entry(request: HttpRequest, client: Client, member: int) -> FamilyMember:
    entries = FamilyMember.objects.visible_to(request.user).around(client)
    return get_object_or_404(entries.select_related("registered_as", "household"), pk=member)


@require_http_methods(["GET", "POST"])
def family_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody to the family; a client of the office brings the own household along."""
    client = load_client(request, pk, Permission.CLIENT_EDIT)
    user, today = request.user, timezone.localdate()
    view = family_of(client, user=user, today=today)

    def save(form: FamilyForm) -> str:
        data = form.cleaned_data
        values = form.member
        actions.add_member(
            client,
            by=user,
            today=today,
            registered_as=data["client"],
            joins=data["joins"],
            **values,
        )
        return tab_url(client, "family")

    title = _("Add a member of the family")
    return edit_page(
        request,
        FamilyForm,
        template="cases/family_form.html",
        key=f"family:{client.pk}:new",
        label=title,
        path=request.path,
        form_kwargs={"office": client.office, "relatives": relatives(view)},
        cancel_url=tab_url(client),
        submit_label=_("Add"),
        success=_("The member is added."),
        context=person_context(client, user=user, today=today, tab="family") | {"title": title},
        save=save,
    )


def _load(entry: FamilyMember) -> tuple[dict[str, Any], dict]:
    names = (
        "relation",
        "relation_note",
        "name_kana",
        "gender",
        "birth_on",
        "age",
        "living",
        "is_deceased",
        "occupation",
        "is_main_carer",
        "emergency_order",
        "phone",
        "note",
    )
    initial = {name: getattr(entry, name) for name in names}
    for pointer in ("father", "mother", "partner"):
        initial[pointer] = getattr(entry, f"{pointer}_id")
    return initial | choosable(None, entry.name), {}


@require_http_methods(["GET", "POST"])
def family_edit(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Correct an entry, or say that it is a client of the office."""
    client = load_client(request, pk, Permission.CLIENT_EDIT)
    user, today = request.user, timezone.localdate()
    view = family_of(client, user=user, today=today)
    entry = _entry(request, client, member)
    shown = next(found for found in view.members if found.entry.pk == entry.pk)

    def save(form: FamilyForm) -> str:
        chosen = form.cleaned_data.get("client")
        if chosen:
            joins = form.cleaned_data["joins"]
            actions.register_member(entry, chosen, by=user, version=form.version, joins=joins)
        else:
            values = form.member
            if values.get("age") != entry.age:
                values["aged_on"] = today if values.get("age") is not None else None
            actions.change_member(entry, by=user, version=form.version, file_of=client.pk, **values)
        return tab_url(client)

    title = f"{shown.name}（{shown.word}）"
    kwargs = {"office": client.office, "relatives": relatives(view), "entry": entry}
    return edit_page(
        request,
        FamilyForm,
        template="cases/family_form.html",
        key=f"family:{client.pk}:{entry.pk}",
        label=title,
        record=entry,
        load=_load,
        form_kwargs=kwargs,
        cancel_url=tab_url(client),
        success=_("The entry is saved."),
        context=person_context(client, user=user, today=today, tab="family")
        | {"title": title, "entry": entry},
        save=save,
    )


@require_POST
def family_remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Take an entry out; the page offers to bring it back."""
    client = load_client(request, pk, Permission.CLIENT_EDIT)
    actions.remove_member(_entry(request, client, member), by=request.user, file_of=client.pk)
    messages.success(request, _("The entry is deleted. It can be brought back below."))
    return redirect(tab_url(client))


@require_POST
def family_restore(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Bring an entry back."""
    client = load_client(request, pk, Permission.CLIENT_EDIT)
    view = family_of(client, user=request.user, today=timezone.localdate())
    gone = _removed(request, view)
    entry = get_object_or_404(FamilyMember, pk__in=[row.pk for row in gone if row.pk == member])
    try:
        actions.restore_member(entry, by=request.user, file_of=client.pk)
    except Refused as refused:
        messages.error(request, refused.problems[0].message)
    else:
        messages.success(request, _("The entry is back."))
    return redirect(tab_url(client))
