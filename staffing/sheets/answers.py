"""Answers that many views give alike: why an act was refused, and what typed values would do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from staffing.saving import Refused
from staffing.sheets.drafts import keep_posted


def tell_refusal(request: HttpRequest, refused: Refused) -> None:
    """Say on the next page why an act was refused, a message for each reason."""
    for problem in refused.problems:
        messages.error(request, problem.message)


def show_preview(
    request: HttpRequest,
    context: dict[str, Any],
    *,
    part: str,
    page: str,
    around: Callable[[], dict[str, Any]] = dict,
) -> HttpResponse:
    """Show what typed values would do: beside the form (`part`), or without script as a `page`.

    The page keeps a draft, because going back in the browser loses what was typed; `back` leads to
    the form with it. `around` says what only the page shows.
    """
    if request.headers.get("HX-Request"):
        return render(request, part, context)
    back = keep_posted(request, now=timezone.now())
    return render(request, page, context | around() | {"back": back})
