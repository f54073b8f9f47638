"""確認依頼: ask the lead about a record, the lists of what waits, and each thread."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from staffing import actions
from staffing.askable import ask_kind
from staffing.filters import QuestionFilter
from staffing.forms import AnswerForm, AskForm
from staffing.history import client_names
from staffing.list_views import keeps_conditions
from staffing.models import Question
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("question-list")
def question_list(request: HttpRequest) -> HttpResponse:
    """List what waits for oneself, what one asked, or everything of one's offices."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    rows = Question.objects.visible_to(request.user).select_related("created_by")
    listed = QuestionFilter(request.GET, queryset=rows, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("-pk",))
    names = client_names(page.rows, request.user)
    context = {
        "filter": listed,
        "page": page,
        "rows": [_row(question, names) for question in page],
    }
    return render(request, "staffing/question_list.html", context)


def _row(question: Question, names: dict[int, tuple[str, str]]) -> dict[str, Any]:
    kind = ask_kind(question.object_type)
    return {
        "question": question,
        "kind": kind.label,
        "client": names.get(question.client_id, ("", ""))[0],
        "record_url": reverse(kind.url_name, args=[question.object_id]),
    }


@require_http_methods(["GET", "POST"])
def question_create(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask about a record that one sees."""
    found = ask_kind(kind)
    if found is None:
        raise Http404
    record = get_object_or_404(found.rows(request.user), pk=pk)
    require(request.user, found.permission, record.office_id)
    require(request.user, Permission.LOG_WRITE, record.office_id)
    back = reverse(found.url_name, args=[pk])

    def save(form: AskForm) -> str:
        actions.ask_about(found, record, by=request.user, **form.cleaned_data)
        return back

    title = _("Ask the lead")
    return edit_page(
        request,
        AskForm,
        template="staffing/form_page.html",
        key=f"question:{kind}:{pk}",
        label=title,
        cancel_url=back,
        submit_label=_("Ask"),
        success=_("The lead has been asked."),
        context={"title": title, "subtitle": found.label},
        save=save,
    )


@require_http_methods(["GET", "POST"])
def question_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a thread; the lead and whoever asked may go on with it."""
    rows = Question.objects.visible_to(request.user).select_related("created_by", "office")
    question = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.LOG_WRITE, question.office_id)
    is_lead = can(request.user, Permission.RECORD_APPROVE, question.office_id)
    is_asker = question.asker_id == request.user.pk
    if request.method == "POST" and not (is_lead or is_asker):
        raise PermissionDenied
    kind = ask_kind(question.object_type)
    context = _row(question, client_names([question], request.user)) | {
        "answers": question.answers.select_related("made_by"),
        "may_answer": is_lead or is_asker,
    }
    return edit_page(
        request,
        AnswerForm,
        template="staffing/question_detail.html",
        key=f"question:{pk}",
        label=_("Answer a question"),
        record=question,
        load=lambda _question: ({}, {}),
        form_kwargs={"office": question.office, "is_lead": is_lead and not is_asker},
        cancel_url=reverse("staffing:question-list"),
        submit_label=_("Answer"),
        success=_("Your answer is kept."),
        context=context,
        save=lambda form: actions.answer_question(
            question,
            by=request.user,
            version=form.version,
            now=timezone.now(),
            kind=kind,
            state=form.cleaned_data["state"],
            text=form.cleaned_data["words"],
        ),
    )
