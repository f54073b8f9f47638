"""世帯: everybody of a household at one glance, and registering a member as a client (O-10)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.drawing import family_svg
from cases.family import family_view
from cases.forms import HouseholdForm, RelativeForm
from cases.household import household_page
from cases.models import Client, FamilyMember, Household
from cases.person import person_context
from cases.views.around import load_client, tab_url
from config.common.keys import read_key
from staffing import audit
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


def _household(request: HttpRequest, pk: int, permission: Permission) -> Household:
    household = get_object_or_404(Household.objects.visible_to(request.user), pk=pk)
    require(request.user, permission, household.office_id)
    return household


@require_GET
def household_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the people of a household, their cases, what is due, warnings and promises."""
    household = _household(request, pk, Permission.CLIENT_VIEW)
    user, today = request.user, timezone.localdate()
    audit.record(user, "household.viewed", household)
    entries = FamilyMember.objects.visible_to(user).filter(household=household)
    found = list(entries.select_related("registered_as", "household").order_by("pk"))
    view = family_view(found, client=None, today=today)
    context = household_page(view, user=user, today=today)
    context |= {"household": household, "view": view, "drawing": family_svg(view), "today": today}
    return render(request, "cases/household_detail.html", context)


@require_http_methods(["GET", "POST"])
def household_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the name and the remarks."""
    household = _household(request, pk, Permission.CLIENT_EDIT)
    title = _("Change the household")
    return edit_page(
        request,
        HouseholdForm,
        template="cases/promise_form.html",
        key=f"household:{household.pk}",
        label=title,
        record=household,
        cancel_url=household.get_absolute_url(),
        success=_("The household is saved."),
        context={"title": title},
        save=lambda form: actions.change_household(
            household, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


def _member(request: HttpRequest, client: Client) -> FamilyMember | None:
    """The entry of the family that is being registered."""
    key = read_key(request.GET.get("member"))
    entries = FamilyMember.objects.visible_to(request.user).around(client)
    return key and get_object_or_404(entries.filter(registered_as=None), pk=key)


def _initial(client: Client, member: FamilyMember | None) -> dict[str, Any]:
    """Address and family name are those of the client; the entry says the rest."""
    initial = {
        "name": f"{client.name.split()[0]} ",
        "name_kana": f"{client.name_kana.split()[0]} " if client.name_kana.split() else "",
        "phone": client.phone,
        "postal_code": client.postal_code,
        "address": client.address,
        "municipality": client.municipality_id,
        "route": "family",
        "opened_on": timezone.localdate(),
    }
    if member:
        told = ("name", "name_kana", "gender", "birth_on", "phone", "relation")
        initial |= {name: getattr(member, name) for name in told if getattr(member, name)}
    return initial


@require_http_methods(["GET", "POST"])
def family_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register somebody of the family as a client of one's own (家族を登録)."""
    client = load_client(request, pk, Permission.CLIENT_EDIT)
    user, today, member = request.user, timezone.localdate(), _member(request, client)

    def save(form: RelativeForm) -> Client:
        made = actions.register_client(office=client.office, by=user, **form.registration)
        if member:
            actions.register_member(member, made, by=user, version=None)
        else:
            relation = form.cleaned_data["relation"]
            actions.add_member(client, by=user, today=today, registered_as=made, relation=relation)
        return made

    return edit_page(
        request,
        RelativeForm,
        template="cases/family_register.html",
        key=f"relative:{client.pk}:{member.pk if member else 'new'}",
        label=_("Register a member of the family"),
        initial=_initial(client, member),
        form_kwargs={"office": client.office},
        cancel_url=tab_url(client),
        submit_label=_("Register and open the file"),
        success=_("The client is registered and the case is open."),
        context=person_context(client, user=user, today=today, tab="family"),
        save=save,
    )
