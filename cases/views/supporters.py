"""The supporters of a person: people and bodies around (S13)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.forms import SupporterForm
from cases.models import Client, SupportContact
from cases.person import person_context
from cases.supporters import Offer, offered
from cases.views.around import load_client, tab_url
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


def _offer(request: HttpRequest, client: Client) -> Offer | None:
    """What an upper app offers under the key in the address."""
    key = request.GET.get("from")
    found = offered(client, client.support_contacts.alive(), user=request.user) if key else []
    return next((offer for offer in found if offer.key == key), None)


@require_http_methods(["GET", "POST"])
def supporter_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a supporter, or take one over that the plan names."""
    client = load_client(request, pk, Permission.CLIENT_EDIT)
    today, offer = timezone.localdate(), _offer(request, client)
    initial = {}
    if offer:
        names = ("kind", "organisation", "name", "phone")
        initial = {name: getattr(offer, name) for name in names}

    def save(form: SupporterForm) -> str:
        source = offer.key if offer else ""
        actions.add_supporter(client, by=request.user, source=source, **form.cleaned_data)
        return tab_url(client, "supporter")

    title = _("Add a supporter")
    return edit_page(
        request,
        SupporterForm,
        template="cases/supporter_form.html",
        key=f"supporter:{client.pk}:{offer.key if offer else 'new'}",
        label=title,
        initial=initial,
        form_kwargs={"office": client.office},
        cancel_url=tab_url(client),
        submit_label=_("Add"),
        success=_("The supporter is added."),
        context=person_context(client, user=request.user, today=today, tab="family")
        | {"title": title},
        save=save,
    )


def _contact(request: HttpRequest, pk: int, *, is_deleted: bool = False) -> SupportContact:
    rows = SupportContact.objects.filter(deleted_at__isnull=not is_deleted)
    rows = rows.filter(client__in=Client.objects.visible_to(request.user))
    contact = get_object_or_404(rows.select_related("client__office"), pk=pk)
    require(request.user, Permission.CLIENT_EDIT, contact.office_id)
    return contact


@require_http_methods(["GET", "POST"])
def supporter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry."""
    contact = _contact(request, pk)
    client, today = contact.client, timezone.localdate()

    def save(form: SupporterForm) -> str:
        values = form.cleaned_data
        actions.change_supporter(contact, by=request.user, version=form.version, **values)
        return tab_url(client)

    return edit_page(
        request,
        SupporterForm,
        template="cases/supporter_form.html",
        key=f"supporter:{client.pk}:{contact.pk}",
        label=str(contact),
        record=contact,
        form_kwargs={"office": client.office},
        cancel_url=tab_url(client),
        success=_("The entry is saved."),
        context=person_context(client, user=request.user, today=today, tab="family")
        | {"title": str(contact), "contact": contact},
        save=save,
    )


@require_POST
def supporter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry out; the page offers to bring it back."""
    contact = _contact(request, pk)
    actions.remove_supporter(contact, by=request.user)
    messages.success(request, _("The entry is deleted. It can be brought back below."))
    return redirect(tab_url(contact.client))


@require_POST
def supporter_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an entry back."""
    contact = _contact(request, pk, is_deleted=True)
    actions.restore_supporter(contact, by=request.user)
    messages.success(request, _("The entry is back."))
    return redirect(tab_url(contact.client))
