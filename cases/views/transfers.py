"""A person goes on to another office: offer, answer, and the return of the seconded (C-02)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.choices import Gender
from cases.duties import quotes
from cases.filters import TransferFilter
from cases.forms import AcceptForm, DeclineForm, OfferForm, ReturnForm
from cases.models import Case, Client, Consent, Transfer
from cases.person import person_context
from config.common.paging import page_by_key
from config.common.phones import format_phone
from config.common.wareki import wareki
from staffing.list_views import keeps_conditions
from staffing.models import Posting
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page

ASSIGN = Permission.CASE_ASSIGN


def _between(request: HttpRequest, office_ids):
    rows = Transfer.objects.between(request.user, office_ids)
    return rows.select_related("office", "receiver", "client", "received_client", "decided_by")


@require_GET
@keeps_conditions("transfer-list")
def transfer_list(request: HttpRequest) -> HttpResponse:
    """List the offers made and got, the newest first."""
    require_anywhere(request.user, ASSIGN)
    mine = request.user.access.offices_with(ASSIGN)
    listed = TransferFilter(request.GET, queryset=_between(request, mine), request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    rows = [{"transfer": t, "is_sent": t.office_id in mine, "name": t.name_for(mine)} for t in page]
    context = {"filter": listed, "page": page, "rows": rows}
    return render(request, "cases/transfer_list.html", context)


def _born(day: str | None) -> str:
    found = parse_date(day or "")
    return wareki(found) if found else ""


def _transfer(request: HttpRequest, pk: int) -> Transfer:
    return get_object_or_404(_between(request, request.user.access.file_office_ids), pk=pk)


@require_GET
def transfer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an offer to both sides: its content, its state, and what each may do."""
    transfer, user = _transfer(request, pk), request.user
    is_sender, is_receiver = (
        can(user, ASSIGN, office) for office in (transfer.office_id, transfer.receiver_id)
    )
    if not is_sender and not is_receiver:
        require(user, ASSIGN, transfer.office_id)
    offered, is_open = transfer.offered, transfer.state == "offered"
    context = {
        "transfer": transfer,
        "name": transfer.name_for(user.access.offices_with(ASSIGN)),
        "facts": [
            (_("Kana"), offered.get("name_kana")),
            (_("Date of birth"), _born(offered.get("birth_on"))),
            (_("Gender"), dict(Gender.choices).get(offered.get("gender"), "")),
            (_("Phone"), format_phone(offered.get("phone") or "")),
            (_("Address"), offered.get("address")),
        ],
        "is_sender": is_sender,
        "may_revoke": is_sender and is_open,
        "may_answer": is_receiver and is_open,
    }
    return render(request, "cases/transfer_detail.html", context)


@require_http_methods(["GET", "POST"])
def transfer_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a person to another office."""
    visible = Client.objects.visible_to(request.user).select_related("office")
    client = get_object_or_404(visible, pk=pk)
    require(request.user, ASSIGN, client.office_id)
    today = timezone.localdate()
    title = _("Hand over to another office")
    lines = quotes([client.pk], today=today).get(client.pk, [])
    return edit_page(
        request,
        OfferForm,
        template="cases/person_form.html",
        key=f"transfer:{client.pk}",
        label=title,
        initial={"handed_on": today, "summary": "\n".join(lines)},
        form_kwargs={"office": client.office, "person": client},
        cancel_url=client.get_absolute_url(),
        submit_label=_("Offer"),
        success=_("The person is offered; the other office was told."),
        context=person_context(client, user=request.user, today=today) | {"title": title},
        save=lambda form: actions.offer_transfer(
            client, by=request.user, today=today, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def transfer_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept: the person is registered at the receiving office."""
    transfer = _transfer(request, pk)
    require(request.user, ASSIGN, transfer.receiver_id)
    today = timezone.localdate()
    title = _("Accept the person")
    return edit_page(
        request,
        AcceptForm,
        template="cases/transfer_answer.html",
        key=f"transfer:{transfer.pk}:accept",
        label=title,
        initial={"on": today},
        form_kwargs={"office": transfer.receiver},
        cancel_url=transfer.get_absolute_url(),
        submit_label=title,
        success=_("The person is registered here; the case of the other office has ended."),
        context={"title": title, "transfer": transfer},
        save=lambda form: actions.accept_transfer(
            transfer, by=request.user, today=today, now=timezone.now(), **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def transfer_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline with a reason."""
    transfer = _transfer(request, pk)
    require(request.user, ASSIGN, transfer.receiver_id)
    title = _("Decline")
    return edit_page(
        request,
        DeclineForm,
        template="cases/transfer_answer.html",
        key=f"transfer:{transfer.pk}:decline",
        label=title,
        form_kwargs={"office": transfer.receiver},
        cancel_url=transfer.get_absolute_url(),
        submit_label=title,
        success=_("The offer is declined; the other office was told."),
        context={"title": title, "transfer": transfer},
        save=lambda form: actions.decline_transfer(
            transfer, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
    )


@require_POST
def transfer_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an offer back before it is answered."""
    transfer = _transfer(request, pk)
    require(request.user, ASSIGN, transfer.office_id)
    actions.revoke_transfer(transfer, by=request.user, now=timezone.now())
    return redirect(transfer)


@require_http_methods(["GET", "POST"])
def transfer_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer all cases of a seconded person to the home office, with the state of consent."""
    postings = Posting.objects.visible_to(request.user).exclude(home_corporation=None)
    posting = get_object_or_404(
        postings.select_related("office", "user", "home_corporation"), pk=pk
    )
    require(request.user, ASSIGN, posting.office_id)
    today = timezone.localdate()
    cases = Case.objects.visible_to(request.user).open().select_related("client")
    held = list(
        cases.filter(office_id=posting.office_id, worker=posting.user_id).order_by(
            "client__kana_sort", "pk"
        )
    )
    given = Consent.objects.for_other_offices(today)
    given = given.filter(client__in=[case.client_id for case in held])
    consents = {consent.client_id: consent for consent in given.reverse()}
    title = _("Return of %(name)s to %(home)s") % {
        "name": posting.user.name,
        "home": posting.home_corporation.name,
    }

    def save(form: ReturnForm) -> str:
        actions.offer_return(
            form.chosen,
            receiver=form.cleaned_data["receiver"],
            handed_on=form.cleaned_data["handed_on"],
            by=request.user,
            today=today,
            reason=title,
        )
        return reverse("cases:transfer-list")

    return edit_page(
        request,
        ReturnForm,
        template="cases/transfer_return.html",
        key=f"transfer:return:{posting.pk}",
        label=title,
        initial={"handed_on": posting.ended_on or today},
        form_kwargs={
            "office": posting.office,
            "held": [(case, consents.get(case.client_id)) for case in held],
            "home": posting.home_corporation,
        },
        submit_label=_("Offer"),
        cancel_url=reverse("cases:secondment-list"),
        success=_("The cases are offered to the home office."),
        context={"title": title, "posting": posting},
        save=save,
    )
