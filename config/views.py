"""Pages that belong to no app."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.pdf import pdf_problems
from config.gallery import SampleForm, sample_context
from staffing import broker
from staffing.sheets import edit_page
from staffing.work import last_heartbeat, worker_is_down


@require_http_methods(["GET", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component and state; its form is a real one that saves nothing but its draft."""
    return edit_page(
        request,
        SampleForm,
        template="gallery/gallery.html",
        key="gallery",
        label=_("Gallery of components"),
        save=lambda form: reverse("gallery"),
        success=_("Everything was in order."),
        context=sample_context(timezone.localdate(), timezone.now()),
    )


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether database, worker, queue and printing work; 503 when the database does not."""
    try:
        heard = last_heartbeat()
        is_up = True
    except DatabaseError:
        heard, is_up = None, False
    answer = {
        "database": "up" if is_up else "down",
        "worker": "down" if not is_up or worker_is_down(timezone.now()) else "up",
        "worker_heard_at": heard.isoformat() if heard else None,
        "queue": "up" if broker.is_up() else "down",
        "pdf": "down" if pdf_problems() else "up",
    }
    return JsonResponse(answer, status=200 if is_up else 503)
